import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, globalShortcut, nativeTheme, net, safeStorage, session, shell } from 'electron';
import type { CommandFunctions, ViewName } from '../shared/contract';
import { ok } from '../shared/errors';
import { type ActionId, toActionId } from '../shared/model';
import type { Settings } from '../shared/settings';
import { translatorFor } from '../shared/translator';
import { enterAccessKeys } from './access-keys/enter-access-keys';
import { openAccessKeys } from './access-keys/open-access-keys';
import { profilesWithKeys } from './access-keys/profiles-with-keys';
import { electronSecretStorage } from './access-keys/secret-storage';
import { startsHidden, userDataDir } from './app-arguments';
import { registerAppScheme, serveApp } from './app-protocol';
import { createAccountClient } from './aws/account-client';
import { checkAccessKeys } from './aws/check-access-keys';
import { watchAwsConfig } from './aws/config-watcher';
import { listCredentialSources } from './aws/credential-sources';
import { addToCredentialsFile } from './aws/credentials-file';
import { proxyChooser } from './aws/proxy';
import { systemClock } from './clock';
import { listenForCommands } from './command-line/listen';
import { type CommandParts, createCommands } from './commands';
import { Confirmations } from './confirmations';
import { connectToAws } from './connect-to-aws';
import { followConnection } from './connection';
import { DemoAccount } from './demo-account';
import { desktopOf } from './desktop';
import { Favorites } from './favorites/favorites';
import { GroupRuns } from './group-runs';
import { serveCommands } from './ipc';
import { openJournalFile } from './journal/journal-file';
import { closeKeptFiles, firstSnapshot, openKeptFiles } from './kept-files';
import { languageFor } from './language';
import { wasLaunchedAtLogin } from './launch-at-login';
import { log } from './log';
import { notificationButtons } from './notifications/notification-buttons';
import { Notifier } from './notifications/notifier';
import { desktopNotifications } from './notifications/show-notification';
import { openCrashReports } from './open-crash-reports';
import { followPower } from './power';
import { ActiveProfiles } from './profiles/active-profiles';
import { endWell } from './quit';
import { ReadinessChecks } from './readiness/readiness-checks';
import { answersOnPort } from './readiness/tcp-port';
import { RegionScans } from './regions/region-scans';
import { denyPermissions, guardWebContents } from './security';
import { SessionBus } from './session-bus';
import { ActiveSettings } from './settings/active-settings';
import { Shortcut } from './shortcut';
import { createStore } from './store';
import { thisApp } from './this-app';
import { runMenuCommand } from './tray/run-menu-command';
import { AppTray } from './tray/tray';
import { noteVanished } from './vanished-notes';
import { PopoverWindow } from './windows/popover-window';
import { SnapshotFeed } from './windows/snapshot-feed';

/*
 * The boot, as a short list of named steps: first the tray, so that it is ready at once; then the window; then AWS.
 */

setUserDataFolder();
const crashReports = openCrashReports();
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

const clock = systemClock;
const iconFile = (): string => path.join(app.getAppPath(), 'assets/icon.png');
const newActionId = (): ActionId => toActionId(randomUUID());
const languageOf = (language: Settings['language']) => languageFor(language, app.getPreferredSystemLanguages());

async function boot(): Promise<void> {
  const userData = app.getPath('userData');
  const kept = openKeptFiles(userData, clock);
  const store = createStore(firstSnapshot(kept, languageOf(kept.settings.read().settings.language)));
  kept.notices.showIn(store);
  crashReports.showIn(kept.notices);
  const accessKeys = openAccessKeys(kept, electronSecretStorage(safeStorage, process.platform));
  const demoAccount = new DemoAccount();
  const aws = connectToAws({
    store,
    clock,
    demo: demoAccount.access,
    readAccessKeys: accessKeys.read,
    proxyFor: proxyChooser((url) => session.defaultSession.resolveProxy(url)),
    openBrowser: (url) => shell.openExternal(url),
    journalFile: openJournalFile({ directory: userData, clock, notices: kept.notices }),
    newActionId,
  });
  const { clients, pacer, poller, journal, actions, outsideChanges } = aws;
  const window: PopoverWindow = new PopoverWindow({
    iconFile: iconFile(),
    kept: kept.window,
    beforeShow: () => feed.setVisible(true),
    onVisibilityChange: (isVisible) => {
      feed.setVisible(isVisible);
      poller.setWindowVisible(isVisible);
    },
    onGone: () => feed.end(),
    onCrash: (details) => report('window: the renderer is gone', details),
  });
  const feed = new SnapshotFeed({ store, clock, send: (change) => window.sendChange(change) });
  const showWindow = (view: ViewName | null): void => window.show(view, tray.bounds());
  const shortcut = new Shortcut(globalShortcut, () => window.toggle(tray.bounds()));
  const settings = new ActiveSettings({
    file: kept.settings,
    store,
    shortcut,
    languageOf,
    setTheme: (theme) => {
      nativeTheme.themeSource = theme;
    },
    replan: () => poller.replan(),
  });
  const profiles = new ActiveProfiles({
    repository: profilesWithKeys(kept.profiles, accessKeys),
    store,
    clients,
    poller,
    actions,
    demoName: () => translatorFor(store.get().language).t('demo.profileName'),
  });
  const groupRuns = new GroupRuns({ store, actions, newActionId });
  const regionScans = new RegionScans({
    store,
    clock,
    clientFor: (source, endpointUrl) => createAccountClient(() => aws.credentials.accessFor({ source, endpointUrl })),
  });
  const parts: CommandParts = {
    store,
    poller,
    actions,
    confirmations: new Confirmations({ store, newId: randomUUID, showWindow: () => showWindow(null) }),
    groupRuns,
    permissions: aws.permissions,
    details: aws.details,
    profiles,
    signIns: aws.signIns,
    mfaPrompts: aws.mfaPrompts,
    journal,
    favorites: new Favorites({ repository: kept.favorites, store }),
    regionScans,
    listCredentialSources: () => listCredentialSources(process.env),
    keyStorage: async () => ({ hasKeyring: await accessKeys.hasKeyring(), kept: accessKeys.list() }),
    enterAccessKeys: (entered) =>
      enterAccessKeys(entered, {
        kept: accessKeys,
        check: (keys, region, endpointUrl) => checkAccessKeys(keys, region, endpointUrl, aws.credentials),
        writeToFile: (name, keys) => addToCredentialsFile(name, keys, clock),
      }),
    reportPageError: (message, stack) => report('window: an error of the page', { message, stack }),
    changeSettings: (changed) => settings.change(changed),
    desktop: {
      ...desktopOf(window),
      setDetached: (isDetached) => {
        const kept = window.setDetached(isDetached, tray.bounds());
        if (kept.ok) store.update((snapshot) => ({ ...snapshot, isDetached }));
        return kept;
      },
    },
    ...thisApp(app),
  };

  settings.begin();
  const trayCommands = createCommands(parts, 'tray');
  const tray: AppTray = new AppTray({
    store,
    clock,
    iconFolder: path.join(app.getAppPath(), 'assets/tray'),
    run: (command) => runMenuCommand(command, trayCommands, showWindow),
    onClick: (bounds) => window.toggle(bounds),
  });
  const commands = createCommands(parts, 'window');
  // The window is told what is new since it last asked for the whole: the feed must know of that.
  openWindow({ ...commands, getSnapshot: () => ok(feed.begin()) }, () => feed.tell(), window, showWindow);
  if (!staysHidden(store.get().settings)) showWindow(null);
  const commandServer = listenForCommands({
    store,
    clock,
    commands: createCommands(parts, 'command-line'),
    clients,
    userData,
  });
  const bus = new SessionBus();
  const notifier = new Notifier({
    store,
    clock,
    isLookedAt: () => window.isFocused(),
    show: desktopNotifications(app.isPackaged ? 'ec2-tray' : iconFile(), bus, () => showWindow(null)),
    run: notificationButtons(createCommands(parts, 'notification')),
  });
  const readiness = new ReadinessChecks({
    store,
    clock,
    clientFor: clients.clientFor,
    pacer,
    isPaused: (id) => poller.isPaused(id),
    answersOnPort,
  });
  const stopFollowing = [
    followPower({ poller, bus, pausesWhenLocked: () => store.get().settings.pausesWhenLocked }),
    followConnection({ store, clock, poller, isOnline: () => net.isOnline() }),
    noteVanished(store),
    aws.start(),
    watchAwsConfig(() => {
      void outsideChanges.look();
      void findProfiles(commands);
    }),
  ];
  endWell({
    clock,
    hide: () => {
      window.prepareToQuit();
      window.hide();
    },
    flush: async () => {
      await actions.flush();
      await journal.close();
      closeKeptFiles(kept);
    },
    stops: [
      ...stopFollowing,
      () => groupRuns.stop(),
      () => aws.signIns.stop(),
      () => readiness.stop(),
      () => regionScans.stop(),
      () => notifier.stop(),
      () => bus.close(),
      () => shortcut.release(),
      () => poller.stop(),
      () => clients.close(),
      () => feed.stop(),
      () => tray.destroy(),
      async () => (await commandServer)?.close(),
      () => demoAccount.close(),
    ],
  });
  log.info('boot: the tray stands', { version: app.getVersion(), electron: process.versions.electron });
  profiles.showSaved();
  await findProfiles(commands);
}

function openWindow(
  commands: CommandFunctions,
  tellWindow: () => void,
  window: PopoverWindow,
  show: (view: ViewName | null) => void,
): void {
  denyPermissions();
  serveApp(path.join(import.meta.dirname, '../renderer'));
  serveCommands(commands, (contents) => window.owns(contents), tellWindow);
  app.on('second-instance', (_event, argv) => {
    if (!startsHidden(argv)) show(null);
  });
  app.on('activate', () => show(null));
  // The app lives in the tray: no window open is its normal state.
  app.on('window-all-closed', () => {});
}

/** Whether this start leaves the window away until the icon is clicked. */
const staysHidden = (settings: Settings): boolean =>
  startsHidden(process.argv) || settings.startsHidden || wasLaunchedAtLogin(app, process.platform);

/** Shows the saved Profiles, or what this computer's AWS configuration suggests. */
async function findProfiles(commands: CommandFunctions): Promise<void> {
  const found = await commands.listCredentialSources(undefined);
  if (!found.ok) log.warn('boot: the AWS configuration could not be read', { code: found.error.code });
}

/** What went wrong and was not thought of: in the log, and in a file that a person can send. */
function report(what: string, error: unknown): void {
  log.error(what, error);
  crashReports.write(what, error);
}

function reportAndExit(error: unknown): void {
  report('boot: failed', error);
  app.exit(1);
}
