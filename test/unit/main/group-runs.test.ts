import { describe, expect, onTestFinished, test } from 'vitest';
import { GroupRuns, groupTargets } from '../../../src/main/group-runs';
import { InstanceActions } from '../../../src/main/instance-actions';
import { withListing } from '../../../src/main/scope-changes';
import { createStore } from '../../../src/main/store';
import { appError } from '../../../src/shared/errors';
import type { Group } from '../../../src/shared/group';
import { type InstanceState, toGroupId, toProfileId } from '../../../src/shared/model';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/shared/settings';
import { actionDefaults } from '../../support/asking';
import { ManualClock, settled } from '../../support/manual-clock';
import { ScriptedScopeClient } from '../../support/scripted-scope-client';
import { aScope, aSnapshot, instanceIdOf, instancesOf } from '../../support/snapshot-builder';

const id = toGroupId('demo');
const [db, web, shop] = [instanceIdOf(1), instanceIdOf(2), instanceIdOf(3)];
const inOrder: Group = {
  id,
  name: 'Demo',
  steps: [
    { kind: 'rule', rule: 'db*' },
    { kind: 'rule', rule: 'web*' },
  ],
};
const atOnce: Group = { id, name: 'Demo', steps: [{ kind: 'rule', rule: 'tag:Stack=demo*' }] };
const demo = [{ key: 'Stack', value: 'demo-1' }];

/** A group over two Profiles in one Region: `db` and `web-1` here, `web-2` there. */
function running(state: InstanceState, group: Group, settings: Partial<Settings> = {}) {
  const clock = new ManualClock();
  const here = aScope({
    instances: instancesOf({ name: 'db', state, tags: demo }, { name: 'web-1', state, tags: demo }),
  });
  const there = aScope({
    profileId: toProfileId('other'),
    instances: instancesOf({}, {}, { name: 'web-2', state, tags: demo }).slice(2),
  });
  const store = createStore(
    aSnapshot({
      settings: { ...DEFAULT_SETTINGS, stopBehavior: 'at-once', ...settings },
      scopes: [here, there],
      groups: [group],
    }),
  );
  const [clientHere, clientThere] = [new ScriptedScopeClient(here.instances), new ScriptedScopeClient(there.instances)];
  const clientFor = (scope: string) => (scope === here.id ? clientHere : clientThere);
  const defaults = actionDefaults();
  const actions = new InstanceActions({ ...defaults, store, clock, clientFor, follow: () => undefined });
  const runs = new GroupRuns({ store, actions, newActionId: defaults.newActionId });
  onTestFinished(() => runs.stop());
  const begin = (action: 'start' | 'stop', targets = groupTargets(group, store.get(), action)) =>
    runs.begin({ id, action, source: 'tray', isConfirmed: false, targets });
  /** AWS shows this state of all of them. */
  async function list(...states: readonly InstanceState[]): Promise<void> {
    const now = clock.now() + 1;
    for (const scope of [here, there]) {
      store.updateScope(scope.id, (shown) => {
        const listed = shown.instances.map((instance) => {
          const place = [db, web, shop].indexOf(instance.instanceId);
          return { ...instance, state: states[place] ?? instance.state };
        });
        return withListing(shown, listed, { askedAt: now, now, readyWhen: 'running' });
      });
    }
    await settled();
  }
  const calls = () => [...clientHere.calls, ...clientThere.calls].map(({ method, ids }) => [method, ...ids]);
  return {
    store,
    runs,
    begin,
    list,
    calls,
    clock,
    actions,
    clientHere,
    clientThere,
    here,
    there,
    shown: () => store.get().groupRuns,
  };
}

describe('a group without an order', () => {
  test('is started in one call for each scope', async () => {
    const { begin, calls, list, shown } = running('stopped', atOnce);
    begin('start');
    await settled();
    expect(calls()).toEqual([
      ['start', db, web],
      ['start', shop],
    ]);
    expect(shown()).toMatchObject([
      { groupId: id, action: 'start', step: 1, stepCount: 1, actionIds: ['action-1', 'action-2'] },
    ]);
    await list('running', 'running', 'running');
    expect(shown()).toEqual([]);
  });

  test('leaves alone what is in the wanted state already, and itself while it is under way', async () => {
    const { begin, calls, list } = running('stopped', atOnce);
    await list('running', 'stopped', 'running');
    begin('start');
    begin('start');
    await settled();
    expect(calls()).toEqual([['start', web]]);
  });

  test('with nothing to be done is no run', () => {
    const { begin, shown, calls } = running('running', atOnce);
    expect(begin('start')).toMatchObject({ ok: true });
    expect(shown()).toEqual([]);
    expect(calls()).toEqual([]);
  });
});

describe('what is on its way already when a group begins', () => {
  test('is waited for in its step, whoever has started it', async () => {
    const { begin, calls, list } = running('stopped', inOrder);
    await list('pending', 'stopped', 'stopped');
    begin('start');
    await settled();
    expect(calls(), 'while the first step is on its way').toEqual([]);
    await list('running', 'stopped', 'stopped');
    expect(calls()).toEqual([
      ['start', web],
      ['start', shop],
    ]);
  });

  test('is stopped once it has got to where it can be', async () => {
    const { begin, calls, list } = running('running', atOnce);
    await list('running', 'pending', 'stopped');
    begin('stop');
    await settled();
    expect(calls()).toEqual([['stop', db]]);
    await list('stopped', 'running', 'stopped');
    expect(calls()).toEqual([
      ['stop', db],
      ['stop', web],
    ]);
  });
});

test('what was not asked about before a group began is left alone, whatever becomes of it', async () => {
  const { begin, calls, list, here } = running('running', inOrder);
  begin('stop', [{ scopeId: here.id, instanceId: web }]);
  await settled();
  await list('running', 'stopped', 'running');
  expect(calls()).toEqual([['stop', web]]);
});

describe('a group in steps', () => {
  test('begins each step when the one before it runs', async () => {
    const { begin, calls, list, shown } = running('stopped', inOrder);
    begin('start');
    await settled();
    expect(calls()).toEqual([['start', db]]);
    await list('pending', 'stopped', 'stopped');
    expect(calls(), 'while the first is on its way').toHaveLength(1);
    await list('running', 'stopped', 'stopped');
    expect(calls().slice(1)).toEqual([
      ['start', web],
      ['start', shop],
    ]);
    expect(shown()).toMatchObject([{ step: 2, stepCount: 2 }]);
    await list('running', 'running', 'running');
    expect(shown()).toEqual([]);
  });

  test('is stopped the other way round', async () => {
    const { begin, calls, list } = running('running', inOrder);
    begin('stop');
    await settled();
    expect(calls()).toEqual([
      ['stop', web],
      ['stop', shop],
    ]);
    await list('running', 'stopped', 'stopped');
    expect(calls().at(0)).toEqual(['stop', web]);
    expect(calls()).toContainEqual(['stop', db]);
  });

  test('halts where a step fails, with a note that names what failed', async () => {
    const { begin, calls, clientHere, shown, store } = running('stopped', inOrder);
    clientHere.failWhen(() => appError('insufficient-capacity'));
    begin('start');
    await settled();
    expect(calls()).toEqual([['start', db]]);
    expect(shown()).toEqual([]);
    expect(store.get().notices).toMatchObject([
      { text: { key: 'notice.groupHalted', values: { name: 'Demo', step: 1, steps: 2, names: 'db' } } },
    ]);
  });

  test('does not go on where it is cancelled, or its first stop is taken back', async () => {
    const cancelled = running('stopped', inOrder);
    cancelled.begin('start');
    await settled();
    cancelled.runs.cancel(id);
    await cancelled.list('running', 'stopped', 'stopped');
    expect(cancelled.calls()).toEqual([['start', db]]);

    const undone = running('running', inOrder, { stopBehavior: 'undo' });
    undone.begin('stop');
    await settled();
    undone.actions.undoStop(undone.here.id, [web]);
    undone.actions.undoStop(undone.there.id, [shop]);
    await undone.clock.advance(60_000);
    expect(undone.calls()).toEqual([]);
    expect(undone.shown()).toEqual([]);
  });
});

test('cancelling a stop that still counts down takes it back', async () => {
  const { begin, runs, clock, calls, shown } = running('running', inOrder, { stopBehavior: 'undo' });
  begin('stop');
  await settled();
  runs.cancel(id);
  await clock.advance(60_000);
  expect(calls()).toEqual([]);
  expect(shown()).toEqual([]);
});

test('a group that is not there cannot be started', () => {
  const { runs } = running('stopped', atOnce);
  const request = { id: toGroupId('gone'), action: 'start', source: 'tray', isConfirmed: false, targets: [] } as const;
  expect(runs.begin(request)).toMatchObject({ ok: false, error: { code: 'group-not-found' } });
});
