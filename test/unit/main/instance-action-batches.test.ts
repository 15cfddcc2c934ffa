import { describe, expect, test } from 'vitest';
import type { InstanceActions } from '../../../src/main/instance-actions';
import { appError } from '../../../src/shared/errors';
import type { Action, InstanceId } from '../../../src/shared/model';
import { acting } from '../../support/acting';
import { asking } from '../../support/asking';
import { aScope, instanceIdOf, instancesOf, noon, someIds } from '../../support/snapshot-builder';

const id = aScope().id;
const one = instanceIdOf(1);
const two = instanceIdOf(2);

const stopped = (count: number) => instancesOf(...Array.from({ length: count }, () => ({})));

function run(actions: InstanceActions, action: Action, ids: readonly InstanceId[]) {
  return actions.request(asking(action, id, ids));
}

/** To its end, with the pauses between its calls. */
async function sendAll({ actions, clock }: ReturnType<typeof acting>, action: Action, ids: readonly InstanceId[]) {
  const answer = run(actions, action, ids);
  await clock.advance(10 * 60_000);
  return answer;
}

/** When each call was sent, in ms since the action began. */
function watchTimes({ client, clock }: ReturnType<typeof acting>, rule: Parameters<typeof client.failWhen>[0]) {
  const times: number[] = [];
  client.failWhen((call) => {
    times.push(clock.now() - noon);
    return rule(call);
  });
  return times;
}
describe('a batch of which AWS refuses some', () => {
  const bad = [instanceIdOf(3), instanceIdOf(7)];

  test.each([
    'instance-not-found',
    'incorrect-state',
    'unsupported-operation',
    'stop-protected',
    // Conditions on tags refuse the whole call for one instance that they do not allow.
    'access-denied',
  ] as const)('lets the good ones through and names the bad ones (%s)', async (code) => {
    const all = acting(instancesOf(...Array.from({ length: 8 }, () => ({ state: 'running' }) as const)));
    const { client, store } = all;
    client.failWhen(({ ids }) => (ids.some((given) => bad.includes(given)) ? appError(code) : null));
    expect(await sendAll(all, 'stop', someIds(8))).toMatchObject({ ok: false, error: { code } });
    const activities = Object.entries(store.get().scopes[0]?.activities ?? {});
    const failed = activities.filter(([, { phase }]) => phase === 'failed').map(([key]) => key);
    const accepted = activities.filter(([, { phase }]) => phase === 'accepted');
    expect(failed.sort()).toEqual([...bad]);
    expect(accepted).toHaveLength(6);
  });

  test('sends no instance again that went through', async () => {
    const all = acting(stopped(8));
    const { client } = all;
    const refuses = (ids: readonly InstanceId[]) => ids.some((given) => bad.includes(given));
    client.failWhen(({ ids }) => (refuses(ids) ? appError('incorrect-state') : null));
    await sendAll(all, 'start', someIds(8));
    const through = client.calls.filter(({ ids }) => !refuses(ids)).flatMap(({ ids }) => ids);
    expect(through.sort()).toEqual(someIds(8).filter((given) => !bad.includes(given)));
    expect(client.mostAtOnce, 'calls at once').toBe(1);
  });

  test('is asked about in few calls where all are denied, and each is told so', async () => {
    const all = acting(stopped(50));
    all.client.fail('access-denied');
    expect(await sendAll(all, 'start', someIds(50))).toMatchObject({ ok: false, error: { code: 'access-denied' } });
    expect(all.client.calls).toHaveLength(12);
    for (const given of someIds(50)) {
      expect(all.activityOf(given)).toMatchObject({ phase: 'failed', error: { code: 'access-denied' } });
    }
  });

  test.each([1, 17, 50])('lets nearly all through where one is denied, in few calls (number %d of 50)', async (n) => {
    const all = acting(stopped(50));
    const foreign = instanceIdOf(n);
    all.client.failWhen(({ ids }) => (ids.includes(foreign) ? appError('access-denied') : null));
    await sendAll(all, 'start', someIds(50));
    expect(all.client.calls.length, 'calls').toBeLessThanOrEqual(12);
    expect(all.activityOf(foreign)?.phase).toBe('failed');
    const through = someIds(50).filter((given) => all.activityOf(given)?.phase === 'accepted');
    expect(through.length).toBeGreaterThanOrEqual(48);
  });

  test.each(['throttled', 'no-credentials', 'limit-exceeded'] as const)(
    'is not taken apart for what is no single instance’s affair (%s)',
    async (code) => {
      const { actions, client, activityOf } = acting(stopped(4));
      client.fail(code);
      await actions.request(asking('start', id, someIds(4)));
      expect(client.calls).toHaveLength(1);
      expect(activityOf(instanceIdOf(4))).toMatchObject({ phase: 'failed', error: { code } });
    },
  );
});

describe('the calls of a batch that is taken apart', () => {
  test('pause after the fourth, so that EC2’s bucket for them is never empty', async () => {
    const all = acting(stopped(50));
    const times = watchTimes(all, () => appError('incorrect-state'));
    await sendAll(all, 'start', someIds(50));
    expect(times).toHaveLength(99);
    expect(times.slice(0, 6)).toEqual([0, 0, 0, 0, 500, 1_000]);
    expect(times.at(-1)).toBe(95 * 500);
    expect(all.client.mostAtOnce, 'calls at once').toBe(1);
  });

  test('begin without a pause for the next action', async () => {
    const all = acting(stopped(2));
    const times = watchTimes(all, () => appError('incorrect-state'));
    await run(all.actions, 'start', [one, two]);
    await run(all.actions, 'start', [one, two]);
    expect(times).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('are sent again where they are throttled, the same part each time', async () => {
    const all = acting(stopped(2));
    let left = 4;
    const times = watchTimes(all, ({ ids }) => {
      if (ids.length > 1) return appError('incorrect-state');
      left -= 1;
      return left >= 0 ? appError('throttled') : null;
    });
    expect(await sendAll(all, 'start', [one, two])).toMatchObject({ ok: true });
    expect(all.client.calls.map(({ ids }) => ids)).toEqual([[one, two], [one], [one], [one], [one], [one], [two]]);
    expect(times).toEqual([0, 0, 2_000, 6_000, 10_000, 14_000, 14_500]);
    expect(all.client.mostAtOnce, 'calls at once').toBe(1);
  });

  test('are given up after five tries', async () => {
    const all = acting(stopped(2));
    all.client.failWhen(({ ids }) => {
      if (ids.length > 1) return appError('incorrect-state');
      return ids.includes(one) ? appError('throttled') : null;
    });
    await sendAll(all, 'start', [one, two]);
    expect(all.client.calls.filter(({ ids }) => ids.length === 1 && ids.includes(one))).toHaveLength(5);
    expect(all.activityOf(one)).toMatchObject({ phase: 'failed', error: { code: 'throttled' } });
    expect(all.activityOf(two)?.phase).toBe('accepted');
  });

  test('are not sent again where AWS did not answer', async () => {
    const all = acting(stopped(2));
    all.client.failWhen(({ ids }) => appError(ids.length > 1 ? 'incorrect-state' : 'timeout'));
    await sendAll(all, 'start', [one, two]);
    expect(all.client.calls).toHaveLength(3);
    expect(all.activityOf(one)?.phase).toBe('unverified');
  });
});
