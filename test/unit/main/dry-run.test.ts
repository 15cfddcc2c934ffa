import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/main/confirmations';
import { GroupRuns } from '../../../src/main/group-runs';
import { endedActions } from '../../../src/main/notifications/ended-actions';
import { appError } from '../../../src/shared/errors';
import { type Action, toActionId, toGroupId } from '../../../src/shared/model';
import { acting } from '../../support/acting';
import { asking } from '../../support/asking';
import { aProfile, aScope, instanceIdOf, instancesOf, someIds } from '../../support/snapshot-builder';

const scopeId = aScope().id;
const [first, second] = [instanceIdOf(1), instanceIdOf(2)];

/** The actions of a scope whose Profile's dry run is on, or is switched on later. */
function trying(stopBehavior: 'undo' | 'at-once' = 'at-once', isDryRun = true) {
  const parts = acting(instancesOf({ state: 'running' }, { state: 'running' }), stopBehavior);
  const switchTo = (isOn: boolean) =>
    parts.store.update((snapshot) => ({ ...snapshot, profiles: [aProfile({ isDryRun: isOn })] }));
  switchTo(isDryRun);
  return { ...parts, switchTo, methods: () => parts.client.calls.map(({ method }) => method) };
}

describe('in a dry-run Profile', () => {
  test.each<Action>(['start', 'stop', 'force-stop', 'hibernate', 'reboot'])(
    '%s is only tried out, and the verdict is shown',
    async (action) => {
      const { actions, activityOf, methods } = trying('undo');
      expect(await actions.request(asking(action, scopeId, [first]))).toMatchObject({ ok: true });
      expect(methods()).toEqual(['dry-run']);
      expect(activityOf(first)).toMatchObject({ phase: 'tried', action, error: null });
    },
  );

  test('what AWS would refuse is told for the instance it would refuse, and for no other', async () => {
    const { actions, activityOf, client } = trying();
    client.failWhen(({ ids }) => (ids.includes(second) ? appError('access-denied', { detail: 'no' }) : null));
    expect(await actions.request(asking('stop', scopeId, [first, second]))).toMatchObject({ ok: false });
    expect(activityOf(first)).toMatchObject({ phase: 'tried', error: null });
    expect(activityOf(second)).toMatchObject({ phase: 'tried', error: { code: 'access-denied' } });
  });

  test('nothing is followed, and no end is told', async () => {
    const { actions, store, follow } = trying();
    const pictures = [store.get().scopes];
    store.subscribe(({ scopes }) => pictures.push(scopes));
    await actions.request(asking('stop', scopeId, [first]));
    expect(pictures.slice(1).flatMap((scopes, index) => endedActions(pictures[index] ?? [], scopes))).toEqual([]);
    expect(follow).not.toHaveBeenCalled();
  });

  test('no question is asked, whatever the setting says', () => {
    const { store } = trying();
    const targets = [{ scopeId, instanceId: first }];
    expect(decide(store.get(), { action: 'force-stop', targets, group: null, source: 'window' })).toEqual({
      kind: 'go',
    });
  });

  test('a group has the verdicts of all its steps at once', async () => {
    const { store, actions, activityOf, clock } = trying();
    const steps = [first, second].map((instanceId) => ({
      kind: 'instances' as const,
      targets: [{ scopeId, instanceId }],
    }));
    const group = { id: toGroupId('all'), name: 'all', steps };
    store.update((snapshot) => ({ ...snapshot, groups: [group] }));
    const runs = new GroupRuns({ store, actions, newActionId: () => toActionId('unused') });
    const targets = [first, second].map((instanceId) => ({ scopeId, instanceId }));
    runs.begin({ id: group.id, action: 'stop', source: 'tray', isConfirmed: false, targets });
    await clock.advance(0);
    expect([first, second].map((id) => activityOf(id)?.phase)).toEqual(['tried', 'tried']);
    expect(store.get().groupRuns).toEqual([]);
  });
});

describe('a switch of the dry run', () => {
  test('holds for a stop that counts down already', async () => {
    const { actions, clock, switchTo, methods, activityOf } = trying('undo', false);
    await actions.request(asking('stop', scopeId, [first]));
    switchTo(true);
    await clock.advance(6_000);
    expect(methods()).toEqual(['dry-run']);
    expect(activityOf(first)).toMatchObject({ phase: 'tried', action: 'stop' });
  });

  test('off takes effect at once', async () => {
    const { actions, switchTo, methods } = trying();
    switchTo(false);
    await actions.request(asking('stop', scopeId, [first]));
    expect(methods()).toEqual(['stop']);
  });

  test('holds back what of a batch has not been sent yet', async () => {
    const { actions, client, switchTo, activityOf, clock } = trying('at-once', false);
    client.failWhen(({ ids }) => (ids.length > 1 ? appError('stop-protected', { detail: `not ${second}` }) : null));
    client.hold();
    const asked = actions.request(asking('stop', scopeId, someIds(2)));
    await clock.advance(0);
    switchTo(true);
    client.release();
    await clock.advance(60_000);
    await asked;
    expect(client.callsOf('stop')).toHaveLength(1);
    expect(activityOf(first)).toMatchObject({ phase: 'failed', error: { code: 'dry-run-on' } });
  });
});
