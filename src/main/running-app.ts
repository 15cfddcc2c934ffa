import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { app, globalShortcut, nativeTheme, net, safeStorage, session, shell, type Tray } from 'electron';
import type { CommandFunctions, ViewName } from '../shared/contract';
import { ok } from '../shared/errors';
import { type ActionId, toActionId } from '../shared/model';
import type { Settings } from '../shared/settings';
import { translatorFor } from '../shared/translator';
import { enterAccessKeys } from './access-keys/enter-access-keys';
import { openAccessKeys } from './access-keys/open-access-keys';
import { profilesWithKeys } from './access-keys/profiles-with-keys';
import { electronSecretStorage } from './access-keys/secret-storage';
import { startsHidden } from './app-arguments';
import { serveApp } from './app-protocol';
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
import { closeKeptFiles, type KeptFiles } from './kept-files';
import { languageOf } from './language';
import { wasLaunchedAtLogin } from './launch-at-login';
import { log } from './log';
import { notificationButtons } from './notifications/notification-buttons';
import { Notifier } from './notifications/notifier';
import { desktopNotifications } from './notifications/show-notification';
import { followPower } from './power';
import { ActiveProfiles } from './profiles/active-profiles';
import { endWell } from './quit';
import { ReadinessChecks } from './readiness/readiness-checks';
import { answersOnPort } from './readiness/tcp-port';
import { RegionScans } from './regions/region-scans';
import { denyPermissions } from './security';
import { SessionBus } from './session-bus';
import { ActiveSettings } from './settings/active-settings';
import { Shortcut } from './shortcut';
import type { Store } from './store';
import { thisApp } from './this-app';
import { runMenuCommand } from './tray/run-menu-command';
import { AppTray } from './tray/tray';
import { noteVanished } from './vanished-notes';
import { PopoverWindow } from './windows/popover-window';
import { SnapshotFeed } from './windows/snapshot-feed';

/** What is there before. */
interface Beginning {
  readonly kept: KeptFiles;
  readonly store: Store;
  /** In the tray. */
  readonly icon: Tray;
  /** Of the windows. */
  readonly iconFile: string;
  readonly report: (what: string, error: unknown) => void;
}

/** What is asked of the app from outside. */
export interface RunningApp {
  showWindow(view: ViewName | null): void;
}

const clock = systemClock;
const newActionId = (): ActionId => toActionId(randomUUID());

/** Everything, as a short list of named steps: first what the tray shows, then the window, then AWS. */
export function startApp({ kept, store, icon, iconFile, report }: Beginning): RunningApp {
  const userData = app.getPath('userData');
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
    iconFile,
    kept: kept.window,
    // The first use of a session takes memory, and not every start shows a window.
    beforeFirst: () => {
      denyPermissions();
      serveApp(path.join(import.meta.dirname, '../renderer'));
    },
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
    languageOf: (setting) => languageOf(app, setting),
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
    icon,
    run: (command) => runMenuCommand(command, trayCommands, showWindow),
    onClick: (bounds) => window.toggle(bounds),
  });
  const commands = createCommands(parts, 'window');
  // The window is told what is new since it last asked for the whole: the feed must know of that.
  openWindow({ ...commands, getSnapshot: () => ok(feed.begin()) }, () => feed.tell(), window);
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
    show: desktopNotifications(app.isPackaged ? 'ec2-tray' : iconFile, bus, () => showWindow(null)),
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
  void findProfiles(commands);
  return { showWindow };
}

function openWindow(commands: CommandFunctions, tellWindow: () => void, window: PopoverWindow): void {
  serveCommands(commands, (contents) => window.owns(contents), tellWindow);
}

/** Whether this start leaves the window away until the icon is clicked. */
const staysHidden = (settings: Settings): boolean =>
  startsHidden(process.argv) || settings.startsHidden || wasLaunchedAtLogin(app, process.platform);

/** Shows the saved Profiles, or what this computer's AWS configuration suggests. */
async function findProfiles(commands: CommandFunctions): Promise<void> {
  const found = await commands.listCredentialSources(undefined);
  if (!found.ok) log.warn('boot: the AWS configuration could not be read', { code: found.error.code });
}
