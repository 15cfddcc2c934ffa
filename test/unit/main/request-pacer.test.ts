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
      for (const gap of gaps) {
        now += gap;
        if (pacer.take(seoul, now) === 0)
          expect(buckets.take('account', [halfOfById], now), `at +${now - noon}`).toBe(true);
      }
    }),
  );
});

test('one that waits as long as it was told may go', () => {
  const pacer = new RequestPacer();
  let wait = 0;
  for (let n = 0; n < 100 && wait === 0; n += 1) wait = pacer.take(seoul, noon);
  expect(wait, 'at last one has to wait').toBeGreaterThan(0);
  expect(pacer.take(seoul, noon + wait - 1)).toBeGreaterThan(0);
  expect(pacer.take(seoul, noon + wait)).toBe(0);
});

test('a Region’s budget is its own', () => {
  const pacer = new RequestPacer();
  while (pacer.take(seoul, noon) === 0);
  expect(pacer.take(virginia, noon)).toBe(0);
});

test('a clock that is set back stops nobody for longer than a second', () => {
  const pacer = new RequestPacer();
  while (pacer.take(seoul, noon) === 0);
  expect(pacer.take(seoul, noon - 3_600_000)).toBeLessThan(1_000);
});
