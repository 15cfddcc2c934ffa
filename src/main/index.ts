import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { app, clipboard, dialog, globalShortcut, nativeTheme, net, shell } from 'electron';
import type { CommandFunctions, ViewName } from '../shared/contract';
import { appError, fail, ok, type Result } from '../shared/errors';
import {
  type Action,
  type ActionId,
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
import { Confirmations } from './confirmations';
import { followConnection } from './connection';
import { DemoAccount } from './demo-account';
import { Favorites } from './favorites/favorites';
import { openFavoritesRepository } from './favorites/favorites-repository';
import { GroupRuns } from './group-runs';
import { InstanceActions } from './instance-actions';
import { serveCommands } from './ipc';
import { ActionJournal } from './journal/action-journal';
import { openJournalFile } from './journal/journal-file';
import { resumeUnresolved } from './journal/resume-unresolved';
import { languageFor } from './language';
import { isLocalScope } from './local-scope';
import { log } from './log';
import { notificationButtons } from './notifications/notification-buttons';
import { Notifier } from './notifications/notifier';
import { desktopNotifications } from './notifications/show-notification';
import { Poller } from './poller';
import { followPower } from './power';
import { ActiveProfiles } from './profiles/active-profiles';
import { openProfileRepository } from './profiles/profile-repository';
import { ReadinessChecks } from './readiness/readiness-checks';
import { answersOnPort } from './readiness/tcp-port';
import { RequestPacer } from './request-pacer';
import { ScopeClients } from './scope-clients';
import { denyPermissions, guardWebContents } from './security';
import { openSettingsRepository, type SettingsFile } from './settings/settings-repository';
import { Shortcut } from './shortcut';
import { createStore, type Store } from './store';
import type { StoredFile } from './stored-file';
import { runMenuCommand } from './tray/run-menu-command';
import { AppTray } from './tray/tray';
import { noteVanished } from './vanished-notes';
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
  const store = createStore(firstSnapshot(kept));
  const demo = new DemoAccount();
  const clients = new ScopeClients(demo.access);
  const pacer = new RequestPacer();
  const poller = new Poller({
    store,
    clock: systemClock,
    random: Math.random,
    clientFor: clients.clientFor,
    pacer,
    isLocal: (id) => isLocalScope(store.get(), id),
  });
  const journal = openJournal(store, clients);
  const newActionId = (): ActionId => toActionId(randomUUID());
  const actions = new InstanceActions({
    store,
    clock: systemClock,
    clientFor: clients.clientFor,
    follow: (id) => poller.follow(id),
    random: Math.random,
    recorder: journal,
    newActionId,
  });
  const profiles = new ActiveProfiles({
    repository: kept.profiles,
    store,
    clients,
    poller,
    actions,
    demoName: () => translatorFor(store.get().language).t('demo.profileName'),
  });
  const iconFile = path.join(app.getAppPath(), 'assets/icon.png');
  const window = new PopoverWindow({
    iconFile,
    onVisibilityChange: (isVisible) => poller.setWindowVisible(isVisible),
  });
  const shortcut = new Shortcut(globalShortcut, () => window.toggle(tray.bounds()));
  const showWindow = (view: ViewName | null): void => window.show(view, tray.bounds());
  const confirmations = new Confirmations({ store, newId: randomUUID, showWindow: () => showWindow('instances') });
  const groupRuns = new GroupRuns({ store, actions, newActionId });
  const commandParts: CommandParts = {
    store,
    poller,
    actions,
    confirmations,
    groupRuns,
    profiles,
    journal,
    favorites: new Favorites({ repository: kept.favorites, store }),
    listCredentialSources: () => listCredentialSources(process.env),
    changeSettings: (settings) => {
      const saved = keepSettings(kept.settings, shortcut, settings);
      if (!saved.ok) return saved;
      applySettings(store, settings);
      poller.replan();
      return saved;
    },
    desktop: {
      // A promise since Electron 44, nothing before.
      copyText: async (text) => await clipboard.writeText(text),
      chooseFile: async (suggestedName) => {
        const defaultPath = path.join(app.getPath('documents'), suggestedName);
        return (await dialog.showSaveDialog({ defaultPath })).filePath || null;
      },
      openExternal: (url) => shell.openExternal(url),
      hideWindow: () => window.hide(),
      quit: () => app.quit(),
    },
  };
  const commands = createCommands(commandParts, 'window');

  applySettings(store, store.get().settings);
  const tray: AppTray = showTray(store, createCommands(commandParts, 'tray'), window);
  const commandServer = listenForCommands(commandParts, clients);
  const readiness = new ReadinessChecks({
    store,
    clock: systemClock,
    clientFor: clients.clientFor,
    pacer,
    answersOnPort,
  });
  const notifications = desktopNotifications(app.isPackaged ? 'ec2-tray' : iconFile, () => showWindow(null));
  const notifier = new Notifier({
    store,
    clock: systemClock,
    isLookedAt: () => window.isFocused(),
    show: notifications.show,
    run: notificationButtons(createCommands(commandParts, 'notification')),
  });
  const stopFollowing = [
    followPower({ poller, pausesWhenLocked: () => store.get().settings.pausesWhenLocked }),
    followConnection({ store, clock: systemClock, poller, isOnline: () => net.isOnline() }),
    () => groupRuns.stop(),
    () => readiness.stop(),
    () => notifier.stop(),
    () => notifications.close(),
    noteVanished(store),
  ];
  registerShortcut(store, shortcut);
  endWell({ actions, journal, poller, clients, demo, tray, window, shortcut, commandServer, stopFollowing });
  openWindow(store, commands, window, tray);
  log.info('boot: the tray stands', { version: app.getVersion(), electron: process.versions.electron });
  void resumeEarlierActions(journal, store, poller);
  profiles.showSaved();
  await findProfiles(commands);
}

function openJournal(store: Store, clients: ScopeClients): ActionJournal {
  const tell = (text: Text): void =>
    store.update((snapshot) => {
      const others = snapshot.notices.filter(({ id }) => id !== 'journal');
      return { ...snapshot, notices: [...others, { id: 'journal', text }] };
    });
  const file = openJournalFile({ directory: app.getPath('userData'), tell });
  return new ActionJournal({ file, store, clock: systemClock, callerArn: clients.callerArn });
}

/** Finds out what became of what the app did not see the end of when it ran last. */
async function resumeEarlierActions(journal: ActionJournal, store: Store, poller: Poller): Promise<void> {
  resumeUnresolved(await journal.unresolved(), {
    store,
    clock: systemClock,
    follow: (id) => poller.follow(id),
    settle: (settled) => journal.settle(settled),
  });
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
    favorites: openFavoritesRepository(directory, tell),
    notices,
  };
}

function firstSnapshot({ notices, ...kept }: ReturnType<typeof openKeptFiles>): Snapshot {
  const { settings } = kept.settings.read();
  const { pins, groups } = kept.favorites.read();
  const language = languageFor(settings.language, app.getPreferredSystemLanguages());
  return {
    revision: 0,
    isStarting: true,
    language,
    settings,
    profiles: [],
    scopes: [],
    pins,
    groups,
    groupRuns: [],
    confirmation: null,
    isOffline: false,
    notices,
  };
}

/** Shows settings at once in everything that depends on them. */
function applySettings(store: Store, settings: Settings): void {
  nativeTheme.themeSource = settings.theme;
  const language = languageFor(settings.language, app.getPreferredSystemLanguages());
  store.update((snapshot) => ({ ...snapshot, settings, language }));
}

/** A combination that cannot be had is not kept; one that cannot be written is given back. */
function keepSettings(file: StoredFile<SettingsFile>, shortcut: Shortcut, settings: Settings): Result<Settings> {
  const registered = shortcut.set(settings.shortcut);
  if (!registered.ok) return registered;
  const written = file.write({ version: 1, settings });
  if (written.ok) return ok(settings);
  shortcut.set(file.read().settings.shortcut);
  return fail(written.error);
}

/** Another program may have taken the combination since it was chosen. */
function registerShortcut(store: Store, shortcut: Shortcut): void {
  const chosen = store.get().settings.shortcut;
  if (shortcut.set(chosen).ok || chosen === null) return;
  const notice = { id: 'shortcut', text: { key: 'notice.shortcut', values: { shortcut: chosen } } } as const;
  store.update((snapshot) => ({ ...snapshot, notices: [...snapshot.notices, notice] }));
}

function showTray(store: Store, commands: CommandFunctions, window: PopoverWindow): AppTray {
  const tray: AppTray = new AppTray({
    store,
    clock: systemClock,
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
  readonly journal: ActionJournal;
  readonly poller: Poller;
  readonly clients: ScopeClients;
  readonly demo: DemoAccount;
  readonly tray: AppTray;
  readonly window: PopoverWindow;
  readonly stopFollowing: readonly (() => void)[];
  readonly shortcut: Shortcut;
  readonly commandServer: Promise<CommandServer | null>;
}

const LONGEST_FLUSH_MS = 5_000;

/** On quit: what was asked for is sent, what was started is stopped. */
function endWell({
  actions,
  journal,
  poller,
  clients,
  demo,
  tray,
  window,
  shortcut,
  commandServer,
  stopFollowing,
}: Ending): void {
  let phase: 'running' | 'ending' | 'ended' = 'running';

  async function end(): Promise<void> {
    phase = 'ending';
    const sent = actions
      .flush()
      .catch((error: unknown) => log.error('quit: a stop that was counting down could not be sent', error))
      .then(() => journal.close());
    // AWS may be slow to answer; the request itself is out long before.
    await Promise.race([sent, new Promise<void>((resolve) => systemClock.after(LONGEST_FLUSH_MS, resolve))]);
    try {
      for (const stop of stopFollowing) stop();
      shortcut.release();
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
