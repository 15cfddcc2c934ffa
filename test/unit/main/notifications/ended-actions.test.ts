import { describe, expect, test } from 'vitest';
import { type EndedAction, endedActions } from '../../../../src/main/notifications/ended-actions';
import { notificationText } from '../../../../src/main/notifications/notification-text';
import { appError } from '../../../../src/shared/errors';
import { type Activity, type Instance, toInstanceId } from '../../../../src/shared/model';
import { translatorFor } from '../../../../src/shared/translator';
import { anInstance, aScope, someAction } from '../../../support/snapshot-builder';

const en = translatorFor('en');
const ko = translatorFor('ko');
const web = anInstance({ name: 'web', state: 'running', publicDnsName: 'ec2-1.example' });
const db = anInstance({ instanceId: toInstanceId('i-00000002'), name: 'db', state: 'stopped' });

const starting: Activity = { phase: 'accepted', actionId: someAction, action: 'start', since: 1, hasProgressed: true };
const stopping: Activity = { phase: 'accepted', actionId: someAction, action: 'stop', since: 1, hasProgressed: true };
const failed: Activity = {
  phase: 'failed',
  actionId: someAction,
  action: 'start',
  at: 2,
  error: appError('insufficient-capacity'),
};

const alone = (ended: readonly EndedAction[]) => ({ group: null, ended });

/** A scope in which these instances have these activities. */
const scopeWith = (...entries: readonly (readonly [Instance, Activity | null])[]) =>
  aScope({
    instances: entries.map(([instance]) => instance),
    activities: Object.fromEntries(
      entries.flatMap(([{ instanceId }, activity]) => (activity === null ? [] : [[instanceId, activity]])),
    ),
  });

describe('the end of an action', () => {
  test('is the activity that is gone, with the instance as it is now', () => {
    const before = scopeWith([{ ...web, state: 'pending', publicDnsName: null }, starting]);
    expect(endedActions([before], [scopeWith([web, null])])).toMatchObject([
      { outcome: 'reached', action: 'start', instance: { name: 'web', publicDnsName: 'ec2-1.example' } },
    ]);
  });

  test('is also its failure, which is told once', () => {
    const [before, after] = [scopeWith([db, starting]), scopeWith([db, failed])];
    expect(endedActions([before], [after])).toMatchObject([
      { outcome: 'failed', error: { code: 'insufficient-capacity' } },
    ]);
    expect(endedActions([after], [scopeWith([db, failed])])).toEqual([]);
    expect(endedActions([after], [scopeWith([db, null])]), 'a failure that is dismissed').toEqual([]);
  });

  test.each<[string, Activity | null, Activity | null]>([
    ['nothing under way', null, null],
    ['an action that goes on', starting, starting],
    [
      'one that goes on to its next phase',
      { phase: 'sending', actionId: someAction, action: 'start', since: 1 },
      starting,
    ],
    ['a stop that was taken back', { phase: 'countdown', actionId: someAction, action: 'stop', sendsAt: 5 }, null],
    ['a reboot that was sent', { phase: 'sending', actionId: someAction, action: 'reboot', since: 1 }, null],
  ])('is not %s', (_what, was, is) => {
    expect(endedActions([scopeWith([web, was])], [scopeWith([web, is])])).toEqual([]);
  });

  test('is not that an instance or a scope is gone', () => {
    expect(endedActions([scopeWith([web, starting])], [scopeWith([db, null])])).toEqual([]);
    expect(endedActions([scopeWith([web, starting])], [])).toEqual([]);
    expect(endedActions([], [scopeWith([web, null])])).toEqual([]);
  });
});

describe('the notification', () => {
  const told = (
    before: readonly (readonly [Instance, Activity])[],
    after: readonly (readonly [Instance, Activity | null])[],
  ) => endedActions([scopeWith(...before)], [scopeWith(...after)]);

  test('of a start has the public DNS name, which one wants next', () => {
    const ended = told([[web, starting]], [[web, null]]);
    expect(notificationText(alone(ended), en)).toEqual({ title: 'web is running', body: 'ec2-1.example' });
    expect(notificationText(alone(ended), ko)?.title).toBe('web 실행 중');
  });

  test('of a stop, or of a start without a public name, has the Region', () => {
    expect(notificationText(alone(told([[db, stopping]], [[db, null]])), en)).toEqual({
      title: 'db has stopped',
      body: 'Asia Pacific (Seoul) ap-northeast-2',
    });
  });

  test('of a failure has its reason and what to do, and the name in the title only', () => {
    const hostile = { ...db, name: '<a href="x">db</a>' };
    const text = notificationText(alone(told([[hostile, starting]], [[hostile, failed]])), en);
    expect(text?.title).toBe('<a href="x">db</a>: could not start');
    expect(text?.body).toMatch(/^AWS has no capacity for it now\. Try again later/);
  });

  test('of several that end together is one, with the counts', () => {
    const ended = told(
      [
        [web, starting],
        [db, starting],
      ],
      [
        [web, null],
        [db, failed],
      ],
    );
    expect(notificationText(alone(ended), en)).toEqual({ title: '2 actions have ended', body: '1 running, 1 failed' });
  });

  test('of nothing is none', () => {
    expect(notificationText(alone([]), en)).toBeNull();
  });
});
