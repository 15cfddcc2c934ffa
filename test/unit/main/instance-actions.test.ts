import { describe, expect, test } from 'vitest';
import type { InstanceActions } from '../../../src/main/instance-actions';
import { appError } from '../../../src/shared/errors';
import { type Action, type InstanceId, toScopeId } from '../../../src/shared/model';
import { acting } from '../../support/acting';
import { asking } from '../../support/asking';
import { aScope, instanceIdOf, instancesOf, noon, someAction, someIds } from '../../support/snapshot-builder';

const id = aScope().id;
const one = instanceIdOf(1);
const two = instanceIdOf(2);

const stopped = (count: number) => instancesOf(...Array.from({ length: count }, () => ({})));

function run(actions: InstanceActions, action: Action, ids: readonly InstanceId[]) {
  return actions.request(asking(action, id, ids));
}

describe('an action', () => {
  test('is shown as on its way, then as accepted, and then followed', async () => {
    const { actions, client, clock, follow, activityOf } = acting(stopped(1));
    client.hold();
    const answer = actions.request(asking('start', id, [one]));
    await clock.advance(300);
    expect(activityOf(one)).toEqual({ phase: 'sending', actionId: someAction, action: 'start', since: noon });
    expect(follow).not.toHaveBeenCalled();
    client.release();
    expect(await answer).toMatchObject({ ok: true });
    expect(activityOf(one)).toEqual({
      phase: 'accepted',
      actionId: someAction,
      action: 'start',
      since: noon + 300,
      hasProgressed: true,
    });
    expect(follow.mock.calls).toEqual([[id]]);
  });

  test.each([
    ['accepted', null],
    ['refused', appError('access-denied')],
    ['not answered', appError('timeout')],
  ] as const)('that is %s after its Profile has begun to sign in elsewhere is not shown there', async (_, error) => {
    const { actions, client, store, activityOf } = acting(stopped(1));
    client.failWhen(() => error);
    client.hold();
    const answer = actions.request(asking('start', id, [one]));
    await Promise.resolve();
    store.updateScope(id, () => aScope({ freshness: { kind: 'loading' } }));
    client.release();
    await answer;
    expect(activityOf(one)).toBeUndefined();
  });

  test('on many instances is one call with each of them once', async () => {
    const { actions, client } = acting(stopped(50));
    await actions.request(asking('start', id, [...someIds(50), one, two]));
    expect(client.calls).toEqual([{ method: 'start', ids: someIds(50) }]);
  });

  test.each(['start', 'stop', 'reboot'] as const)('(%s) is sent once on a double click', async (action) => {
    const { actions, client } = acting();
    await Promise.all([run(actions, action, [one]), run(actions, action, [one])]);
    expect(client.callsOf(action)).toHaveLength(1);
  });

  test('is not sent for an instance that another action is under way with', async () => {
    const { actions, client } = acting();
    await actions.request(asking('stop', id, [one]));
    expect(await actions.request(asking('start', id, [one]))).toMatchObject({ ok: true });
    await actions.request(asking('reboot', id, [one, two]));
    expect(client.calls).toEqual([
      { method: 'stop', ids: [one] },
      { method: 'reboot', ids: [two] },
    ]);
  });

  test('can be tried again after it failed', async () => {
    const { actions, client, activityOf } = acting(stopped(1));
    client.fail('insufficient-capacity');
    await actions.request(asking('start', id, [one]));
    expect(activityOf(one)?.phase).toBe('failed');
    client.recover();
    await actions.request(asking('start', id, [one]));
    expect(client.calls).toHaveLength(2);
    expect(activityOf(one)?.phase).toBe('accepted');
  });

  test.each(['start', 'stop', 'reboot'] as const)('(%s) is never sent with an empty ID list', async (action) => {
    const { actions, client, clock } = acting();
    await run(actions, action, []);
    await run(actions, action, [one]);
    await run(actions, action, [one]);
    await clock.advance(60_000);
    expect(client.calls.filter(({ ids }) => ids.length === 0)).toEqual([]);
  });

  test('of a scope or an instance that is not there is refused as a whole, before anything is sent', async () => {
    const { actions, client } = acting(stopped(1));
    expect(await actions.request(asking('start', toScopeId('gone@us-east-1'), [one]))).toMatchObject({
      error: { code: 'scope-not-found' },
    });
    expect(await actions.request(asking('start', id, [one, two]))).toMatchObject({
      ok: false,
      error: { code: 'instance-not-found' },
    });
    expect(actions.undoStop(toScopeId('gone@us-east-1'), [one])).toMatchObject({ error: { code: 'scope-not-found' } });
    expect(client.calls).toEqual([]);
  });

  test('that AWS refuses tells why, on the instance and to who asked', async () => {
    const { actions, client, activityOf, follow } = acting();
    client.fail('access-denied');
    const answer = await actions.request(asking('stop', id, [one]));
    expect(answer).toMatchObject({ ok: false, error: { code: 'access-denied' } });
    expect(activityOf(one)).toMatchObject({
      phase: 'failed',
      actionId: someAction,
      action: 'stop',
      at: noon,
      error: { code: 'access-denied' },
    });
    expect(follow).not.toHaveBeenCalled();
  });

  test('of a reboot leaves nothing to wait for', async () => {
    const { actions, activityOf } = acting();
    expect(await actions.request(asking('reboot', id, [one]))).toMatchObject({ ok: true });
    expect(activityOf(one)).toBeUndefined();
  });
});

describe('an action that got no answer', () => {
  test.each(['timeout', 'endpoint-unreachable', 'unexpected-response', 'service-unavailable'] as const)(
    'is followed and never sent again (%s)',
    async (code) => {
      const { actions, client, follow, activityOf, clock } = acting(stopped(2));
      client.fail(code);
      await actions.request(asking('start', id, [one, two]));
      expect(activityOf(one)).toEqual({ phase: 'unverified', actionId: someAction, action: 'start', since: noon });
      expect(follow).toHaveBeenCalledWith(id);
      client.recover();
      await actions.request(asking('start', id, [one, two]));
      await clock.advance(600_000);
      expect(client.calls).toHaveLength(1);
    },
  );

  test('is only failed where it surely never arrived', async () => {
    const { actions, client, activityOf } = acting(stopped(1));
    client.failWhen(() => appError('endpoint-unreachable', { awsCode: 'ECONNREFUSED' }));
    await actions.request(asking('start', id, [one]));
    expect(activityOf(one)).toMatchObject({ phase: 'failed', error: { code: 'endpoint-unreachable' } });
  });

  test('and is a reboot, whose effect nobody can see, is told as of unknown outcome', async () => {
    const { actions, client, activityOf } = acting();
    client.fail('timeout');
    await actions.request(asking('reboot', id, [one]));
    expect(activityOf(one)).toMatchObject({
      phase: 'failed',
      actionId: someAction,
      action: 'reboot',
      error: { code: 'outcome-unknown' },
    });
  });
});
