import { describe, expect, test } from 'vitest';
import { withActivity } from '../../../src/main/scope-changes';
import { acting } from '../../support/acting';
import { asking } from '../../support/asking';
import { settled } from '../../support/manual-clock';
import { aScope, instanceIdOf, instancesOf, noon, someAction } from '../../support/snapshot-builder';

const id = aScope().id;
const one = instanceIdOf(1);
const two = instanceIdOf(2);
const running = instancesOf({ state: 'running' }, { state: 'running' });

describe('a stop that can be undone', () => {
  test('is answered at once and sent after five seconds', async () => {
    const { actions, client, clock, activityOf } = acting(running, 'undo');
    expect(await actions.request(asking('stop', id, [one, two]))).toMatchObject({ ok: true });
    expect(activityOf(one)).toEqual({
      phase: 'countdown',
      actionId: someAction,
      action: 'stop',
      sendsAt: noon + 5_000,
    });
    await clock.advance(4_999);
    expect(client.calls).toEqual([]);
    await clock.advance(1);
    expect(client.calls).toEqual([{ method: 'stop', ids: [one, two] }]);
    expect(activityOf(two)?.phase).toBe('accepted');
  });

  test('is not sent for those it was undone for', async () => {
    const { actions, client, clock, activityOf } = acting(running, 'undo');
    await actions.request(asking('stop', id, [one, two]));
    expect(actions.undoStop(id, [one])).toMatchObject({ ok: true });
    expect(activityOf(one)).toBeUndefined();
    await clock.advance(5_000);
    expect(client.calls).toEqual([{ method: 'stop', ids: [two] }]);
  });

  test('is not sent at all where all of it was undone', async () => {
    const { actions, client, clock } = acting(running, 'undo');
    await actions.request(asking('stop', id, [one]));
    actions.undoStop(id, [one]);
    await clock.advance(60_000);
    expect(client.calls).toEqual([]);
  });

  test('counts from the last click after an undo, and is sent once', async () => {
    const { actions, client, clock } = acting(running, 'undo');
    await actions.request(asking('stop', id, [one]));
    await clock.advance(3_000);
    actions.undoStop(id, [one]);
    await actions.request(asking('stop', id, [one]));
    await clock.advance(4_999);
    expect(client.calls).toEqual([]);
    await clock.advance(10_000);
    expect(client.calls).toHaveLength(1);
  });

  test('is sent once on a double click', async () => {
    const { actions, client, clock } = acting(running, 'undo');
    await Promise.all([actions.request(asking('stop', id, [one])), actions.request(asking('stop', id, [one]))]);
    await clock.advance(60_000);
    expect(client.calls).toHaveLength(1);
  });

  test('cannot be undone once it was sent', async () => {
    const { actions, activityOf, clock } = acting(running, 'undo');
    await actions.request(asking('stop', id, [one]));
    await clock.advance(5_000);
    actions.undoStop(id, [one]);
    expect(activityOf(one)?.phase).toBe('accepted');
  });

  test('is not sent where the instance stopped on its own meanwhile', async () => {
    const { actions, client, clock, store } = acting(running, 'undo');
    await actions.request(asking('stop', id, [one]));
    store.updateScope(id, (scope) => withActivity(scope, one, null));
    await clock.advance(5_000);
    expect(client.calls).toEqual([]);
  });

  test('is not sent once its scope is gone', async () => {
    const { actions, client, clock, store } = acting(running, 'undo');
    await actions.request(asking('stop', id, [one]));
    store.update((snapshot) => ({ ...snapshot, scopes: [] }));
    await clock.advance(5_000);
    expect(client.calls).toEqual([]);
  });
});

describe('a stop that is meant now, for an instance that counts down', () => {
  const typed = { ...asking('stop', id, [one]), source: 'command-line' } as const;

  test('is sent at once, as an action of its own that nobody can take back any more', async () => {
    const { actions, client, clock, activityOf } = acting(running, 'undo');
    await actions.request(asking('stop', id, [one]));
    await clock.advance(1_000);
    const answer = await actions.request(typed);
    expect(client.calls).toEqual([{ method: 'stop', ids: [one] }]);
    expect(activityOf(one)).toMatchObject({ phase: 'accepted', actionId: answer.ok ? answer.value : null });
    actions.takeBack([someAction]);
    actions.undoStop(id, [one]);
    expect(activityOf(one)?.phase).toBe('accepted');
    await clock.advance(60_000);
    expect(client.calls).toHaveLength(1);
  });

  test('leaves the others of the same countdown in it', async () => {
    const { actions, client, clock, activityOf } = acting(running, 'undo');
    await actions.request(asking('stop', id, [one, two]));
    await actions.request(typed);
    expect(client.calls).toEqual([{ method: 'stop', ids: [one] }]);
    expect(activityOf(two)).toMatchObject({ phase: 'countdown', sendsAt: noon + 5_000 });
    await clock.advance(5_000);
    expect(client.calls).toEqual([
      { method: 'stop', ids: [one] },
      { method: 'stop', ids: [two] },
    ]);
  });

  test('never looks as if the countdown had been taken back', async () => {
    const { actions, store, activityOf } = acting(running, 'undo');
    await actions.request(asking('stop', id, [one]));
    const phases: unknown[] = [];
    store.subscribe(() => phases.push(activityOf(one)?.phase));
    await actions.request(typed);
    expect(phases).toEqual(['sending', 'accepted']);
  });

  test('is something to begin, where another click is not', async () => {
    const { actions } = acting(running, 'undo');
    await actions.request(asking('stop', id, [one]));
    expect(actions.canBegin(typed)).toBe(true);
    expect(actions.canBegin(asking('stop', id, [one]))).toBe(false);
  });

  test('is not sent where it is a hibernation that counts down', async () => {
    const { actions, client } = acting(running, 'undo');
    await actions.request(asking('hibernate', id, [one]));
    expect(await actions.request(typed)).toEqual({ ok: true, value: null });
    expect(client.calls).toEqual([]);
  });
});

describe('before the app ends', () => {
  test('what counts down is sent at once, and only once', async () => {
    const { actions, client, clock } = acting(running, 'undo');
    await actions.request(asking('stop', id, [one]));
    await clock.advance(1_000);
    await actions.request(asking('stop', id, [two]));
    await actions.flush();
    expect(client.calls).toEqual([
      { method: 'stop', ids: [one] },
      { method: 'stop', ids: [two] },
    ]);
    expect(clock.waiting).toBe(0);
    await clock.advance(60_000);
    await actions.flush();
    expect(client.calls).toHaveLength(2);
  });

  test('what was undone stays undone', async () => {
    const { actions, client } = acting(running, 'undo');
    await actions.request(asking('stop', id, [one]));
    actions.undoStop(id, [one]);
    await actions.flush();
    expect(client.calls).toEqual([]);
  });

  test('the answer to what counted down is waited for', async () => {
    const { actions, client, activityOf } = acting(running, 'undo');
    await actions.request(asking('stop', id, [one]));
    client.hold();
    const flushed = actions.flush();
    await settled();
    expect(activityOf(one)?.phase).toBe('sending');
    client.release();
    await flushed;
    expect(activityOf(one)?.phase).toBe('accepted');
  });

  test('the answer to what is already on its way is waited for as well', async () => {
    const { actions, client } = acting(running);
    client.hold();
    const answered = actions.request(asking('stop', id, [one]));
    let hasEnded = false;
    const flushed = actions.flush().then(() => {
      hasEnded = true;
    });
    await settled();
    const endedTooSoon = hasEnded;
    client.release();
    await Promise.all([answered, flushed]);
    expect(endedTooSoon, 'flush() ended while a StopInstances was on its way').toBe(false);
  });

  test('nothing to send is nothing to wait for', async () => {
    const { actions, client } = acting(running);
    await actions.flush();
    expect(client.calls).toEqual([]);
  });
});
