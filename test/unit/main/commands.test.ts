import { describe, expect, test, vi } from 'vitest';
import { createCommands } from '../../../src/main/commands';
import { Confirmations } from '../../../src/main/confirmations';
import { Favorites } from '../../../src/main/favorites/favorites';
import { GroupRuns } from '../../../src/main/group-runs';
import { InstanceActions } from '../../../src/main/instance-actions';
import { InstanceDetailsOnDemand } from '../../../src/main/instance-details';
import { runCommand } from '../../../src/main/ipc';
import { RequestPacer } from '../../../src/main/request-pacer';
import { appError, fail, ok } from '../../../src/shared/errors';
import type { JournalEntry } from '../../../src/shared/journal';
import { type ActionSource, type Instance, toGroupId, toProfileId } from '../../../src/shared/model';
import { DEFAULT_SETTINGS } from '../../../src/shared/settings';
import { actionDefaults } from '../../support/asking';
import { anEntry } from '../../support/journal-records';
import { ManualClock } from '../../support/manual-clock';
import { MemoryFile } from '../../support/memory-file';
import { ownParts } from '../../support/own-parts';
import { profileParts } from '../../support/profile-parts';
import { regionScansOf } from '../../support/scripted-account-client';
import { ScriptedScopeClient } from '../../support/scripted-scope-client';
import { noSignIns } from '../../support/sign-in-parts';
import {
  aProfile,
  aScope,
  aSnapshot,
  instanceIdOf,
  instancesOf,
  noon,
  someAction,
} from '../../support/snapshot-builder';
import { someDetails } from '../../support/some-details';

// ipc.ts takes `ipcMain` from Electron, which cannot be had in plain Node; runCommand does not use it. The log writes to
// Electron's folders.
vi.mock('electron', () => ({ ipcMain: {}, session: {}, protocol: {} }));
vi.mock('../../../src/main/log', () => ({ log: { warn: () => undefined, error: () => undefined } }));

const one = { scopeId: aScope().id, instanceId: instanceIdOf(1) };

function commanding(snapshot = aSnapshot(), entries: readonly JournalEntry[] = [], source: ActionSource = 'window') {
  const { store, poller, profiles } = profileParts();
  store.update(() => snapshot);
  const client = new ScriptedScopeClient();
  const actions = new InstanceActions({
    ...actionDefaults(),
    store,
    clock: new ManualClock(),
    clientFor: () => client,
    follow: () => undefined,
  });
  const desktop = {
    copyText: vi.fn(async () => undefined),
    chooseFile: vi.fn(async () => null),
    openFile: vi.fn(async () => null),
    openExternal: vi.fn(async () => undefined),
    setDetached: vi.fn(() => ok(null)),
    openLogsFolder: vi.fn(async (): Promise<string | null> => null),
    hideWindow: vi.fn(),
    quit: vi.fn(),
  };
  const parts = {
    store,
    poller,
    actions,
    confirmations: new Confirmations({ store, newId: () => 'question', showWindow: () => undefined }),
    permissions: { check: async () => ok(null) },
    details: new InstanceDetailsOnDemand({
      store,
      clock: new ManualClock(),
      clientFor: () => client,
      pacer: new RequestPacer(),
    }),
    groupRuns: new GroupRuns({ store, actions, newActionId: () => someAction }),
    profiles,
    journal: { read: async () => ({ entries, unreadableLines: 2 }) },
    favorites: new Favorites({
      repository: new MemoryFile({ version: 1, pins: [], groups: [], savedViews: [] }),
      store,
    }),
    ...noSignIns(store),
    regionScans: regionScansOf(store, new ManualClock()),
    listCredentialSources: async () => fail(appError('config-unreadable')),
    keyStorage: async () => ({ hasKeyring: false, kept: [] }),
    enterAccessKeys: async () => fail(appError('keyring-missing')),
    ...ownParts(),
    changeSettings: ok,
    desktop,
  };
  const commands = createCommands(parts, source);
  return { store, client, desktop, commands };
}

const withInstance = (given: Partial<Instance>) => aSnapshot({ scopes: [aScope({ instances: instancesOf(given) })] });

describe('copying', () => {
  test('puts a fact of an instance on the clipboard and tells what that was', async () => {
    const { commands, desktop } = commanding(withInstance({ publicDnsName: 'ec2-1.example.com' }));
    expect(await commands.copyInstanceField({ ...one, field: 'publicDnsName' })).toEqual(ok('ec2-1.example.com'));
    expect(desktop.copyText.mock.calls).toEqual([['ec2-1.example.com']]);
  });

  test('leaves the clipboard alone where there is no such fact', async () => {
    const { commands, desktop } = commanding(withInstance({ publicDnsName: null }));
    expect(await commands.copyInstanceField({ ...one, field: 'publicDnsName' })).toMatchObject({
      error: { code: 'nothing-to-copy' },
    });
    expect(desktop.copyText).not.toHaveBeenCalled();
  });

  test.each([
    ['a scope', aSnapshot({ scopes: [] }), 'scope-not-found'],
    ['an instance', aSnapshot(), 'instance-not-found'],
  ])('says so where %s is gone', async (_what, snapshot, code) => {
    const { commands } = commanding(snapshot);
    expect(await commands.copyInstanceField({ ...one, field: 'instanceId' })).toMatchObject({ error: { code } });
  });
});

describe('copying tags', () => {
  const tags = [
    { key: 'Env', value: 'dev' },
    { key: 'Note', value: '' },
  ];
  const copyOf = async (copied: Parameters<typeof commandsOf.copyTags>[0]['tags'], given: Partial<Instance> = {}) => {
    const { commands, desktop } = commanding(withInstance({ name: 'web-1', tags, ...given }));
    const answer = await commands.copyTags({ ...one, tags: copied });
    return { answer, clipboard: desktop.copyText.mock.calls.flat() };
  };
  const { commands: commandsOf } = commanding();

  test('puts all of them on the clipboard, the Name among them, each on a line', async () => {
    const text = 'Name=web-1\nEnv=dev\nNote=';
    expect(await copyOf({ kind: 'all' })).toEqual({ answer: ok(text), clipboard: [text] });
  });

  test('puts the value of one there, or the whole of it', async () => {
    expect(await copyOf({ kind: 'value', key: 'Env' })).toMatchObject({ clipboard: ['dev'] });
    expect(await copyOf({ kind: 'value', key: 'Note' }), 'an empty one too').toMatchObject({ clipboard: [''] });
    expect(await copyOf({ kind: 'pair', key: 'Name' })).toMatchObject({ clipboard: ['Name=web-1'] });
  });

  test('leaves the clipboard alone where there is no such tag', async () => {
    const nothing = { answer: { error: { code: 'nothing-to-copy' } }, clipboard: [] };
    expect(await copyOf({ kind: 'value', key: 'Owner' })).toMatchObject(nothing);
    expect(await copyOf({ kind: 'pair', key: '__proto__' })).toMatchObject(nothing);
    expect(await copyOf({ kind: 'all' }, { name: null, tags: [] })).toMatchObject(nothing);
  });
});

describe('the details of an instance', () => {
  const groups = [
    { groupId: 'sg-1', groupName: 'web' },
    { groupId: 'sg-2', groupName: null },
  ];

  test('are told, and can then be copied by the name of a field and the place of a value', async () => {
    const { commands, client, desktop } = commanding(withInstance({}));
    const second = { ...one, field: 'securityGroups', index: 1 } as const;
    const nothing = { error: { code: 'nothing-to-copy' } };
    expect(await commands.copyInstanceDetail(second), 'before they are told').toMatchObject(nothing);
    client.details = someDetails({ securityGroups: groups });
    expect(await commands.describeInstance(one)).toEqual(ok({ ...client.details, asOf: noon }));
    expect(await commands.copyInstanceDetail(second)).toEqual(ok('sg-2'));
    expect(desktop.copyText.mock.calls).toEqual([['sg-2']]);
    expect(await commands.copyInstanceDetail({ ...second, index: 2 })).toMatchObject(nothing);
    expect(await commands.copyInstanceDetail({ ...one, field: 'imageId', index: 0 })).toMatchObject(nothing);
  });

  test('are not asked for where the scope is gone', async () => {
    const { commands, client } = commanding(aSnapshot({ scopes: [] }));
    expect(await commands.describeInstance(one)).toMatchObject({ error: { code: 'scope-not-found' } });
    expect(client.calls).toEqual([]);
  });
});

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

describe('copying the ssh command', () => {
  test('writes it as the Profile of the instance has it', async () => {
    const profiles = [aProfile({ ssh: { user: 'ubuntu', keyFile: null, template: 'ssh {user}@{host} -p 2222' } })];
    const { commands, desktop } = commanding({ ...withInstance({ publicDnsName: 'ec2-1.example.com' }), profiles });
    expect(await commands.copySshCommand(one)).toEqual(ok('ssh ubuntu@ec2-1.example.com -p 2222'));
    expect(desktop.copyText.mock.calls).toEqual([['ssh ubuntu@ec2-1.example.com -p 2222']]);
  });

  test('leaves the clipboard alone where the instance has no address', async () => {
    const { commands, desktop } = commanding(withInstance({ privateIpAddress: null }));
    expect(await commands.copySshCommand(one)).toMatchObject({ error: { code: 'nothing-to-copy' } });
    expect(desktop.copyText).not.toHaveBeenCalled();
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
