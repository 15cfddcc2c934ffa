import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { app, clipboard, nativeTheme, shell } from 'electron';
import type { CommandFunctions } from '../shared/contract';
import { appError, fail, ok } from '../shared/errors';
import {
  type Action,
  type InstanceId,
  type Notice,
  type ScopeId,
  type Settings,
  type Snapshot,
  toActionId,
} from '../shared/model';
import type { Text } from '../shared/text';
import { translatorFor } from '../shared/translator';
import { startsHidden, userDataDir } from './app-arguments';
import { registerAppScheme, serveApp } from './app-protocol';
import { listCredentialSources } from './aws/credential-sources';
import { systemClock } from './clock';
import { type CommandServer, startCommandServer } from './command-line/command-server';
import { refusalOf, runRequest } from './command-line/run-request';
import { socketPath } from './command-line/socket-path';
import { type CommandParts, createCommands } from './commands';
import { DemoAccount } from './demo-account';
import { InstanceActions } from './instance-actions';
import { serveCommands } from './ipc';
import { languageFor } from './language';
import { log } from './log';
import { startNotifier } from './notifications/notifier';
import { Poller } from './poller';
import { ActiveProfiles } from './profiles/active-profiles';
import { openProfileRepository } from './profiles/profile-repository';
import { ScopeClients } from './scope-clients';
import { denyPermissions, guardWebContents } from './security';
import { openSettingsRepository } from './settings/settings-repository';
import { createStore, type Store } from './store';
import { runMenuCommand } from './tray/run-menu-command';
import { AppTray } from './tray/tray';
import { PopoverWindow } from './windows/popover-window';

/*
 * The boot, as a short list of named steps: first the tray, so that it is ready at once; then the window; then AWS.
 */

setUserDataFolder();
registerAppScheme();
guardWebContents(app);
if (app.requestSingleInstanceLock()) {
  // Never `await app.whenReady()` at the top level of an ES module: Electron would wait for the module, for good.
  app.whenReady().then(boot).catch(reportAndExit);
} else {
  app.quit();
}

/** Everything that the app keeps, its single-instance lock too, is in this folder: it comes before all else. */
function setUserDataFolder(): void {
  const chosen = userDataDir(process.argv);
  if (chosen === null) return;
  const folder = path.resolve(chosen);
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
}

async function boot(): Promise<void> {
  const kept = openKeptFiles();
  const store = createStore(firstSnapshot(kept.settings.read().settings, kept.notices));
  const demo = new DemoAccount();
  const clients = new ScopeClients(demo.access);
  const poller = new Poller({ store, clock: systemClock, random: Math.random, clientFor: clients.clientFor });
  const actions = new InstanceActions({
    store,
    clock: systemClock,
    clientFor: clients.clientFor,
    follow: (id) => poller.follow(id),
    random: Math.random,
    recorder: { begun: async () => {}, answered: async () => {} },
    newActionId: () => toActionId(randomUUID()),
  });
  const profiles = new ActiveProfiles({
    repository: kept.profiles,
    store,
    clients,
    poller,
    actions,
    demoName: () => translatorFor(store.get().language).t('demo.profileName'),
  });
  const window = new PopoverWindow({
    iconFile: path.join(app.getAppPath(), 'assets/icon.png'),
    onVisibilityChange: (isVisible) => poller.setWindowVisible(isVisible),
  });
  const commandParts: CommandParts = {
    store,
    poller,
    actions,
    profiles,
    listCredentialSources: () => listCredentialSources(process.env),
    changeSettings: (settings) => {
      const written = kept.settings.write({ version: 1, settings });
      if (!written.ok) return fail(written.error);
      applySettings(store, settings);
      return ok(settings);
    },
    desktop: {
      // A promise since Electron 44, nothing before.
      copyText: async (text) => await clipboard.writeText(text),
      openExternal: (url) => shell.openExternal(url),
      hideWindow: () => window.hide(),
      quit: () => app.quit(),
    },
  };
  const commands = createCommands(commandParts, 'window');

  applySettings(store, store.get().settings);
  const tray = showTray(store, createCommands(commandParts, 'tray'), window);
  const commandServer = listenForCommands(commandParts, clients);
  endWell({ actions, poller, clients, demo, tray, window, commandServer });
  openWindow(store, commands, window, tray);
  startNotifier({
    store,
    isLookedAt: () => window.isFocused(),
    onClick: () => window.show(null, tray.bounds()),
  });
  log.info('boot: the tray stands', { version: app.getVersion(), electron: process.versions.electron });
  profiles.showSaved();
  await findProfiles(commands);
}

function openKeptFiles() {
  const notices: Notice[] = [];
  const tell = (text: Text): void => {
    notices.push({ id: `kept-file-${notices.length}`, text });
  };
  const directory = app.getPath('userData');
  return {
    settings: openSettingsRepository(directory, tell),
    profiles: openProfileRepository(directory, tell),
    notices,
  };
}

function firstSnapshot(settings: Settings, notices: readonly Notice[]): Snapshot {
  const language = languageFor(settings.language, app.getPreferredSystemLanguages());
  return {
    revision: 0,
    isStarting: true,
    language,
    settings,
    profiles: [],
    scopes: [],
    pins: [],
    groups: [],
    groupRuns: [],
    confirmation: null,
    notices,
  };
}

/** Shows settings at once in everything that depends on them. */
function applySettings(store: Store, settings: Settings): void {
  nativeTheme.themeSource = settings.theme;
  const language = languageFor(settings.language, app.getPreferredSystemLanguages());
  store.update((snapshot) => ({ ...snapshot, settings, language }));
}

function showTray(store: Store, commands: CommandFunctions, window: PopoverWindow): AppTray {
  const tray: AppTray = new AppTray({
    store,
    iconFolder: path.join(app.getAppPath(), 'assets/tray'),
    run: (command) => runMenuCommand(command, commands, (view) => window.show(view, tray.bounds())),
    onClick: (bounds) => window.toggle(bounds),
  });
  return tray;
}

function openWindow(store: Store, commands: CommandFunctions, window: PopoverWindow, tray: AppTray): void {
  denyPermissions();
  serveApp(path.join(import.meta.dirname, '../renderer'));
  serveCommands(commands, (contents) => window.owns(contents));
  store.subscribe((snapshot) => window.sendSnapshot(snapshot));
  app.on('second-instance', (_event, argv) => {
    if (!startsHidden(argv)) window.show(null, tray.bounds());
  });
  app.on('activate', () => window.show(null, tray.bounds()));
  // The app lives in the tray: no window open is its normal state.
  app.on('window-all-closed', () => {});
  if (!startsHidden(process.argv)) window.show(null, tray.bounds());
}

/** Serves the command line, as far as the folder for its socket allows: the app is whole without it. */
async function listenForCommands(parts: CommandParts, clients: ScopeClients): Promise<CommandServer | null> {
  const { uid, username } = os.userInfo();
  const { store } = parts;
  const running = {
    store,
    clock: systemClock,
    commands: createCommands(parts, 'command-line'),
    dryRun: (id: ScopeId, ids: readonly InstanceId[], action: Action) => clients.clientFor(id).dryRun(ids, action),
  };
  try {
    return await startCommandServer({
      socket: socketPath(app.getPath('userData'), { platform: process.platform, uid, userName: username }),
      clock: systemClock,
      run: (request, onProgress, signal) => runRequest(request, running, onProgress, signal),
      refusal: () => refusalOf(store.get(), appError('invalid-request')),
    });
  } catch (error) {
    log.warn('boot: no commands can be taken from the command line', error);
    return null;
  }
}

/** Shows the saved Profiles, or what this computer's AWS configuration suggests. */
async function findProfiles(commands: CommandFunctions): Promise<void> {
  const found = await commands.listCredentialSources(undefined);
  if (!found.ok) log.warn('boot: the AWS configuration could not be read', { code: found.error.code });
}

interface Ending {
  readonly actions: InstanceActions;
  readonly poller: Poller;
  readonly clients: ScopeClients;
  readonly demo: DemoAccount;
  readonly tray: AppTray;
  readonly window: PopoverWindow;
  readonly commandServer: Promise<CommandServer | null>;
}

const LONGEST_FLUSH_MS = 5_000;

/** On quit: what was asked for is sent, what was started is stopped. */
function endWell({ actions, poller, clients, demo, tray, window, commandServer }: Ending): void {
  let phase: 'running' | 'ending' | 'ended' = 'running';

  async function end(): Promise<void> {
    phase = 'ending';
    const sent = actions
      .flush()
      .catch((error: unknown) => log.error('quit: a stop that was counting down could not be sent', error));
    // AWS may be slow to answer; the request itself is out long before.
    await Promise.race([sent, new Promise<void>((resolve) => systemClock.after(LONGEST_FLUSH_MS, resolve))]);
    try {
      poller.stop();
      clients.close();
      tray.destroy();
      await (await commandServer)?.close();
      await demo.close();
    } catch (error) {
      log.error('quit: something could not be closed', error);
    }
    phase = 'ended';
    app.quit();
  }

  app.on('before-quit', (event) => {
    window.prepareToQuit();
    window.hide();
    if (phase === 'ended') return;
    event.preventDefault();
    // Not from within this event: after a signal, Electron would take a quit that comes too early for cancelled.
    if (phase === 'running') setImmediate(() => void end());
  });
}

function reportAndExit(error: unknown): void {
  log.error('boot: failed', error);
  app.exit(1);
}
