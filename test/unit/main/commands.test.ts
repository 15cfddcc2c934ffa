import { describe, expect, test, vi } from 'vitest';
import { runCommand } from '../../../src/main/ipc';
import { appError, ok } from '../../../src/shared/errors';
import { toGroupId, toProfileId } from '../../../src/shared/model';
import { DEFAULT_SETTINGS } from '../../../src/shared/settings';
import { commanding, one, withInstance } from '../../support/commands-under-test';
import { anEntry } from '../../support/journal-records';
import {
  aProfile,
  aScope,
  aSnapshot,
  instanceIdOf,
  instancesOf,
  noon,
  someAction,
} from '../../support/snapshot-builder';

// ipc.ts takes `ipcMain` from Electron, which cannot be had in plain Node; runCommand does not use it. The log writes to
// Electron's folders.
vi.mock('electron', () => ({ ipcMain: {}, session: {}, protocol: {} }));
vi.mock('../../../src/main/log', () => ({ log: { warn: () => undefined, error: () => undefined } }));

test('Profiles are written or read nowhere where the person thinks better of it', async () => {
  const { commands, desktop } = commanding();
  expect(await commands.exportProfiles(undefined)).toEqual(ok(null));
  expect(desktop.chooseFile).toHaveBeenCalledExactlyOnceWith('ec2-tray-profiles.json');
  expect(await commands.readProfilesFile(undefined)).toEqual(ok(null));
  expect(desktop.openFile).toHaveBeenCalledOnce();
});

describe('the journal', () => {
  const filter = { text: '', action: 'start' as const, result: null, since: null, instanceId: null };

  test('shows the newest entries that match, and tells how many there are', async () => {
    const starts = Array.from({ length: 400 }, () => anEntry());
    const { commands } = commanding(aSnapshot(), [...starts, anEntry({ action: 'stop' })]);
    expect(await commands.readJournal(filter)).toEqual(
      ok({ entries: starts.slice(0, 300), matchCount: 400, totalCount: 401, unreadableLines: 2 }),
    );
  });

  test('is written nowhere where the person thinks better of it', async () => {
    const { commands, desktop } = commanding(aSnapshot(), [anEntry()]);
    expect(await commands.exportJournal({ format: 'csv', filter })).toEqual(ok(null));
    expect(desktop.chooseFile).toHaveBeenCalledExactlyOnceWith('ec2-tray-journal.csv');
  });
});

describe('a group', () => {
  const stack = { id: toGroupId('stack'), name: 'Stack', steps: [{ kind: 'rule', rule: 'web-*' }] } as const;

  test('is started with one call for all of its instances', async () => {
    const instances = instancesOf({ name: 'web-1' }, { name: 'db' }, { name: 'web-2' });
    const { commands, client } = commanding(aSnapshot({ scopes: [aScope({ instances })], groups: [stack] }));
    expect(await commands.startGroup({ id: stack.id })).toEqual(ok(null));
    expect(client.calls).toEqual([{ method: 'start', ids: [instanceIdOf(1), instanceIdOf(3)] }]);
  });

  test('that is gone is told as such', async () => {
    const { commands } = commanding();
    expect(await commands.startGroup({ id: stack.id })).toMatchObject({ error: { code: 'group-not-found' } });
  });
});

describe('stopping', () => {
  test.each([
    ['window', 'countdown', []],
    ['command-line', 'accepted', [[instanceIdOf(1)]]],
  ] as const)(
    'by the %s, with the setting “undo”, leaves the instance in the phase %s',
    async (source, phase, sent) => {
      const { commands, store, client } = commanding(withInstance({ state: 'running' }), [], source);
      expect(store.get().settings.stopBehavior).toBe('undo');
      await commands.stopInstances({ scopeId: one.scopeId, instanceIds: [one.instanceId] });
      expect(store.get().scopes[0]?.activities[one.instanceId]).toMatchObject({ phase });
      expect(client.callsOf('stop').map(({ ids }) => ids)).toEqual(sent);
    },
  );
});

describe('opening the console', () => {
  test('opens the instance’s own page', async () => {
    const { commands, desktop } = commanding(withInstance({}));
    expect(await commands.openInConsole(one)).toEqual(ok(null));
    expect(desktop.openExternal).toHaveBeenCalledExactlyOnceWith(
      expect.stringMatching(/^https:\/\/ap-northeast-2\.console\.aws\.amazon\.com\/.*i-00000001$/),
    );
  });

  test.each([
    ['the demo account', aProfile({ source: { kind: 'demo' } })],
    ['another endpoint', aProfile({ endpointUrl: 'http://127.0.0.1:4566' })],
  ])('opens nothing for %s', async (_what, profile) => {
    const { commands, desktop } = commanding({ ...withInstance({}), profiles: [profile] });
    expect(await commands.openInConsole(one)).toMatchObject({ error: { code: 'no-console' } });
    expect(desktop.openExternal).not.toHaveBeenCalled();
  });
});

describe('dismissing', () => {
  test('takes a failure away, and nothing that is under way', () => {
    const scope = aScope({
      instances: instancesOf({}, {}),
      activities: {
        [instanceIdOf(1)]: {
          phase: 'failed',
          actionId: someAction,
          action: 'start',
          at: noon,
          error: appError('throttled'),
        },
        [instanceIdOf(2)]: { phase: 'sending', actionId: someAction, action: 'start', since: noon },
      },
    });
    const { commands, store } = commanding(aSnapshot({ scopes: [scope] }));
    commands.dismissFailure(one);
    commands.dismissFailure({ ...one, instanceId: instanceIdOf(2) });
    expect(Object.keys(store.get().scopes[0]?.activities ?? {})).toEqual([instanceIdOf(2)]);
  });

  test('takes one notice away and leaves the others', () => {
    const text = { key: 'menu.open', values: {} } as const;
    const { commands, store } = commanding(
      aSnapshot({
        notices: [
          { id: 'a', text },
          { id: 'b', text },
        ],
      }),
    );
    commands.dismissNotice({ id: 'a' });
    expect(store.get().notices.map(({ id }) => id)).toEqual(['b']);
  });
});

describe('looking for credentials', () => {
  test('that fails tells why, and ends the starting all the same', async () => {
    const { commands, store } = commanding(aSnapshot({ isStarting: true, profiles: [], scopes: [] }));
    expect(await commands.listCredentialSources(undefined)).toMatchObject({ error: { code: 'config-unreadable' } });
    expect(store.get().isStarting).toBe(false);
  });
});

describe('what comes from a window', () => {
  test('is parsed and carried out', async () => {
    const { commands, client } = commanding(withInstance({}));
    const input = { scopeId: one.scopeId, instanceIds: [one.instanceId] };
    expect(await runCommand(commands, 'startInstances', input)).toEqual(ok(null));
    expect(client.calls).toEqual([{ method: 'start', ids: [one.instanceId] }]);
  });

  test.each([
    ['no ID', { scopeId: one.scopeId, instanceIds: [] }],
    ['more than it should', { scopeId: one.scopeId, instanceIds: [one.instanceId], force: true }],
    ['nothing', undefined],
  ])('with %s is refused before anything is done', async (_what, input) => {
    const { commands, client } = commanding(withInstance({}));
    expect(await runCommand(commands, 'startInstances', input)).toMatchObject({ error: { code: 'invalid-request' } });
    expect(client.calls).toEqual([]);
  });

  test('gets no stack and no inner sentence where a command throws', async () => {
    const { commands } = commanding();
    const broken = {
      ...commands,
      updateSettings: () => {
        throw new Error('at /home/anna/secret/path');
      },
    };
    const answer = await runCommand(broken, 'updateSettings', DEFAULT_SETTINGS);
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('anna');
  });

  test('about a Profile that is gone is told as such', async () => {
    const { commands } = commanding();
    expect(await runCommand(commands, 'removeProfile', { id: toProfileId('gone') })).toMatchObject({
      error: { code: 'profile-not-found' },
    });
  });
});
