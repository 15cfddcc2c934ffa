import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Arrangement, arrange, type ListOrder } from '../../../../src/renderer/instance-list/arrangement';
import { listedInstances } from '../../../../src/renderer/instance-list/listed';
import { GROUPINGS } from '../../../../src/shared/list-settings';
import { INSTANCE_STATES, type Instance, toProfileId } from '../../../../src/shared/model';
import {
  anInstance,
  aProfile,
  aScope,
  aSnapshot,
  instanceIdOf,
  seoul,
  virginia,
} from '../../../support/snapshot-builder';

const byName: ListOrder = { groupBy: 'none', sortBy: 'name', isDescending: false };

function arranged(instances: readonly Instance[], order: ListOrder, before: Arrangement | null = null): Arrangement {
  const snapshot = aSnapshot({ profiles: [aProfile()], scopes: [aScope({ instances })] });
  return arrange(listedInstances(snapshot), snapshot.scopes, order, before);
}

const namesIn = ({ sections }: Arrangement) =>
  sections.map(({ rows }) => rows.map(({ instance }) => instance.name ?? instance.instanceId));

const named = (name: string | null, number: number, given: Partial<Instance> = {}): Instance =>
  anInstance({ instanceId: instanceIdOf(number), name, ...given });

describe('a new order', () => {
  test('goes by numbers as people read them, and what has no name comes last, whichever way it runs', () => {
    const instances = [named('web-10', 1), named(null, 2), named('web-2', 3), named('🚀 api', 4)];
    expect(namesIn(arranged(instances, byName))).toEqual([['🚀 api', 'web-2', 'web-10', 'i-00000002']]);
    expect(namesIn(arranged(instances, { ...byName, isDescending: true }))).toEqual([
      ['web-10', 'web-2', '🚀 api', 'i-00000002'],
    ]);
  });

  test('goes by a tag, a time or a state', () => {
    const instances = [
      named('a', 1, { launchTime: 3, state: 'stopped', tags: [{ key: 'Env', value: 'prod' }] }),
      named('b', 2, { launchTime: 1, state: 'running' }),
      named('c', 3, { launchTime: 2, state: 'pending', tags: [{ key: 'Env', value: 'dev' }] }),
    ];
    expect(namesIn(arranged(instances, { ...byName, sortBy: 'launchTime' }))).toEqual([['b', 'c', 'a']]);
    expect(namesIn(arranged(instances, { ...byName, sortBy: 'tag:Env' }))).toEqual([['c', 'a', 'b']]);
    expect(namesIn(arranged(instances, { ...byName, sortBy: 'state' }))).toEqual([['b', 'c', 'a']]);
  });

  test('has a section for each value of a tag, those without it last', () => {
    const instances = [
      named('a', 1, { tags: [] }),
      named('b', 2, { tags: [{ key: 'Env', value: 'prod' }] }),
      named('c', 3, { tags: [{ key: 'Env', value: 'dev' }] }),
      named('d', 4, { tags: [{ key: 'Env', value: '' }] }),
    ];
    const { sections } = arranged(instances, { ...byName, groupBy: 'tag:Env' });
    expect(sections.map(({ key }) => key)).toEqual(['tag/', 'tag/dev', 'tag/prod', 'no-tag']);
  });

  test('has running before starting, stopping, stopped and what is going for good', () => {
    const instances = INSTANCE_STATES.map((state, index) => named(state, index + 1, { state }));
    expect(namesIn(arranged(instances, { ...byName, groupBy: 'state' }))).toEqual([
      ['running'],
      ['pending'],
      ['stopping'],
      ['stopped'],
      ['shutting-down', 'terminated'],
    ]);
  });

  test('keeps a scope without instances, for its head tells why', () => {
    const profile = aProfile({ regions: [seoul, virginia] });
    const empty = aScope({ region: virginia, instances: [] });
    const snapshot = aSnapshot({ profiles: [profile], scopes: [aScope({ instances: [named('a', 1)] }), empty] });
    const { sections } = arrange(listedInstances(snapshot), snapshot.scopes, { ...byName, groupBy: 'scope' }, null);
    expect(sections.map(({ key, rows }) => [key, rows.length])).toEqual([
      [aScope().id, 1],
      [empty.id, 0],
    ]);
  });

  test('lists nothing of a Profile that is not there', () => {
    const stray = aScope({ profileId: toProfileId('gone'), instances: [named('a', 1)] });
    expect(listedInstances(aSnapshot({ profiles: [], scopes: [stray] }))).toEqual([]);
  });
});

describe('an order that holds', () => {
  const byState: ListOrder = { groupBy: 'state', sortBy: 'name', isDescending: false };
  const before = [named('a', 1, { state: 'running' }), named('b', 2), named('c', 3)];

  test('leaves what has changed its state where it was, and tells that it is out of date', () => {
    const held = arranged(before, byState);
    expect(held.isOutOfDate).toBe(false);
    const after = [named('a', 1, { state: 'running' }), named('b', 2, { state: 'running' }), named('c', 3)];
    const again = arranged(after, byState, held);
    expect(namesIn(again)).toEqual([['a'], ['b', 'c']]);
    expect(again.isOutOfDate).toBe(true);
    expect(namesIn(arranged(after, byState)), 'put in order anew').toEqual([['a', 'b'], ['c']]);
  });

  test('is not out of date where the change would move nothing', () => {
    const byTime: ListOrder = { ...byName, sortBy: 'launchTime' };
    const held = arranged([named('a', 1, { launchTime: 1 }), named('b', 2, { launchTime: 9 })], byTime);
    const moved = arranged([named('a', 1, { launchTime: 5 }), named('b', 2, { launchTime: 9 })], byTime, held);
    expect(moved.isOutOfDate).toBe(false);
    const passed = arranged([named('a', 1, { launchTime: 10 }), named('b', 2, { launchTime: 9 })], byTime, moved);
    expect([passed.isOutOfDate, namesIn(passed)]).toEqual([true, [['a', 'b']]]);
  });

  test('takes in what is new where it belongs, and leaves out what is gone', () => {
    const held = arranged(before, byName);
    const after = [named('c', 3), named('aa', 4), named('d', 5), named('b', 2)];
    expect(namesIn(arranged(after, byName, held))).toEqual([['aa', 'b', 'c', 'd']]);
  });

  test('holds for any sequence of changes: nothing is lost or doubled, and who stays keeps their order', () => {
    const anyInstance = fc.record({
      number: fc.integer({ min: 1, max: 12 }),
      name: fc.constantFrom('a', 'b', 'c', null),
      state: fc.constantFrom(...INSTANCE_STATES),
      launchTime: fc.option(fc.integer({ min: 0, max: 5 })),
      tags: fc.constantFrom([], [{ key: 'Env', value: 'x' }], [{ key: 'Env', value: 'y' }]),
    });
    const listing = fc.uniqueArray(anyInstance, { selector: ({ number }) => number, maxLength: 12 });
    const order = fc.record({
      groupBy: fc.constantFrom(...GROUPINGS, 'tag:Env' as const),
      sortBy: fc.constantFrom('name' as const, 'state' as const, 'launchTime' as const, 'tag:Env' as const),
      isDescending: fc.boolean(),
    });
    fc.assert(
      fc.property(order, fc.array(listing, { minLength: 1, maxLength: 5 }), (chosen, listings) => {
        let before: Arrangement | null = null;
        for (const given of listings) {
          const instances = given.map(({ number, ...rest }) =>
            anInstance({ instanceId: instanceIdOf(number), ...rest }),
          );
          const now: Arrangement = arranged(instances, chosen, before);
          const keys = now.sections.flatMap(({ rows }) => rows.map(({ key }) => key));
          expect(keys.length, 'each once').toBe(new Set(keys).size);
          expect(keys.length).toBe(instances.length);
          const shown = new Set(now.sections.flatMap(({ rows }) => rows.map(({ instance }) => instance)));
          expect(shown, 'each as it is now').toEqual(new Set(instances));
          expect(instances.every((instance) => shown.has(instance))).toBe(true);
          for (const { key, rows } of now.sections) {
            const kept = rows.map((row) => before?.places.get(row.key)).filter((place) => place !== undefined);
            expect(kept.every(({ section }) => section === key)).toBe(true);
            expect(kept.map(({ index }) => index)).toEqual(kept.map(({ index }) => index).sort((a, b) => a - b));
          }
          expect(arranged(instances, chosen, now), 'to arrange the same again changes nothing').toEqual(now);
          if (before === null) expect(now.isOutOfDate, 'a new order is up to date').toBe(false);
          before = now;
        }
      }),
    );
  });
});
