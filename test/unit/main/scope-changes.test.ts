import { describe, expect, test } from 'vitest';
import {
  changingInstanceIds,
  newScope,
  reachesTheSameAccount,
  scopesOf,
  withActivity,
  withDescribed,
  withFailure,
  withListing,
  withRefreshing,
} from '../../../src/main/scope-changes';
import { appError } from '../../../src/shared/errors';
import { type Activity, type Profile, type Scope, toProfileId } from '../../../src/shared/model';
import {
  anInstance,
  aProfile,
  aScope,
  instanceIdOf,
  instancesOf,
  ireland,
  noon,
  seoul,
  someAction,
  virginia,
} from '../../support/snapshot-builder';

const asked = (askedAt: number, now: number) => ({ askedAt, now, readyWhen: 'running' }) as const;

const later = noon + 60_000;
const accepted: Activity = {
  phase: 'accepted',
  actionId: someAction,
  action: 'stop',
  since: noon,
  hasProgressed: true,
};
const names = (scope: Scope) => scope.instances.map(({ name, instanceId }) => name ?? instanceId);

describe('the scopes of the Profiles', () => {
  const full = aScope({ instances: instancesOf({ name: 'web' }), activities: { [instanceIdOf(1)]: accepted } });

  test('stand in the order of the Profiles and of their Regions', () => {
    const home = aProfile({ id: toProfileId('home'), regions: [virginia, ireland] });
    expect(scopesOf([home, aProfile()], [], []).map(({ id }) => id)).toEqual([
      'home@us-east-1',
      'home@eu-west-1',
      'work@ap-northeast-2',
    ]);
  });

  test('begin by loading, with nothing in them', () => {
    expect(newScope(aProfile(), seoul)).toEqual(aScope({ freshness: { kind: 'loading' } }));
  });

  test.each([
    ['name', { name: 'another name' }],
    ['colour', { color: 'red' }],
    ['Regions', { regions: [virginia, seoul] }],
  ] as const)('keep their data when only the %s of the Profile changes', (_what, change) => {
    const scopes = scopesOf([aProfile(change)], [aProfile()], [full]);
    expect(scopes.find(({ region }) => region === seoul)).toBe(full);
  });

  test.each([
    ['signs in with another named profile', { source: { kind: 'named-profile', profileName: 'other' } }],
    ['signs in by the environment', { source: { kind: 'environment' } }],
    ['asks another endpoint', { endpointUrl: 'http://127.0.0.1:4566' }],
  ] as const)('lose all data of the old account when the Profile %s', (_what, change) => {
    const [scope] = scopesOf([aProfile(change)], [aProfile()], [full]);
    expect(scope, 'the scope after the Profile changed').toEqual(newScope(aProfile(), seoul));
  });

  test('keep only what is under way when the filter of the Profile changes', () => {
    const activity = { phase: 'sending', actionId: someAction, action: 'stop', since: noon } as const;
    const before = aScope({
      instances: instancesOf({ name: 'idle' }, { name: 'stopping' }),
      activities: { [instanceIdOf(2)]: activity },
    });
    const [scope] = scopesOf([aProfile({ filter: 'web-*' })], [aProfile()], [before]);
    expect(scope).toEqual({ ...before, instances: before.instances.slice(1), freshness: { kind: 'loading' } });
    expect(scope?.activities, 'nothing that is under way is touched').toBe(before.activities);
  });

  test('lose a Region that the Profile has no more', () => {
    expect(scopesOf([aProfile({ regions: [virginia] })], [aProfile()], [full])).toEqual([
      newScope(aProfile(), virginia),
    ]);
  });

  test('take no data over from a Profile that was not there before', () => {
    expect(scopesOf([aProfile()], [], [full])).toEqual([newScope(aProfile(), seoul)]);
  });

  test('are of the same account whatever their name and colour', () => {
    const other: Profile = aProfile({ id: toProfileId('b'), name: 'b', color: 'red', regions: [virginia] });
    expect(reachesTheSameAccount(aProfile(), other)).toBe(true);
    expect(reachesTheSameAccount(aProfile(), { ...other, endpointUrl: 'https://example.com' })).toBe(false);
  });
});

describe('a listing', () => {
  test('stands in the order in which people look for names: web-2 before web-10, then those without a name', () => {
    const listed = instancesOf({ name: 'web-10' }, {}, { name: 'Web-2' }, { name: '결제' }, { name: 'api' }, {});
    expect(names(withListing(aScope(), listed, asked(noon, noon)))).toEqual([
      'api',
      'Web-2',
      'web-10',
      '결제',
      'i-00000002',
      'i-00000006',
    ]);
  });

  test('stands in the same order whatever order AWS gives, also among equal names', () => {
    const listed = instancesOf({ name: 'web' }, { name: 'web' }, { name: 'WEB' }, {});
    const there = withListing(aScope(), listed, asked(noon, noon)).instances.map(({ instanceId }) => instanceId);
    const back = withListing(aScope(), [...listed].reverse(), asked(noon, noon)).instances;
    expect(back.map(({ instanceId }) => instanceId)).toEqual(there);
    expect(there).toEqual([1, 2, 3, 4].map(instanceIdOf));
  });

  test('is current as of its answer and ends the refreshing', () => {
    const scope = withListing(withRefreshing(aScope()), [], asked(noon, later));
    expect(scope).toMatchObject({ freshness: { kind: 'current', asOf: later }, isRefreshing: false });
  });

  test('takes away what is gone, and with it what was under way', () => {
    const before = aScope({
      instances: instancesOf({ name: 'a' }, { name: 'b' }),
      activities: {
        [instanceIdOf(2)]: {
          phase: 'failed',
          actionId: someAction,
          action: 'start',
          at: noon,
          error: appError('access-denied'),
        },
      },
    });
    const after = withListing(before, instancesOf({ name: 'a' }), asked(noon, later));
    expect(names(after)).toEqual(['a']);
    expect(after.activities).toEqual({});
  });

  test('settles what has come to its end and leaves what has not', () => {
    const before = aScope({ activities: { [instanceIdOf(1)]: accepted, [instanceIdOf(2)]: accepted } });
    const listed = instancesOf({ state: 'stopped' }, { state: 'stopping' });
    expect(Object.keys(withListing(before, listed, asked(later, later)).activities)).toEqual([instanceIdOf(2)]);
  });

  test('that says the same keeps the very same list, instances and activities', () => {
    const scope = aScope({
      instances: instancesOf({ name: 'db', tags: [{ key: 'Env', value: 'dev' }] }, { name: 'web' }),
      activities: { [instanceIdOf(1)]: accepted },
    });
    const after = withListing(scope, structuredClone(scope.instances).toReversed(), asked(noon - 1, later));
    expect(after.freshness).toEqual({ kind: 'current', asOf: later });
    expect(after.instances).toBe(scope.instances);
    expect(after.activities).toBe(scope.activities);
  });

  test('keeps the objects of the instances that it says nothing new about', () => {
    const [db, web] = instancesOf({ name: 'db' }, { name: 'web', tags: [{ key: 'Env', value: 'dev' }] });
    if (db === undefined || web === undefined) throw new Error('There are two');
    const changed = { ...web, tags: [{ key: 'Env', value: 'prod' }] };
    const after = withListing(aScope({ instances: [db, web] }), structuredClone([db, changed]), asked(noon, later));
    expect(after.instances[0]).toBe(db);
    expect(after.instances[1]).toEqual(changed);
  });

  test('lists an instance once that two of its pages name, as the later one says', () => {
    const web = anInstance({ name: 'web', state: 'pending' });
    const scope = withListing(aScope(), [web, { ...web, state: 'running' }], asked(noon, later));
    expect(scope.instances).toEqual([{ ...web, state: 'running' }]);
  });

  test('does not touch the list it is given', () => {
    const listed = instancesOf({ name: 'b' }, { name: 'a' });
    withListing(aScope(), listed, asked(noon, noon));
    expect(listed.map(({ name }) => name)).toEqual(['b', 'a']);
  });
});

describe('an answer about some instances', () => {
  test('changes those alone, and neither their places nor the freshness', () => {
    const before = aScope({ instances: instancesOf({ name: 'a' }, { name: 'b' }, { name: 'c' }) });
    const described = [anInstance({ instanceId: instanceIdOf(2), name: 'b', state: 'running' })];
    const after = withDescribed(before, described, asked(noon, later));
    expect(after.instances.map(({ state }) => state)).toEqual(['stopped', 'running', 'stopped']);
    expect(after.freshness).toBe(before.freshness);
  });

  test('that is what is known already changes nothing at all', () => {
    const scope = aScope({ instances: instancesOf({ name: 'db' }, { name: 'web' }) });
    expect(withDescribed(scope, structuredClone(scope.instances), asked(noon, later))).toBe(scope);
  });

  test('settles nothing of instances it says nothing about', () => {
    const before = aScope({ instances: instancesOf({}, {}), activities: { [instanceIdOf(2)]: accepted } });
    const after = withDescribed(before, instancesOf({ state: 'running' }), asked(later, noon + 3_600_000));
    expect(after.activities).toEqual(before.activities);
  });

  test('settles those it speaks of', () => {
    const before = aScope({ instances: instancesOf({}), activities: { [instanceIdOf(1)]: accepted } });
    expect(withDescribed(before, instancesOf({ state: 'stopped' }), asked(later, later)).activities).toEqual({});
  });
});

describe('a failed listing', () => {
  const error = appError('throttled');

  test('keeps all data and says how old they are', () => {
    const before = aScope({ instances: instancesOf({ name: 'a' }), activities: { [instanceIdOf(1)]: accepted } });
    const after = withFailure(withRefreshing(before), error, later);
    expect(after).toEqual({ ...before, freshness: { kind: 'failed', error, asOf: noon, retryAt: later } });
  });

  test('after another failure still tells the age of the last good data', () => {
    const twice = withFailure(withFailure(aScope(), error, later), error, later + 1);
    expect(twice.freshness).toMatchObject({ asOf: noon, retryAt: later + 1 });
  });

  test('of a scope that was never listed has no old data to tell of', () => {
    expect(withFailure(aScope({ freshness: { kind: 'loading' } }), error, later).freshness).toMatchObject({
      asOf: null,
    });
  });
});

describe('what is under way with an instance', () => {
  test('is set, replaced and cleared without touching others or the old picture', () => {
    const before = aScope({ activities: { [instanceIdOf(2)]: accepted } });
    const set = withActivity(before, instanceIdOf(1), accepted);
    expect(Object.keys(set.activities).sort()).toEqual([instanceIdOf(1), instanceIdOf(2)]);
    expect(withActivity(set, instanceIdOf(1), null).activities).toEqual(before.activities);
    expect(Object.keys(before.activities)).toEqual([instanceIdOf(2)]);
  });
});

describe('the instances worth asking about often', () => {
  test('are those AWS shows as changing, and those with an action AWS has or may have', () => {
    const unverified: Activity = { phase: 'unverified', actionId: someAction, action: 'start', since: noon };
    const scope = aScope({
      instances: instancesOf(
        { state: 'running' },
        { state: 'stopped' },
        { state: 'pending' },
        { state: 'stopping' },
        { state: 'shutting-down' },
        { state: 'terminated' },
        { state: 'running' },
        { state: 'stopped' },
      ),
      activities: { [instanceIdOf(7)]: accepted, [instanceIdOf(8)]: unverified },
    });
    expect(changingInstanceIds(scope)).toEqual([3, 4, 5, 7, 8].map(instanceIdOf));
  });

  test.each([
    { phase: 'countdown', actionId: someAction, action: 'stop', sendsAt: later },
    { phase: 'sending', actionId: someAction, action: 'stop', since: noon },
    { phase: 'failed', actionId: someAction, action: 'stop', at: noon, error: appError('throttled') },
  ] as const)('do not include one that is only $phase', (activity) => {
    const scope = aScope({ instances: instancesOf({ state: 'running' }), activities: { [instanceIdOf(1)]: activity } });
    expect(changingInstanceIds(scope)).toEqual([]);
  });

  test('are instances that are there: an activity of one that is gone asks for nothing', () => {
    expect(changingInstanceIds(aScope({ activities: { [instanceIdOf(1)]: accepted } }))).toEqual([]);
  });
});
