import { describe, expect, test, vi } from 'vitest';
import type { UnresolvedAction } from '../../../../src/main/journal/journal-entries';
import { resumeUnresolved } from '../../../../src/main/journal/resume-unresolved';
import { withListing } from '../../../../src/main/scope-changes';
import { createStore } from '../../../../src/main/store';
import { toActionId } from '../../../../src/shared/model';
import { ManualClock } from '../../../support/manual-clock';
import {
  aScope,
  aSnapshot,
  instanceIdOf,
  instancesOf,
  noon,
  someAction,
  someIds,
} from '../../../support/snapshot-builder';

const loading = aScope({ freshness: { kind: 'loading' } });
const start: UnresolvedAction = {
  actionId: someAction,
  action: 'start',
  at: noon - 60_000,
  scopeId: loading.id,
  instanceIds: someIds(1),
};

function resuming(
  unresolved: UnresolvedAction | readonly UnresolvedAction[],
  snapshot = aSnapshot({ scopes: [loading] }),
) {
  const store = createStore(snapshot);
  const settle = vi.fn(async () => undefined);
  const follow = vi.fn();
  const stop = resumeUnresolved([unresolved].flat(), { store, clock: new ManualClock(), follow, settle });
  const list = (count: number) =>
    store.updateScope(loading.id, (scope) =>
      withListing(scope, instancesOf(...Array.from({ length: count }, () => ({}))), {
        askedAt: noon,
        now: noon,
        readyWhen: 'running',
      }),
    );
  return { store, settle, follow, stop, list, activities: () => store.get().scopes[0]?.activities };
}

describe('an action that an earlier run did not see the end of', () => {
  test('waits until its scope has been listed, and is then followed under its own ID', () => {
    const { activities, list, follow, settle } = resuming(start);
    expect(activities()).toEqual({});
    list(1);
    expect(activities()).toEqual({
      [instanceIdOf(1)]: { phase: 'unverified', actionId: someAction, action: 'start', since: noon },
    });
    expect(follow.mock.calls).toEqual([[loading.id]]);
    expect(settle).not.toHaveBeenCalled();
  });

  test('is taken up once only', () => {
    const { list, follow } = resuming(start);
    list(1);
    list(1);
    expect(follow).toHaveBeenCalledOnce();
  });

  test('is not followed where its instance is gone', () => {
    const { activities, list, settle } = resuming({ ...start, instanceIds: someIds(2) });
    list(1);
    expect(Object.keys(activities() ?? {})).toEqual([instanceIdOf(1)]);
    expect(settle.mock.calls).toMatchObject([[{ instanceId: instanceIdOf(2), outcome: 'unfollowed' }]]);
  });

  test('is not followed where its scope is gone, once the Profiles are known', () => {
    const { store, settle } = resuming(start, aSnapshot({ isStarting: true, scopes: [] }));
    expect(settle).not.toHaveBeenCalled();
    store.update((snapshot) => ({ ...snapshot, isStarting: false }));
    expect(settle.mock.calls).toMatchObject([[{ actionId: someAction, outcome: 'unfollowed' }]]);
  });

  test('has failed where it is a reboot: no state can tell', () => {
    const { settle } = resuming({ ...start, action: 'reboot' });
    expect(settle.mock.calls).toMatchObject([[{ outcome: 'failed', error: { code: 'outcome-unknown' } }]]);
  });

  test('does not take the place of what the person has asked for since then', () => {
    const sending = { phase: 'sending', actionId: toActionId('newer'), action: 'stop', since: noon } as const;
    const scope = aScope({ instances: instancesOf({}), activities: { [instanceIdOf(1)]: sending } });
    const { activities, settle } = resuming(start, aSnapshot({ scopes: [scope] }));
    expect(activities()).toEqual({ [instanceIdOf(1)]: sending });
    expect(settle.mock.calls).toMatchObject([[{ actionId: someAction, outcome: 'unfollowed' }]]);
  });

  test('is followed where it is the later one of two on the same instance', () => {
    const later = { ...start, actionId: toActionId('later'), action: 'stop' } as const;
    const { activities, list, settle } = resuming([start, later]);
    list(1);
    expect(activities()).toMatchObject({ [instanceIdOf(1)]: { actionId: 'later', action: 'stop' } });
    expect(settle.mock.calls).toMatchObject([[{ actionId: someAction, outcome: 'unfollowed' }]]);
  });

  test('is left alone once nobody wants to know any more', () => {
    const { stop, list, activities } = resuming(start);
    stop();
    list(1);
    expect(activities()).toEqual({});
  });

  test.each([
    ['start', 'running', 'reached'],
    ['start', 'stopped', 'unfollowed'],
    ['stop', 'stopped', 'reached'],
    ['hibernate', 'running', 'unfollowed'],
  ] as const)('is not followed any more a day later: a %s that finds it %s is %s', (action, state, outcome) => {
    const { store, follow, settle, activities } = resuming({ ...start, action, at: noon - 24 * 3_600_000 });
    store.updateScope(loading.id, (scope) =>
      withListing(scope, instancesOf({ state }), { askedAt: noon, now: noon, readyWhen: 'running' }),
    );
    expect(settle.mock.calls).toMatchObject([[{ actionId: someAction, outcome, error: null }]]);
    expect(follow).not.toHaveBeenCalled();
    expect(activities()).toEqual({});
  });
});
