import { expect, test } from 'vitest';
import type { Draw } from '../../../src/demo/token-buckets';
import { TokenBuckets } from '../../../src/demo/token-buckets';

const requests: Draw = { bucket: 'requests', limit: { capacity: 5, refillPerSecond: 2 }, tokens: 1 };
const resources: Draw = { bucket: 'resources', limit: { capacity: 10, refillPerSecond: 2 }, tokens: 8 };

test('A bucket gives what it holds, and then what flows back', () => {
  const buckets = new TokenBuckets();
  const taken = Array.from({ length: 7 }, () => buckets.take('eu-west-1', [requests], 0));
  expect(taken).toEqual([true, true, true, true, true, false, false]);
  expect(buckets.take('eu-west-1', [requests], 499)).toBe(false);
  expect(buckets.take('eu-west-1', [requests], 500)).toBe(true);
  expect(buckets.take('eu-west-1', [requests], 999)).toBe(false);
  expect(buckets.take('eu-west-1', [requests], 1_000)).toBe(true);
});

test('A bucket never holds more than its capacity', () => {
  const buckets = new TokenBuckets();
  buckets.take('eu-west-1', [requests], 0);
  const taken = Array.from({ length: 6 }, () => buckets.take('eu-west-1', [requests], 3_600_000));
  expect(taken.filter(Boolean)).toHaveLength(5);
});

test('When one bucket is short, no other is charged', () => {
  const buckets = new TokenBuckets();
  expect(buckets.take('eu-west-1', [requests, resources], 0)).toBe(true);
  for (let n = 0; n < 10; n += 1) expect(buckets.take('eu-west-1', [requests, resources], 0)).toBe(false);
  const taken = Array.from({ length: 5 }, () => buckets.take('eu-west-1', [requests], 0));
  expect(taken).toEqual([true, true, true, true, false]);
});

test('Every Region has buckets of its own', () => {
  const buckets = new TokenBuckets();
  for (let n = 0; n < 6; n += 1) buckets.take('eu-west-1', [requests], 0);
  expect(buckets.take('us-east-1', [requests], 0)).toBe(true);
});

test('A clock that goes backwards takes no tokens away', () => {
  const buckets = new TokenBuckets();
  buckets.take('eu-west-1', [requests], 10_000);
  expect(buckets.take('eu-west-1', [requests], 0)).toBe(true);
});
