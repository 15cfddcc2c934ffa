/** More values than any message of ours holds: all IDs of 10,000 instances ten times over. */
const MOST_VALUES = 100_000;

/**
 * Whether it is what our messages are made of, JSON's values and `undefined`, and not too much of it to be looked at: an IPC
 * carries binary data, maps and cycles as well, and a parser would go through a megabyte byte by byte.
 */
export function isPlainData(value: unknown): boolean {
  const waiting = [value];
  for (let seen = 0; waiting.length > 0; seen += 1) {
    const next = waiting.pop();
    if (typeof next === 'object' && next !== null) {
      if (!isListOrRecord(next)) return false;
      const inside = Object.values(next);
      if (seen + waiting.length + inside.length > MOST_VALUES) return false;
      for (const one of inside) waiting.push(one);
    } else if (!['string', 'number', 'boolean', 'undefined', 'object'].includes(typeof next)) return false;
  }
  return true;
}

function isListOrRecord(value: object): boolean {
  if (Array.isArray(value)) return value.length <= MOST_VALUES;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
