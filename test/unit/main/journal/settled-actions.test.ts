import { describe, expect, test } from 'vitest';
import { settledActions } from '../../../../src/main/journal/settled-actions';
import { appError } from '../../../../src/shared/errors';
import { type Activity, type InstanceState, toActionId } from '../../../../src/shared/model';
import { aScope, instanceIdOf, instancesOf, noon, someAction } from '../../../support/snapshot-builder';

const ofStart = { actionId: someAction, action: 'start' as const };
const accepted: Activity = { ...ofStart, phase: 'accepted', since: noon, hasProgressed: false };
const sending: Activity = { ...ofStart, phase: 'sending', since: noon };
const waiting: Activity = { ...ofStart, phase: 'waiting', since: noon, attempts: 1, retryAt: noon };
const checking: Activity = { ...ofStart, phase: 'checking', since: noon, readyWhen: 'status-checks' };
const failed: Activity = { ...ofStart, phase: 'failed', at: noon, error: appError('start-failed') };
const countdown: Activity = { actionId: someAction, action: 'stop', phase: 'countdown', sendsAt: noon };
const stopAccepted: Activity = { ...accepted, action: 'stop' };
const rebootSending: Activity = { ...sending, action: 'reboot' };
const other: Activity = { ...stopAccepted, action: 'force-stop', actionId: toActionId('action-2') };

const scopeWith = (activity: Activity | null, state: InstanceState | null) =>
  aScope({
    instances: state === null ? [] : instancesOf({ state }),
    activities: activity === null ? {} : { [instanceIdOf(1)]: activity },
  });

function outcomeOf(was: Activity, is: Activity | null, state: InstanceState | null) {
  const settled = settledActions([scopeWith(was, 'stopped')], [scopeWith(is, state)]);
  expect(settled.length, 'how many ended').toBeLessThanOrEqual(1);
  return settled[0]?.outcome ?? null;
}

test.each([
  ['a start whose instance runs', accepted, null, 'running', 'reached'],
  ['a start that is only checked for being usable', accepted, checking, 'running', 'reached'],
  ['a stop whose instance is stopped', stopAccepted, null, 'stopped', 'reached'],
  ['a reboot that AWS has taken', rebootSending, null, 'running', 'reached'],
  ['what AWS refused', sending, failed, 'stopped', 'failed'],
  ['a stop whose place a forced one takes', stopAccepted, other, 'stopping', 'unfollowed'],
  ['a start that the person has given up waiting for', waiting, null, 'stopped', 'cancelled'],
  ['a start that waited until somebody else did it', waiting, null, 'pending', 'reached'],
  ['a start that waited for what is no more', waiting, null, null, 'failed'],
] as const)('%s is settled', (_, was, is, state, outcome) => {
  expect(outcomeOf(was, is, state)).toBe(outcome);
});

test.each([
  ['on its way', sending, accepted, 'stopped'],
  ['tried again', waiting, sending, 'stopped'],
  ['the check of a start that is long reached', checking, null, 'running'],
  ['a failure that is dismissed', failed, null, 'stopped'],
  ['a countdown, which was never begun', countdown, null, 'running'],
] as const)('%s settles nothing', (_, was, is, state) => {
  expect(outcomeOf(was, is, state)).toBe(null);
});

describe('an action whose scope', () => {
  test('is removed is not followed any more', () => {
    expect(settledActions([scopeWith(accepted, 'pending')], [])).toMatchObject([{ outcome: 'unfollowed' }]);
  });

  test('begins anew, because its Profile signs in elsewhere, is not followed any more', () => {
    const anew = aScope({ freshness: { kind: 'loading' } });
    expect(settledActions([scopeWith(accepted, 'pending')], [anew])).toMatchObject([{ outcome: 'unfollowed' }]);
  });
});

test('the reason of a failure is told with it', () => {
  expect(settledActions([scopeWith(accepted, 'stopped')], [scopeWith(failed, 'stopped')])).toEqual([
    { actionId: someAction, instanceId: instanceIdOf(1), outcome: 'failed', error: appError('start-failed') },
  ]);
});
