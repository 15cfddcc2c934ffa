import type { AppVersions, PackageLicense } from '../shared/about';
import type { CommandFunctions, ParsedCommandInput } from '../shared/contract';
import type { CredentialSources, EnteredAccessKeys, KeyStorage } from '../shared/credential-facts';
import { appError, fail, ok, type Result } from '../shared/errors';
import { allTags, tagPair } from '../shared/instance-tags';
import {
  type Action,
  type ActionSource,
  type Activity,
  findInstance,
  findScope,
  type GroupId,
  type Instance,
  type InstanceId,
  type InstanceTarget,
  type Profile,
  type Scope,
  type ScopeId,
} from '../shared/model';
import type { Settings } from '../shared/settings';
import { sshCommand } from '../shared/ssh-command';
import type { Confirmations } from './confirmations';
import { instanceConsoleUrl } from './console-url';
import type { Favorites } from './favorites/favorites';
import { type GroupRuns, groupTargets } from './group-runs';
import type { InstanceActions } from './instance-actions';
import type { InstanceDetailsOnDemand } from './instance-details';
import type { ActionJournal } from './journal/action-journal';
import { matchingEntries } from './journal/journal-filter';
import { journalText } from './journal/journal-text';
import type { LaunchAtLogin } from './launch-at-login';
import { withoutNotice } from './notices';
import type { PermissionChecks } from './permission-checks';
import type { Poller } from './poller';
import type { ActiveProfiles } from './profiles/active-profiles';
import { importCandidates, profilesFileText, readProfilesFile } from './profiles/profiles-file';
import type { RegionScans } from './regions/region-scans';
import { requestAction } from './request-action';
import { withActivity } from './scope-changes';
import type { MfaPrompts } from './sign-in/mfa-prompts';
import type { SsoSignIns } from './sign-in/sso-sign-ins';
import type { Store } from './store';
import { writeWholeFile } from './whole-file';

/** What commands do to the desktop, so that they can be tested without one. */
interface Desktop {
  copyText(text: string): Promise<void>;
  /** Only URLs that main built itself ever get here. */
  openExternal(url: string): Promise<void>;
  /** Asks where to save a file; null where the person thought better of it. */
  chooseFile(suggestedName: string): Promise<string | null>;
  /** Asks for a JSON file to read; null where the person thought better of it. */
  openFile(): Promise<string | null>;
  /** The window of its own, or the one beside the tray. */
  setDetached(isDetached: boolean): Result<null>;
  /** The system's own reason where it does not; null where it did. */
  openLogsFolder(): Promise<string | null>;
  /** What the window's page keeps, in case it has to be loaded again. */
  pageState(): string | null;
  keepPageState(state: string): void;
  releaseWindow(): void;
  hideWindow(): void;
  quit(): void;
}

export interface CommandParts {
  readonly store: Store;
  readonly poller: Poller;
  readonly actions: InstanceActions;
  readonly confirmations: Confirmations;
  readonly groupRuns: GroupRuns;
  readonly permissions: Pick<PermissionChecks, 'check'>;
  readonly details: Pick<InstanceDetailsOnDemand, 'describe' | 'told'>;
  readonly profiles: ActiveProfiles;
  readonly journal: Pick<ActionJournal, 'read'>;
  readonly favorites: Favorites;
  readonly signIns: Pick<SsoSignIns, 'begin' | 'openPage' | 'cancel'>;
  readonly mfaPrompts: Pick<MfaPrompts, 'answer' | 'setDismissed'>;
  readonly regionScans: RegionScans;
  readonly listCredentialSources: () => Promise<Result<CredentialSources>>;
  readonly keyStorage: () => Promise<KeyStorage>;
  readonly enterAccessKeys: (entered: ParsedCommandInput<'enterAccessKeys'>) => Promise<Result<EnteredAccessKeys>>;
  /** Keeps changed settings and lets them take effect. */
  readonly changeSettings: (settings: Settings) => Result<Settings>;
  readonly launchAtLogin: LaunchAtLogin;
  reportPageError(message: string, stack: string | null): void;
  readonly versions: AppVersions;
  readonly readLicenses: () => Promise<Result<readonly PackageLicense[]>>;
  readonly desktop: Desktop;
}

/** How many entries of the journal are shown at once: nobody reads more, and each costs the window time. */
const MOST_ENTRIES = 300;

/** One function per command of the contract; the window, the tray and whatever else comes call these same ones, each
 * with its name as the source of what it asks for. */
export function createCommands(parts: CommandParts, source: ActionSource): CommandFunctions {
  const { store, poller, actions, confirmations, groupRuns, profiles, favorites, journal, regionScans, desktop } =
    parts;

  function located(scopeId: ScopeId, instanceId: InstanceId): Result<Located> {
    const scope = findScope(store.get(), scopeId);
    const profile = store.get().profiles.find((candidate) => candidate.id === scope?.profileId);
    if (scope === undefined || profile === undefined) return fail(appError('scope-not-found'));
    const instance = findInstance(scope, instanceId);
    if (instance === undefined) return fail(appError('instance-not-found', { values: { where: scope.region } }));
    return ok({ scope, profile, instance });
  }

  async function copy(target: InstanceTarget, textOf: (found: Located) => string | null): Promise<Result<string>> {
    const found = located(target.scopeId, target.instanceId);
    if (!found.ok) return found;
    const text = textOf(found.value);
    if (text === null) return fail(appError('nothing-to-copy'));
    await desktop.copyText(text);
    return ok(text);
  }

  const act = ({ scopeId, instanceIds }: SomeInstances, action: Action): Promise<Result<null>> =>
    requestAction(
      parts,
      action,
      instanceIds.map((instanceId) => ({ scopeId, instanceId })),
      source,
    );

  async function runGroup(id: GroupId, action: 'start' | 'stop'): Promise<Result<null>> {
    const group = store.get().groups.find((candidate) => candidate.id === id);
    if (group === undefined) return fail(appError('group-not-found'));
    const targets = groupTargets(group, store.get(), action);
    return confirmations.guard({ action, targets, group, source }, async (isConfirmed) =>
      groupRuns.begin({ id, action, source, isConfirmed, targets }),
    );
  }

  return {
    getSnapshot: () => ok(store.get()),
    refresh: async ({ scopeId }) => {
      await poller.refresh(scopeId);
      return ok(null);
    },
    startInstances: (some) => act(some, 'start'),
    stopInstances: (some) => act(some, 'stop'),
    forceStopInstances: (some) => act(some, 'force-stop'),
    hibernateInstances: (some) => act(some, 'hibernate'),
    requestAction: ({ action, targets }) => requestAction(parts, action, targets, source),
    undoStop: ({ scopeId, instanceIds }) => actions.undoStop(scopeId, instanceIds),
    startGroup: ({ id }) => runGroup(id, 'start'),
    stopGroup: ({ id }) => runGroup(id, 'stop'),
    cancelGroupRun: ({ id }) => groupRuns.cancel(id),
    confirm: ({ id, typed }) => confirmations.confirm(id, typed),
    cancelConfirmation: ({ id }) => confirmations.cancel(id),
    keepTrying: ({ scopeId, instanceIds }) => actions.keepTrying(scopeId, instanceIds, source),
    stopTrying: ({ scopeId, instanceIds }) => actions.stopTrying(scopeId, instanceIds),
    rebootInstances: (some) => act(some, 'reboot'),
    dismissFailure: ({ scopeId, instanceId }) => {
      store.updateScope(scopeId, (scope) =>
        isDismissible(scope.activities[instanceId]) ? withActivity(scope, instanceId, null) : scope,
      );
      return ok(null);
    },
    checkPermissions: ({ scopeId }) => parts.permissions.check(scopeId),
    describeInstance: (target) => parts.details.describe(target),
    copyInstanceField: ({ field, ...target }) => copy(target, ({ instance }) => instance[field]),
    copyInstanceDetail: ({ field, index, ...target }) => copy(target, () => parts.details.told(target, field, index)),
    copyTags: ({ tags, ...target }) => copy(target, ({ instance }) => tagsText(instance, tags)),
    copySshCommand: (target) => copy(target, ({ profile, instance }) => sshCommand(profile.ssh, instance)),
    openInConsole: async ({ scopeId, instanceId }) => {
      const found = located(scopeId, instanceId);
      if (!found.ok) return found;
      const { profile, scope } = found.value;
      // Another endpoint than AWS's own has no console at AWS.
      if (profile.source.kind === 'demo' || profile.endpointUrl !== null) return fail(appError('no-console'));
      await desktop.openExternal(instanceConsoleUrl(scope.region, instanceId));
      return ok(null);
    },
    listCredentialSources: async () => {
      const found = await parts.listCredentialSources();
      profiles.setFound(found.ok ? found.value : null);
      return found;
    },
    signIn: ({ profileId }) => parts.signIns.begin(profileId),
    openSignInPage: ({ id }) => parts.signIns.openPage(id),
    cancelSignIn: ({ id }) => parts.signIns.cancel(id),
    answerMfaPrompt: ({ id, code }) => parts.mfaPrompts.answer(id, code),
    dismissMfaPrompt: ({ id }) => parts.mfaPrompts.setDismissed(id, true),
    reopenMfaPrompt: ({ id }) => parts.mfaPrompts.setDismissed(id, false),
    getKeyStorage: async () => ok(await parts.keyStorage()),
    enterAccessKeys: (entered) => parts.enterAccessKeys(entered),
    listRegions: (input) => regionScans.list(input),
    scanRegions: (input) => regionScans.begin(input),
    cancelRegionScan: () => regionScans.cancel(),
    closeRegionScan: () => regionScans.close(),
    addProfile: (draft) => profiles.add(draft),
    updateProfile: ({ id, draft }) => profiles.update(id, draft),
    removeProfile: ({ id }) => {
      const removed = profiles.remove(id);
      return removed.ok ? favorites.forgetProfile(id) : removed;
    },
    moveProfile: ({ id, by }) => profiles.move(id, by),
    exportProfiles: async () => {
      const file = await desktop.chooseFile('ec2-tray-profiles.json');
      if (file === null) return ok(null);
      const written = await writeWholeFile(file, profilesFileText(store.get().allProfiles));
      return written.ok ? ok(file) : written;
    },
    readProfilesFile: async () => {
      const file = await desktop.openFile();
      if (file === null) return ok(null);
      const [drafts, sources] = await Promise.all([readProfilesFile(file), parts.listCredentialSources()]);
      if (!drafts.ok) return drafts;
      if (!sources.ok) return sources;
      const names = store.get().allProfiles.map(({ name }) => name);
      return ok({ file, candidates: importCandidates(drafts.value, names, sources.value) });
    },
    addProfiles: ({ drafts }) => profiles.addAll(drafts),
    openDemoAccount: () => profiles.openDemo(),
    updateSettings: (settings) => parts.changeSettings(settings),
    getLaunchAtLogin: () => parts.launchAtLogin.isOn(),
    setLaunchAtLogin: ({ isOn }) => parts.launchAtLogin.set(isOn),
    getVersions: () => ok(parts.versions),
    readLicenses: () => parts.readLicenses(),
    openLogsFolder: async () => {
      const detail = await desktop.openLogsFolder();
      return detail === null ? ok(null) : fail(appError('folder-not-opened', { detail }));
    },
    getPageState: () => ok(desktop.pageState()),
    releaseWindow: () => {
      desktop.releaseWindow();
      return ok(null);
    },
    keepPageState: ({ state }) => {
      desktop.keepPageState(state);
      return ok(null);
    },
    reportPageError: ({ message, stack }) => {
      parts.reportPageError(message, stack);
      return ok(null);
    },
    readJournal: async (filter) => {
      const { entries, unreadableLines } = await journal.read();
      const matching = matchingEntries(entries, filter);
      return ok({
        entries: matching.slice(0, MOST_ENTRIES),
        matchCount: matching.length,
        totalCount: entries.length,
        unreadableLines,
      });
    },
    exportJournal: async ({ format, filter }) => {
      const file = await desktop.chooseFile(`ec2-tray-journal.${format}`);
      if (file === null) return ok(null);
      const { entries } = await journal.read();
      const written = await writeWholeFile(file, journalText(matchingEntries(entries, filter), format));
      return written.ok ? ok(file) : written;
    },
    setPinned: ({ isPinned, ...target }) => favorites.setPinned(target, isPinned),
    saveGroup: (group) => favorites.saveGroup(group),
    removeGroup: ({ id }) => favorites.removeGroup(id),
    saveView: (view) => favorites.saveView(view),
    removeView: ({ id }) => favorites.removeView(id),
    dismissNotice: ({ id }) => {
      store.update((snapshot) => withoutNotice(snapshot, id));
      return ok(null);
    },
    setDetached: ({ isDetached }) => desktop.setDetached(isDetached),
    hideWindow: () => {
      desktop.hideWindow();
      return ok(null);
    },
    quit: () => {
      desktop.quit();
      return ok(null);
    },
  };
}

/** Null where there is no such tag. */
function tagsText(instance: Instance, copied: ParsedCommandInput<'copyTags'>['tags']): string | null {
  const tags = allTags(instance);
  if (copied.kind === 'all') return tags.length === 0 ? null : tags.map(tagPair).join('\n');
  const tag = tags.find(({ key }) => key === copied.key);
  if (tag === undefined) return null;
  return copied.kind === 'pair' ? tagPair(tag) : tag.value;
}

/** What tells of something that is over. */
const isDismissible = (activity: Activity | undefined): boolean =>
  activity?.phase === 'failed' || activity?.phase === 'tried';

type SomeInstances = ParsedCommandInput<'startInstances'>;

interface Located {
  readonly scope: Scope;
  readonly profile: Profile;
  readonly instance: Instance;
}
