import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TokenBuckets } from '../../../src/demo/token-buckets';
import { RequestPacer } from '../../../src/main/request-pacer';
import { noon, seoul, virginia } from '../../support/snapshot-builder';

/** EC2's bucket of calls by ID, at half its size: one that is emptied stands for a real one that falls below its half. */
const halfOfById = { bucket: 'by ID', limit: { capacity: 50 / 2, refillPerSecond: 10 }, tokens: 1 };

test('whatever is asked, and whenever, EC2’s bucket never falls below its half', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 50, maxLength: 400 }), (gaps) => {
      const pacer = new RequestPacer();
      const buckets = new TokenBuckets();
      let now = noon;
      const sent = gaps.map((gap) => {
        now += gap;
        return now + pacer.reserve(seoul, now);
      });
      for (const at of sent.toSorted((a, b) => a - b)) {
        expect(buckets.take('account', [halfOfById], at), `a call at +${at - noon} ms`).toBe(true);
      }
    }),
  );
});

test('those who wait go one after the other, in the order in which they came', () => {
  const pacer = new RequestPacer();
  const waits = Array.from({ length: 100 }, () => pacer.reserve(seoul, noon));
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(20);
  expect(waits.at(-1), 'the last of 100 has its turn within 10 s').toBeLessThanOrEqual(10_000);
});

test('a Region’s budget is its own, and grows again', () => {
  const pacer = new RequestPacer();
  for (let n = 0; n < 30; n += 1) pacer.reserve(seoul, noon);
  expect(pacer.reserve(virginia, noon)).toBe(0);
  expect(pacer.reserve(seoul, noon)).toBeGreaterThan(0);
  expect(pacer.reserve(seoul, noon + 60_000)).toBe(0);
});

test('a clock that is set back takes nothing away', () => {
  const pacer = new RequestPacer();
  pacer.reserve(seoul, noon);
  expect(pacer.reserve(seoul, noon - 3_600_000)).toBe(0);
});
