import { describe, expect, test } from 'vitest';
import { isToAsk } from '../../../src/renderer/details-asking';

const now = 1_000_000;
const inSight = { state: 'running', isInSight: true, now } as const;
const justNow = { state: 'running', at: now - 1_000 } as const;

describe('AWS is asked for the details', () => {
  test.each([
    ['when they are looked at first', null],
    ['when the state has changed', { ...justNow, state: 'pending' }],
    ['when somebody comes back to them after a minute', { ...justNow, at: now - 60_000 }],
  ] as const)('%s', (_when, last) => {
    expect(isToAsk(last, inSight)).toBe(true);
  });

  test('no second time while the state stays as it is', () => {
    expect(isToAsk(justNow, inSight)).toBe(false);
    expect(isToAsk({ ...justNow, at: now + 5_000 }, inSight), 'by a clock that was set back either').toBe(false);
  });

  test.each([
    ['nobody looks', { ...inSight, isInSight: false }],
    ['the list has no such instance', { ...inSight, state: null }],
  ])('never while %s', (_while, look) => {
    expect(isToAsk(null, look)).toBe(false);
    expect(isToAsk({ state: 'stopped', at: 0 }, look)).toBe(false);
  });
});
