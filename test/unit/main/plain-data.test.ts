import { expect, test } from 'vitest';
import { isPlainData } from '../../../src/main/plain-data';

test('what messages are made of is taken', () => {
  for (const value of [undefined, null, 'a', 1, true, [], {}, { a: [{ b: null }, ['c', undefined]] }]) {
    expect(isPlainData(value), JSON.stringify(value)).toBe(true);
  }
  expect(isPlainData(Array.from({ length: 10_000 }, (_, n) => `i-${n}`))).toBe(true);
});

test('what else an IPC can carry is not, wherever it stands', () => {
  for (const value of [
    new Map(),
    new Set(),
    new Date(),
    new Error('x'),
    /x/,
    1n,
    new Uint8Array(3),
    new ArrayBuffer(3),
  ]) {
    expect(isPlainData(value), String(value)).toBe(false);
    expect(isPlainData({ a: [value] }), `${String(value)} within`).toBe(false);
  }
});

test('a cycle, and more than anybody means to send, are not', () => {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  expect(isPlainData(cyclic)).toBe(false);
  expect(isPlainData(Array.from({ length: 100_001 }))).toBe(false);
  expect(isPlainData(Array.from({ length: 400 }, () => Array.from({ length: 400 })))).toBe(false);
});
