import { describe, expect, test, vi } from 'vitest';
import { Confirmations } from '../../../src/main/confirmations';
import type { ActionRequest } from '../../../src/main/instance-actions';
import { callsFor, requestAction } from '../../../src/main/request-action';
import { createStore } from '../../../src/main/store';
import { appError, fail, ok, type Result } from '../../../src/shared/errors';
import { type ActionId, type InstanceTarget, type Snapshot, scopeId, toProfileId } from '../../../src/shared/model';
import { DEFAULT_SETTINGS } from '../../../src/shared/settings';
import {
  aProfile,
  aScope,
  aSnapshot,
  instanceIdOf,
  instancesOf,
  seoul,
  someAction,
  someIds,
  virginia,
} from '../../support/snapshot-builder';

const work = toProfileId('work');
const targetIn = (region: typeof seoul, number: number): InstanceTarget => ({
  scopeId: scopeId(work, region),
  instanceId: instanceIdOf(number),
});

function asking(given: Partial<Snapshot> = {}) {
  const store = createStore(
    aSnapshot({
      scopes: [
        aScope({ instances: instancesOf({ state: 'running', name: 'a' }, { state: 'running', name: 'b' }) }),
        aScope({ region: virginia, instances: instancesOf({ state: 'running', name: 'c' }) }),
      ],
      ...given,
    }),
  );
  const actions = {
    request: vi.fn(async (_request: ActionRequest): Promise<Result<ActionId | null>> => ok(someAction)),
    canBegin: vi.fn(() => true),
  };
  const confirmations = new Confirmations({ store, newId: () => 'question', showWindow: () => undefined });
  return { store, actions, confirmations };
}

describe('an action for instances of several scopes', () => {
  const targets = [targetIn(seoul, 1), targetIn(virginia, 1), targetIn(seoul, 2), targetIn(seoul, 1)];

  test('is one request for each scope, each instance once', async () => {
    const parts = asking();
    expect(await requestAction(parts, 'stop', targets, 'window')).toEqual(ok(null));
    expect(parts.actions.request.mock.calls.map(([request]) => [request.scopeId, request.instanceIds])).toEqual([
      [scopeId(work, seoul), someIds(2)],
      [scopeId(work, virginia), someIds(1)],
    ]);
  });

  test('asks one question for all, and sends nothing before it is answered', async () => {
    const parts = asking({ settings: { ...DEFAULT_SETTINGS, stopBehavior: 'ask' } });
    await requestAction(parts, 'stop', targets, 'window');
    expect(parts.actions.request).not.toHaveBeenCalled();
    expect(parts.store.get().confirmation).toMatchObject({ action: 'stop', targets });
    await parts.confirmations.confirm('question', '');
    expect(parts.actions.request.mock.calls.map(([request]) => request.isConfirmed)).toEqual([true, true]);
  });

  test('is asked for the others where one has gone while the question stood, and that is told', async () => {
    const parts = asking({ settings: { ...DEFAULT_SETTINGS, stopBehavior: 'ask' } });
    await requestAction(parts, 'stop', targets, 'window');
    parts.store.updateScope(scopeId(work, seoul), (scope) => ({ ...scope, instances: scope.instances.slice(1) }));
    const answer = await parts.confirmations.confirm('question', '');
    expect(parts.actions.request.mock.calls.map(([request]) => request.instanceIds)).toEqual([
      [instanceIdOf(2)],
      [instanceIdOf(1)],
    ]);
    expect(answer).toMatchObject({ error: { code: 'instance-not-found' } });
  });

  test('is a dry run for all where one of them is of a dry-run Profile', async () => {
    const parts = asking({ profiles: [aProfile({ isDryRun: true })] });
    await requestAction(parts, 'stop', targets, 'window');
    expect(parts.actions.request.mock.calls.map(([request]) => request.isDryRun)).toEqual([true, true]);
  });

  test('answers with what was refused, and has asked for the others all the same', async () => {
    const parts = asking();
    const refused = fail(appError('access-denied'));
    parts.actions.request.mockResolvedValueOnce(refused);
    expect(await requestAction(parts, 'start', targets, 'window')).toEqual(refused);
    expect(parts.actions.request).toHaveBeenCalledTimes(2);
  });
});

test('no call has more instances than EC2 takes', () => {
  const targets = someIds(2500).map((instanceId) => ({ scopeId: scopeId(work, seoul), instanceId }));
  expect(callsFor(targets).map(({ instanceIds }) => instanceIds.length)).toEqual([1000, 1000, 500]);
  expect(callsFor([]), 'an empty list would mean all').toEqual([]);
});

test('several protected instances are asked for by name, many by their number', async () => {
  const settings = { ...DEFAULT_SETTINGS, protection: { isOn: true, rule: 'prod-*' } };
  const instances = instancesOf(
    ...['prod-1', 'prod-2', 'prod-3', 'prod-4'].map((name) => ({ name, state: 'running' as const })),
  );
  const parts = asking({ settings, scopes: [aScope({ instances })] });
  const all = instances.map(({ instanceId }) => ({ scopeId: scopeId(work, seoul), instanceId }));
  await requestAction(parts, 'stop', all.slice(0, 3), 'window');
  expect(parts.store.get().confirmation?.phrase).toBe('prod-1, prod-2, prod-3');
  await requestAction(parts, 'stop', all, 'window');
  expect(parts.store.get().confirmation?.phrase).toBe('4');
});
