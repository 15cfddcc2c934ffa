import { describe, expect, test } from 'vitest';
import { appError } from '../../../src/shared/errors';
import { instanceLook, isUnderWay, primaryAction } from '../../../src/shared/instance-look';
import { type Activity, INSTANCE_STATES } from '../../../src/shared/model';
import { anInstance, noon, someAction } from '../../support/snapshot-builder';

const countdown: Activity = { phase: 'countdown', actionId: someAction, action: 'stop', sendsAt: noon };
const failed: Activity = {
  phase: 'failed',
  actionId: someAction,
  action: 'stop',
  at: noon,
  error: appError('throttled'),
};
const sending = (action: 'start' | 'stop' | 'reboot'): Activity => ({
  phase: 'sending',
  actionId: someAction,
  action,
  since: noon,
});
const unverified = (action: 'start' | 'stop'): Activity => ({
  phase: 'unverified',
  actionId: someAction,
  action,
  since: noon,
});
const accepted = (action: 'start' | 'stop', hasProgressed: boolean): Activity => ({
  phase: 'accepted',
  actionId: someAction,
  action,
  since: noon,
  hasProgressed,
});

describe('how an instance looks', () => {
  test.each(INSTANCE_STATES)('is what AWS says (%s) while nothing is under way, and after a failure', (state) => {
    expect(instanceLook(anInstance({ state }), undefined)).toBe(state);
    expect(instanceLook(anInstance({ state }), failed)).toBe(state);
  });

  test.each([
    [sending('start'), 'stopped', 'start-requested'],
    [sending('stop'), 'running', 'stop-requested'],
    [sending('reboot'), 'running', 'rebooting'],
    [unverified('start'), 'stopped', 'start-requested'],
    [unverified('stop'), 'running', 'stop-requested'],
    [accepted('start', false), 'stopped', 'start-requested'],
    [accepted('stop', false), 'running', 'stop-requested'],
    [countdown, 'running', 'stop-countdown'],
  ] as const)('is clearly “asked for” while %j is under way and AWS says %s', (activity, state, look) => {
    expect(instanceLook(anInstance({ state }), activity)).toBe(look);
    expect(INSTANCE_STATES.map(String), 'the words of AWS').not.toContain(look);
  });

  test.each([
    ['start', 'stopped', 'pending'],
    ['stop', 'running', 'stopping'],
  ] as const)('of an accepted %s does not flip back to %s once AWS has shown %s', (action, state, look) => {
    expect(instanceLook(anInstance({ state }), accepted(action, true))).toBe(look);
  });
});

describe('what one click does', () => {
  test.each([
    ['running', undefined, 'stop'],
    ['stopped', undefined, 'start'],
    ['pending', undefined, null],
    ['stopping', undefined, null],
    ['shutting-down', undefined, null],
    ['terminated', undefined, null],
    ['running', countdown, 'undo-stop'],
    ['running', failed, 'stop'],
    ['stopped', failed, 'start'],
    ['stopped', sending('start'), null],
    ['running', accepted('stop', true), null],
    ['running', unverified('stop'), null],
  ] as const)('on one that is %s with %j is %s', (state, activity, action) => {
    expect(primaryAction(anInstance({ state }), activity)).toBe(action);
  });
});

test('an action is under way until it has failed or come to its end', () => {
  expect([undefined, failed].map(isUnderWay)).toEqual([false, false]);
  const underWay = [countdown, sending('start'), accepted('stop', false), unverified('stop')];
  expect(underWay.map(isUnderWay)).toEqual([true, true, true, true]);
});
