import { describe, expect, test, vi } from 'vitest';
import { InstanceActions } from '../../../../src/main/instance-actions';
import { ActionJournal } from '../../../../src/main/journal/action-journal';
import type { JournalFile } from '../../../../src/main/journal/journal-file';
import { createStore } from '../../../../src/main/store';
import { appError, fail } from '../../../../src/shared/errors';
import type { JournalRecord } from '../../../../src/shared/journal';
import type { InstanceState } from '../../../../src/shared/model';
import { DEFAULT_SETTINGS } from '../../../../src/shared/settings';
import { actionDefaults, asking } from '../../../support/asking';
import { ManualClock, settled } from '../../../support/manual-clock';
import { ScriptedScopeClient } from '../../../support/scripted-scope-client';
import {
  aProfile,
  aScope,
  aSnapshot,
  instanceIdOf,
  instancesOf,
  noon,
  someAction,
} from '../../../support/snapshot-builder';

const scopeId = aScope().id;
const me = 'arn:aws:iam::123456789012:user/me';

/** A journal on no disk. */
function fileInMemory() {
  const records: JournalRecord[] = [];
  const file: JournalFile = {
    append: async (record) => void records.push(record),
    read: async () => ({ records, unreadableLines: 0 }),
    hasBegun: (id) => records.some((record) => record.type === 'begun' && record.actionId === id),
    close: async () => undefined,
  };
  return { file, records };
}

function journaling(state: InstanceState = 'stopped', askCaller: () => Promise<string | null> = async () => me) {
  const clock = new ManualClock();
  const instances = instancesOf({ name: 'web-1', state });
  const store = createStore(
    aSnapshot({ settings: { ...DEFAULT_SETTINGS, stopBehavior: 'at-once' }, scopes: [aScope({ instances })] }),
  );
  const { file, records } = fileInMemory();
  const callerArn = vi.fn(askCaller);
  const journal = new ActionJournal({ file, store, clock, callerArn });
  const client = new ScriptedScopeClient(instances);
  const actions = new InstanceActions({
    ...actionDefaults(),
    store,
    clock,
    clientFor: () => client,
    follow: () => undefined,
    recorder: journal,
  });
  const types = () => records.map(({ type }) => type);
  return { clock, store, journal, client, actions, records, types, callerArn };
}

test('an action is written down before it is sent, with its place, its names and where it was asked for', async () => {
  const { actions, client, records } = journaling();
  let whenSent: readonly JournalRecord[] = [];
  vi.spyOn(client, 'startInstances').mockImplementation(async () => {
    whenSent = [...records];
    return fail(appError('access-denied', { awsCode: 'UnauthorizedOperation', requestId: 'r' }));
  });
  await actions.request(asking('start', scopeId, [instanceIdOf(1)]));
  expect(whenSent[0]).toEqual({
    type: 'begun',
    actionId: someAction,
    at: noon,
    action: 'start',
    source: 'window',
    scopeId,
    profileId: aProfile().id,
    profileName: 'work',
    region: aScope().region,
    instances: [{ instanceId: instanceIdOf(1), name: 'web-1' }],
    callerArn: null,
    isDryRun: false,
  });
  expect(records.slice(-2)).toMatchObject([
    { type: 'answered', answer: 'refused', requestId: 'r', error: { awsCode: 'UnauthorizedOperation' } },
    { type: 'settled', outcome: 'failed', wasFollowed: true },
  ]);
});

describe('who asks', () => {
  test('is asked and added where it is not known yet', async () => {
    const { actions, records, callerArn } = journaling('running');
    await actions.request(asking('reboot', scopeId, [instanceIdOf(1)]));
    await settled();
    expect(callerArn.mock.calls).toEqual([[aProfile().id]]);
    expect(records.filter(({ type }) => type === 'caller')).toMatchObject([{ actionId: someAction, callerArn: me }]);
    expect(records.filter(({ type }) => type === 'begun')).toMatchObject([{ callerArn: null }]);
  });

  test('is written down at once where the picture has it', async () => {
    const { actions, records, store, callerArn } = journaling('running');
    const identity = { accountId: '123456789012', accountAlias: null, arn: me };
    store.update((snapshot) => ({
      ...snapshot,
      access: { [aProfile().id]: { identity, expiresAt: null, signInEndsAt: null } },
    }));
    await actions.request(asking('reboot', scopeId, [instanceIdOf(1)]));
    await settled();
    expect(callerArn).not.toHaveBeenCalled();
    expect(records.filter(({ type }) => type === 'begun')).toMatchObject([{ callerArn: me }]);
  });

  test('holds up no action, and stays unknown where AWS does not tell', async () => {
    const never = journaling('running', () => new Promise(() => undefined));
    await never.actions.request(asking('reboot', scopeId, [instanceIdOf(1)]));
    expect(never.types()).toEqual(['begun', 'answered', 'settled']);
    const nobody = journaling('running', async () => null);
    await nobody.actions.request(asking('reboot', scopeId, [instanceIdOf(1)]));
    await settled();
    expect(nobody.types()).toEqual(['begun', 'answered', 'settled']);
  });
});

describe('a start that is tried until AWS has capacity', () => {
  const full = async () => fail(appError('insufficient-capacity'));

  async function trying() {
    const all = journaling();
    vi.spyOn(all.client, 'startInstances').mockImplementation(full);
    await all.actions.request(asking('start', scopeId, [instanceIdOf(1)]));
    all.records.length = 0;
    all.actions.keepTrying(scopeId, [instanceIdOf(1)], 'window');
    await all.clock.advance(60 * 60_000);
    return all;
  }

  test('has not failed while it is tried, and is given up when the person says so', async () => {
    const { actions, records, types } = await trying();
    expect(types().filter((type) => type === 'answered').length, 'refusals').toBeGreaterThan(2);
    expect(types()).not.toContain('settled');
    actions.stopTrying(scopeId, [instanceIdOf(1)]);
    expect(records.at(-1)).toMatchObject({ type: 'settled', outcome: 'cancelled' });
  });
});

test('nothing is written down after its end', async () => {
  const { actions, journal, store, types } = journaling('running');
  await actions.request(asking('stop', scopeId, [instanceIdOf(1)]));
  await journal.close();
  store.update((snapshot) => ({ ...snapshot, scopes: [] }));
  expect(types()).not.toContain('settled');
});
