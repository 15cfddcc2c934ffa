import { describe, expect, test } from 'vitest';
import {
  defaultPlan,
  followDelay,
  followTurn,
  hasChanged,
  listDelay,
  retryDelay,
  staggerDelay,
  withChange,
} from '../../../src/main/polling-plan';
import { minute } from '../../support/polling';
import { instancesOf, someIds } from '../../support/snapshot-builder';

const second = 1_000;

describe('the pause between two listings', () => {
  test.each([
    ['right after a change', [0], minute, minute],
    ['two minutes after a change', [2], minute, minute],
    ['four minutes after a change', [4], minute, 2 * minute],
    ['ten minutes after a change', [10], 2 * minute, 5 * minute],
    ['half an hour after a change', [30], 6 * minute, 10 * minute],
    ['a day after a change', [24 * 60], 10 * minute, 10 * minute],
    ['where no change was ever seen', [], 10 * minute, 10 * minute],
    ['half an hour after the last of three changes', [30, 36, 42], 14 * 0.2 * minute, 7 * minute],
    ['right after a change that came late', [0, 300], minute, minute],
    ['after the computer’s clock was set back', [-60], minute, minute],
  ])('%s', (_case, agesInMinutes, visible, hidden) => {
    const changeAges = agesInMinutes.map((age) => age * minute);
    expect(listDelay({ changeAges, isWindowVisible: true })).toBeCloseTo(visible);
    expect(listDelay({ changeAges, isWindowVisible: false })).toBeCloseTo(hidden);
  });

  test('keeps to the shortest and the longest that a setting gives', () => {
    const plan = { ...defaultPlan, listShortestMs: 90_000, listLongestMs: 120_000 };
    expect(listDelay({ changeAges: [0], isWindowVisible: true }, plan)).toBe(90_000);
    expect(listDelay({ changeAges: [], isWindowVisible: true }, plan)).toBe(120_000);
  });

  test.each([1, 2, 12])(
    'makes at most 12 listings an hour of a quiet scope nobody looks at, over %i hours',
    (hours) => {
      let listings = 0;
      // One change, with which the scope came, and none after it.
      for (let age = 0; age < hours * 60 * minute; listings += 1) {
        age += listDelay({ changeAges: [age], isWindowVisible: false });
      }
      expect(listings / hours).toBeLessThanOrEqual(12);
    },
  );
});

describe('the changes of a scope', () => {
  test('are remembered newest first, and no more than four of them', () => {
    const times = [0, 10, 20, 30, 40].reduce<readonly number[]>((seen, time) => withChange(seen, time * minute), []);
    expect(times).toEqual([40, 30, 20, 10].map((time) => time * minute));
  });

  test('count once where they come close together', () => {
    expect(withChange(withChange([-60 * minute], 0), 20 * second)).toEqual([20 * second, -60 * minute]);
  });

  const before = instancesOf({ name: 'a' }, { name: 'b' });
  test.each([
    ['nothing', instancesOf({ name: 'a' }, { name: 'b' }), false],
    ['an instance more', instancesOf({ name: 'a' }, { name: 'b' }, {}), true],
    ['an instance less', instancesOf({ name: 'a' }), true],
    ['another name', instancesOf({ name: 'a' }, { name: 'c' }), true],
    ['another state', instancesOf({ name: 'a' }, { name: 'b', state: 'running' }), true],
    ['another public DNS name', instancesOf({ name: 'a' }, { name: 'b', publicDnsName: 'ec2-1' }), true],
    ['another instance in its place', before.toReversed(), true],
  ])('are seen: %s', (_case, after, expected) => {
    expect(hasChanged(before, after)).toBe(expected);
  });
});

describe('the pause before the next look at changing instances', () => {
  test.each([
    [0, 1_000],
    [1, 1_400],
    [2, 1_960],
    [7, 10_000],
    [1_000, 10_000],
  ])('after %i looks is %i ms, a tenth more or less', (rounds, expected) => {
    expect(followDelay(rounds, 0.5)).toBeCloseTo(expected);
    expect(followDelay(rounds, 0)).toBeCloseTo(expected * 0.9);
    expect(followDelay(rounds, 1)).toBeCloseTo(expected * 1.1);
  });
});

describe('the pause after a failure', () => {
  test.each([
    [1, 5],
    [2, 10],
    [3, 20],
    [7, 300],
    [100, 300],
    [5_000, 300],
  ])('after %i in a row is up to %i s: from the half, or from one second where AWS throttles', (failures, seconds) => {
    const limit = seconds * second;
    const pauses = (isThrottled: boolean) => [0, 1].map((random) => retryDelay({ failures, isThrottled }, random));
    expect(pauses(false)).toEqual([limit / 2, limit]);
    expect(pauses(true)).toEqual([second, limit]);
  });
});

describe('the turns of changing instances', () => {
  test('are calls of at most 1,000 IDs, in which each comes once before any comes again', () => {
    const ids = someIds(2_100);
    const first = followTurn(ids, new Set());
    const second = followTurn(ids, first.asked);
    const third = followTurn(ids, second.asked);
    expect([...first.ids, ...second.ids, ...third.ids]).toEqual(ids);
    expect([first, second, third].map((turn) => turn.ids.length)).toEqual([1_000, 1_000, 100]);
    expect(third.asked.size).toBe(0);
  });

  test('begin again where those who were left have settled', () => {
    const [a, b, c] = [someIds(1), someIds(2), someIds(3)];
    expect(followTurn(a, new Set(c))).toEqual({ ids: a, asked: new Set() });
    expect(followTurn(b, new Set(a))).toEqual({ ids: b.slice(1), asked: new Set() });
    expect(followTurn([], new Set(a))).toEqual({ ids: [], asked: new Set() });
  });
});

describe('the stagger', () => {
  test.each([
    ['nine that began at once', Array.from({ length: 9 }, () => 0), 0],
    ['ten that began at once', Array.from({ length: 10 }, () => 0), 29_000],
    ['ten that began one by one', Array.from({ length: 10 }, (_, n) => n * 100), 29_000],
    ['eleven of which the first is long gone', [-60_000, ...Array.from({ length: 10 }, () => -500)], 28_500],
    ['ten before the clock was set back', Array.from({ length: 10 }, () => 3_600_000), 30_000],
  ])('lets one more begin, after %s', (_case, begun, expected) => {
    expect(staggerDelay(begun, 1_000)).toBe(expected);
  });
});
