import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appError } from '../../../src/shared/errors';
import { type Activity, INSTANCE_STATES, type Instance, type Scope, type Snapshot } from '../../../src/shared/model';
import { DEFAULT_SETTINGS } from '../../../src/shared/settings';
import { applyChange, snapshotChange } from '../../../src/shared/snapshot-change';
import {
  anInstance,
  aScope,
  aSnapshot,
  failedWith,
  instanceIdOf,
  ireland,
  noon,
  seoul,
  someAction,
  virginia,
} from '../../support/snapshot-builder';

const state = fc.constantFrom(...INSTANCE_STATES);
/** Few instances, so that two lists share some, in any order. */
const aList = fc.uniqueArray(fc.record({ number: fc.nat({ max: 9 }), state, name: fc.constantFrom('web', null) }), {
  selector: ({ number }) => number,
  maxLength: 10,
});
const anActivity = fc.constantFrom<Activity | null>(
  null,
  { phase: 'sending', actionId: someAction, action: 'start', since: noon },
  { phase: 'failed', actionId: someAction, action: 'stop', at: noon, error: appError('timeout') },
);
const aScopeOf = fc.record({
  region: fc.constantFrom(seoul, virginia, ireland),
  isRefreshing: fc.boolean(),
  hasFailed: fc.boolean(),
  list: aList,
  activities: fc.array(fc.tuple(fc.nat({ max: 9 }), anActivity), { maxLength: 4 }),
});
const aPicture = fc.record({
  language: fc.constantFrom('en', 'ko'),
  isOffline: fc.boolean(),
  notifications: fc.boolean(),
  pins: fc.array(fc.nat({ max: 9 }), { maxLength: 3 }),
  scopes: fc.uniqueArray(aScopeOf, { selector: ({ region }) => region, maxLength: 3 }),
});
type Picture = typeof aPicture extends fc.Arbitrary<infer Value> ? Value : never;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The picture as the store would hold it: what says the same as in the one before is the same object. */
function after(before: Snapshot, picture: Picture): Snapshot {
  const scopes = picture.scopes.map((given): Scope => {
    const was = before.scopes.find(({ region }) => region === given.region);
    const instances = given.list.map(({ number, ...own }) => {
      const instance = anInstance({ instanceId: instanceIdOf(number), ...own });
      return was?.instances.find((known) => same(known, instance)) ?? instance;
    });
    const activities = Object.fromEntries(
      given.activities.flatMap(([number, is]) => (is === null ? [] : [[instanceIdOf(number), is]])),
    );
    const scope = aScope({
      region: given.region,
      isRefreshing: given.isRefreshing,
      ...(given.hasFailed ? { freshness: failedWith(appError('timeout'), noon) } : {}),
      instances: was !== undefined && same(was.instances, instances) ? was.instances : instances,
      activities: was !== undefined && same(was.activities, activities) ? was.activities : activities,
    });
    return was !== undefined && same(was, scope) ? was : scope;
  });
  return aSnapshot({
    revision: before.revision + 1,
    language: picture.language,
    isOffline: picture.isOffline,
    settings:
      before.settings.notifications === picture.notifications
        ? before.settings
        : { ...DEFAULT_SETTINGS, notifications: picture.notifications },
    profiles: before.profiles,
    allProfiles: before.allProfiles,
    pins: picture.pins.map((number) => ({ scopeId: aScope().id, instanceId: instanceIdOf(number) })),
    scopes,
  });
}

/** What comes out at the other end of IPC. */
const sent = <Value>(value: Value): Value => structuredClone(value);

const instancesOfAll = (snapshot: Snapshot): ReadonlyMap<string, Instance> =>
  new Map(
    snapshot.scopes.flatMap(({ id, instances }) =>
      instances.map((instance) => [`${id}/${instance.instanceId}`, instance]),
    ),
  );

describe('a change of the picture', () => {
  test('leads, applied to any picture, to the next one; who says nothing new stays the same object', () => {
    fc.assert(
      fc.property(fc.array(aPicture, { minLength: 2, maxLength: 6 }), (pictures) => {
        let inMain = aSnapshot({ scopes: [] });
        let inWindow = sent(inMain);
        for (const picture of pictures) {
          const next = after(inMain, picture);
          const wasInWindow = inWindow;
          inWindow = applyChange(inWindow, sent(snapshotChange(inMain, next)));
          expect(inWindow).toEqual(next);

          const [mainBefore, windowBefore, windowNow] = [inMain, wasInWindow, inWindow].map(instancesOfAll);
          for (const [key, instance] of instancesOfAll(next)) {
            if (mainBefore?.get(key) === instance) expect(windowNow?.get(key), key).toBe(windowBefore?.get(key));
          }
          for (const scope of next.scopes) {
            const find = ({ scopes }: Snapshot) => scopes.find(({ id }) => id === scope.id);
            const was = find(inMain);
            if (was === scope) expect(find(inWindow), 'the scope').toBe(find(wasInWindow));
            if (was?.instances === scope.instances) {
              expect(find(inWindow)?.instances, 'the list').toBe(find(wasInWindow)?.instances);
            }
            if (was?.activities === scope.activities) {
              expect(find(inWindow)?.activities, 'the activities').toBe(find(wasInWindow)?.activities);
            }
          }
          inMain = next;
        }
      }),
      { numRuns: 500 },
    );
  });

  test('names an instance that has only moved by its ID, and does not send it again', () => {
    const instances = [1, 2, 3].map((number) => anInstance({ instanceId: instanceIdOf(number) }));
    const before = aSnapshot({ scopes: [aScope({ instances })] });
    const moved = { ...before, revision: 1, scopes: [aScope({ instances: instances.toReversed() })] };
    const change = snapshotChange(before, moved);
    expect(change.scopes[0]?.placed).toEqual([
      { at: 0, instance: instanceIdOf(3) },
      { at: 2, instance: instanceIdOf(1) },
    ]);
    expect(applyChange(before, change).scopes[0]?.instances).toEqual(instances.toReversed());
  });

  test('is refused by a picture that it is not one of', () => {
    const before = aSnapshot({ revision: 4 });
    const change = snapshotChange(before, { ...before, revision: 5 });
    expect(() => applyChange({ ...before, revision: 3 }, change)).toThrow(RangeError);
  });
});

describe('with 10,000 instances', () => {
  const instances = Array.from({ length: 10_000 }, (_, number) =>
    anInstance({
      instanceId: instanceIdOf(number),
      name: `web-${number}`,
      publicDnsName: `ec2-13-124-7-${number}.ap-northeast-2.compute.amazonaws.com`,
      tags: ['CostCenter', 'Env', 'Owner', 'Team'].map((key) => ({ key, value: `the value of ${key}` })),
    }),
  );
  const sending: Activity = { phase: 'sending', actionId: someAction, action: 'start', since: noon };
  const activities = Object.fromEntries(instances.slice(0, 1_000).map(({ instanceId }) => [instanceId, sending]));
  const scope = aScope({ instances, activities });
  const before = aSnapshot({ scopes: [scope] });
  const changed = (given: Partial<Scope>): Snapshot => ({ ...before, revision: 1, scopes: [{ ...scope, ...given }] });
  const middle = anInstance({ ...instances[5_000], state: 'pending' });
  const { [instanceIdOf(500)]: _ended, ...others } = activities;

  test.each([
    ['one has another state', { instances: instances.with(5_000, middle) }],
    ['one has another name, and so another place', { instances: [middle, ...instances.toSpliced(5_000, 1)] }],
    ['one is new', { instances: instances.toSpliced(7, 0, anInstance({ instanceId: instanceIdOf(20_000) })) }],
    ['one is gone', { instances: instances.toSpliced(5_000, 1) }],
    ['an action of one begins', { activities: { ...activities, [instanceIdOf(2_000)]: sending } }],
    ['an action of one ends', { activities: others }],
    ['all of them say the same', { freshness: { kind: 'current', asOf: noon + 60_000 } }],
  ] as const satisfies readonly (readonly [string, Partial<Scope>])[])(
    'less than 2 KB are sent where %s',
    (_what, given) => {
      const after = changed(given);
      const change = snapshotChange(before, after);
      expect(JSON.stringify(change).length).toBeLessThan(2_000);
      expect(applyChange(before, change)).toEqual(after);
    },
  );
});
