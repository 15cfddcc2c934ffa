import { describe, expect, test } from 'vitest';
import { BATCH_ACTIONS, batchProgress, canTake } from '../../../../src/renderer/instance-list/batch';
import { type Listed, listedInstances } from '../../../../src/renderer/instance-list/listed';
import { appError } from '../../../../src/shared/errors';
import type { Activity, Instance } from '../../../../src/shared/model';
import { aProfile, aScope, aSnapshot, instancesOf, noon, someAction } from '../../../support/snapshot-builder';

const stop = { actionId: someAction, action: 'stop' } as const;
const start = { actionId: someAction, action: 'start' } as const;
const failed: Activity = { ...start, phase: 'failed', at: noon, error: appError('insufficient-capacity') };

function listed(given: readonly (readonly [Partial<Instance>, Activity?])[]): readonly Listed[] {
  const instances = instancesOf(...given.map(([instance]) => instance));
  const activities = Object.fromEntries(
    given.flatMap(([, activity], index) => {
      const id = instances[index]?.instanceId;
      return activity === undefined || id === undefined ? [] : [[id, activity] as const];
    }),
  );
  return listedInstances(aSnapshot({ profiles: [aProfile()], scopes: [aScope({ instances, activities })] }));
}

function progressOf(action: 'start' | 'stop', given: Parameters<typeof listed>[0]) {
  const all = listed(given);
  return batchProgress({ action, keys: all.map(({ key }) => key) }, (key) => all.find((one) => one.key === key));
}

describe('how far several have come', () => {
  test('counts what runs, what is on its way and what AWS refused', () => {
    const progress = progressOf('start', [
      [{ state: 'running' }],
      [{ state: 'running' }, { ...start, phase: 'checking', since: noon, readyWhen: 'status-checks' }],
      [{ state: 'pending' }, { ...start, phase: 'accepted', since: noon, hasProgressed: true }],
      [{ state: 'stopped' }, failed],
    ]);
    expect(progress).toMatchObject({ total: 4, done: 2, pending: 1, sendsAt: null });
    expect(progress.failed.map(({ instanceId }) => instanceId)).toEqual(['i-00000004']);
  });

  test('knows what can still be taken back, and until when', () => {
    const progress = progressOf('stop', [
      [{ state: 'running' }, { ...stop, phase: 'countdown', sendsAt: noon + 4000 }],
      [{ state: 'running' }, { ...stop, phase: 'countdown', sendsAt: noon + 5000 }],
      [{ state: 'stopped' }],
    ]);
    expect(progress).toMatchObject({ done: 1, pending: 2, sendsAt: noon + 5000 });
    expect(progress.undoable).toHaveLength(2);
  });

  test('counts what was taken back, or is gone, as neither done nor on its way', () => {
    expect(progressOf('stop', [[{ state: 'running' }]])).toMatchObject({ total: 1, done: 0, pending: 0 });
    const gone = batchProgress({ action: 'stop', keys: ['somewhere/i-1'] }, () => undefined);
    expect(gone).toMatchObject({ total: 1, done: 0, pending: 0, failed: [] });
  });

  test('leaves alone what else happens to its instances', () => {
    const progress = progressOf('start', [
      [{ state: 'running' }, { ...stop, phase: 'countdown', sendsAt: noon + 4000 }],
      [{ state: 'running' }, { ...stop, phase: 'failed', at: noon, error: appError('access-denied') }],
    ]);
    expect(progress).toMatchObject({ pending: 0, failed: [], undoable: [], sendsAt: null });
  });

  test('takes the verdict of a dry run for the end', () => {
    const progress = progressOf('start', [
      [{}, { ...start, phase: 'tried', at: noon, error: null }],
      [{}, { ...start, phase: 'tried', at: noon, error: appError('access-denied') }],
    ]);
    expect(progress).toMatchObject({ done: 1, isDryRun: true });
    expect(progress.failed).toHaveLength(1);
  });
});

test('each action is offered to those only that it would change', () => {
  const [running, stopped, hibernating, busy] = listed([
    [{ state: 'running' }],
    [{ state: 'stopped' }],
    [{ state: 'running', isHibernationConfigured: true }],
    [{ state: 'running' }, { ...stop, phase: 'sending', since: noon }],
  ]);
  const taken = [running, stopped, hibernating, busy].map((one) =>
    BATCH_ACTIONS.filter((action) => one !== undefined && canTake(action, one)).join(' '),
  );
  expect(taken).toEqual(['stop reboot', 'start', 'stop reboot hibernate', '']);
});
