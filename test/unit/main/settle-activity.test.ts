import { describe, expect, test } from 'vitest';
import { settleActivity } from '../../../src/main/settle-activity';
import { appError } from '../../../src/shared/errors';
import { type Activity, INSTANCE_STATES, type InstanceState } from '../../../src/shared/model';
import { anInstance, noon, someAction } from '../../support/snapshot-builder';

const soon = noon + 5_000;
const in10s = noon + 10_000;
const in29s = noon + 29_999;
const in30s = noon + 30_000;
const in59s = noon + 59_999;
const in60s = noon + 60_000;

const is = (state: InstanceState) => anInstance({ state });
const accepted = (action: 'start' | 'stop', hasProgressed = false): Activity => ({
  phase: 'accepted',
  actionId: someAction,
  action,
  since: noon,
  hasProgressed,
});
const unverified = (action: 'start' | 'stop'): Activity => ({
  phase: 'unverified',
  actionId: someAction,
  action,
  since: noon,
});
const failed = (action: 'start' | 'stop' | 'reboot'): Activity => ({
  phase: 'failed',
  actionId: someAction,
  action,
  at: noon,
  error: appError('throttled'),
});

/** After a Describe that was sent and answered at `at`. */
const afterDescribe = (activity: Activity, instance: ReturnType<typeof is> | undefined, at = soon) =>
  settleActivity(activity, instance, { askedAt: at, now: at, readyWhen: 'running' });

describe('an accepted or unverified action', () => {
  const followed = [
    ['accepted', accepted],
    ['unverified', unverified],
  ] as const;

  describe.each(followed)('(%s)', (_phase, activityOf) => {
    test.each([
      ['start', 'running'],
      ['stop', 'stopped'],
    ] as const)('has come to its end once AWS shows the %s as %s', (action, state) => {
      expect(afterDescribe(activityOf(action), is(state))).toBeNull();
    });

    test.each([
      ['start', 'pending'],
      ['stop', 'stopping'],
    ] as const)('is known to work once AWS shows the %s as %s, however long that takes', (action, state) => {
      const expected = { phase: 'accepted', actionId: someAction, action, since: noon, hasProgressed: true };
      expect(afterDescribe(activityOf(action), is(state))).toEqual(expected);
      expect(afterDescribe(activityOf(action), is(state), noon + 3_600_000)).toEqual(expected);
    });

    test.each(['shutting-down', 'terminated'] as const)('has failed where the instance is %s', (state) => {
      expect(afterDescribe(activityOf('start'), is(state))).toMatchObject({
        phase: 'failed',
        error: { code: 'instance-gone' },
      });
    });

    test('has failed where AWS does not list the instance any more', () => {
      expect(afterDescribe(activityOf('stop'), undefined, in29s)).toMatchObject({
        phase: 'failed',
        actionId: someAction,
        action: 'stop',
        at: in29s,
        error: { code: 'instance-gone' },
      });
    });

    test('is held through a picture from before the instance was launched, in which it is missing', () => {
      const activity = activityOf('start');
      expect(afterDescribe(activity, undefined, soon)).toBe(activity);
    });

    test.each([...INSTANCE_STATES, undefined])('is left alone by an answer to an older question (%s)', (state) => {
      const activity = activityOf('start');
      const old = { askedAt: noon - 1, now: in60s, readyWhen: 'running' } as const;
      expect(settleActivity(activity, state === undefined ? undefined : is(state), old)).toBe(activity);
    });

    test('is followed by an answer to a question of the same instant', () => {
      expect(
        settleActivity(activityOf('start'), is('running'), { askedAt: noon, now: soon, readyWhen: 'running' }),
      ).toBeNull();
    });
  });

  test.each([
    ['start', 'stopped'],
    ['stop', 'running'],
    ['start', 'stopping'],
    ['stop', 'pending'],
  ] as const)('is held for a minute while AWS still shows the %s as %s', (action, state) => {
    const activity = accepted(action);
    expect(afterDescribe(activity, is(state))).toBe(activity);
    expect(afterDescribe(activity, is(state), in59s)).toBe(activity);
    expect(afterDescribe(activity, is(state), in60s)).toMatchObject({
      phase: 'failed',
      actionId: someAction,
      action,
      at: in60s,
    });
  });

  test('that AWS had shown as on its way is held through an answer that is older than that', () => {
    const activity = accepted('start', true);
    expect(afterDescribe(activity, is('stopped'))).toBe(activity);
  });

  test('without effect is told with AWS’s own reason', () => {
    const instance = anInstance({ state: 'stopped', stateReason: 'Server.InternalError: Not today' });
    expect(afterDescribe(accepted('start', true), instance, in60s)).toMatchObject({
      error: { code: 'start-failed', retryable: true, detail: 'Server.InternalError: Not today' },
    });
    expect(afterDescribe(accepted('stop'), is('running'), in60s)).toMatchObject({
      error: { code: 'state-not-reached', retryable: true },
    });
  });

  test('that got no answer is looked for during half a minute', () => {
    const activity = unverified('start');
    expect(afterDescribe(activity, is('stopped'), in29s)).toBe(activity);
    expect(afterDescribe(activity, is('stopped'), in30s)).toMatchObject({
      phase: 'failed',
      actionId: someAction,
      action: 'start',
      error: { code: 'outcome-unknown', retryable: true },
    });
  });
});

describe('a countdown', () => {
  const countdown: Activity = { phase: 'countdown', actionId: someAction, action: 'stop', sendsAt: noon };

  test.each(['running', 'pending'] as const)(
    'goes on while the instance is %s: a picture may be an old one',
    (state) => {
      expect(afterDescribe(countdown, is(state), in60s)).toBe(countdown);
    },
  );

  test.each(['stopping', 'stopped', 'shutting-down', 'terminated'] as const)(
    'ends where somebody else has made the instance %s',
    (state) => {
      expect(afterDescribe(countdown, is(state))).toBeNull();
    },
  );

  test('ends where the instance is gone', () => {
    expect(afterDescribe(countdown, undefined)).toBeNull();
  });
});

describe('an action on its way to AWS', () => {
  test.each([...INSTANCE_STATES, undefined])('is left alone whatever AWS shows (%s)', (state) => {
    const sending: Activity = { phase: 'sending', actionId: someAction, action: 'start', since: noon };
    expect(afterDescribe(sending, state === undefined ? undefined : is(state), in60s)).toBe(sending);
  });
});

describe('a failed action', () => {
  test.each([
    ['start', 'stopped'],
    ['start', 'pending'],
    ['stop', 'running'],
    ['stop', 'stopping'],
    ['reboot', 'running'],
    ['reboot', 'stopped'],
  ] as const)('(%s) stays in sight while the instance is %s', (action, state) => {
    const activity = failed(action);
    expect(afterDescribe(activity, is(state), in60s)).toBe(activity);
  });

  test.each([
    ['start', 'running'],
    ['stop', 'stopped'],
  ] as const)('(%s) is forgotten once the instance is %s all the same', (action, state) => {
    expect(afterDescribe(failed(action), is(state))).toBeNull();
  });

  test.each(['start', 'stop', 'reboot'] as const)('(%s) is forgotten with its instance', (action) => {
    expect(afterDescribe(failed(action), undefined)).toBeNull();
  });
});

describe('a start that EC2 itself has ended', () => {
  const capacity = 'Server.InsufficientInstanceCapacity: Insufficient capacity to satisfy instance request';
  const fallenBack = (stateReason: string) => anInstance({ state: 'stopped', stateReason });

  test('has failed, for want of capacity', () => {
    expect(afterDescribe(accepted('start', true), fallenBack(capacity), in10s)).toMatchObject({
      phase: 'failed',
      error: { code: 'insufficient-capacity', detail: capacity },
    });
  });

  test('has failed, for another reason of EC2’s', () => {
    const reason = 'Server.InternalError: Internal error on launch';
    expect(afterDescribe(accepted('start', true), fallenBack(reason), in10s)).toMatchObject({
      error: { code: 'start-failed', detail: reason },
    });
  });

  test('is not made out of an old answer: before it was seen on its way, or with a person’s own reason', () => {
    expect(afterDescribe(accepted('start'), fallenBack(capacity), in10s)).toMatchObject({ phase: 'accepted' });
    const byPerson = fallenBack('Client.UserInitiatedShutdown: User initiated shutdown');
    expect(afterDescribe(accepted('start', true), byPerson, in10s)).toMatchObject({ phase: 'accepted' });
  });

  test('is not made out of how an earlier start has ended, which a picture from before this one still tells', () => {
    expect(afterDescribe(accepted('start', true), fallenBack(capacity), in10s - 1)).toMatchObject({
      phase: 'accepted',
    });
  });
});

describe('an instance that runs but is not known to be usable', () => {
  const inUse = (readyWhen: 'running' | 'status-checks' | 'tcp-port') => ({ askedAt: soon, now: soon, readyWhen });

  test('is checked, where the person waits for more than its state', () => {
    expect(settleActivity(accepted('start', true), is('running'), inUse('status-checks'))).toEqual({
      phase: 'checking',
      actionId: someAction,
      action: 'start',
      since: soon,
      readyWhen: 'status-checks',
    });
    expect(settleActivity(accepted('stop', true), is('stopped'), inUse('tcp-port'))).toBeNull();
    expect(settleActivity(accepted('start', true), is('running'), inUse('running'))).toBeNull();
  });

  test('is checked no more once it does not run', () => {
    const checking = settleActivity(accepted('start', true), is('running'), inUse('tcp-port'));
    if (checking === null) throw new Error('It is not checked at all');
    expect(settleActivity(checking, is('running'), inUse('tcp-port'))).toBe(checking);
    expect(settleActivity(checking, is('pending'), inUse('tcp-port')), 'an old picture').toBe(checking);
    expect(settleActivity(checking, is('stopping'), inUse('tcp-port'))).toBeNull();
  });
});
