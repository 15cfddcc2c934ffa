import type { CommandFunctions, CredentialSources, ParsedCommandInput } from '../shared/contract';
import { appError, fail, ok, type Result } from '../shared/errors';
import {
  type Action,
  type ActionSource,
  findInstance,
  findScope,
  type Instance,
  type InstanceId,
  type Profile,
  type Scope,
  type ScopeId,
  type Settings,
} from '../shared/model';
import { instanceConsoleUrl } from './console-url';
import type { InstanceActions } from './instance-actions';
import type { Poller } from './poller';
import type { ActiveProfiles } from './profiles/active-profiles';
import { withActivity } from './scope-changes';
import type { Store } from './store';

/** What commands do to the desktop, so that they can be tested without one. */
interface Desktop {
  copyText(text: string): Promise<void>;
  /** Only URLs that main built itself ever get here. */
  openExternal(url: string): Promise<void>;
  hideWindow(): void;
  quit(): void;
}

export interface CommandParts {
  readonly store: Store;
  readonly poller: Poller;
  readonly actions: InstanceActions;
  readonly profiles: ActiveProfiles;
  readonly listCredentialSources: () => Promise<Result<CredentialSources>>;
  /** Keeps changed settings and lets them take effect. */
  readonly changeSettings: (settings: Settings) => Result<Settings>;
  readonly desktop: Desktop;
}

/** One function per command of the contract; the window, the tray and whatever else comes call these same ones, each
 * with its name as the source of what it asks for. */
export function createCommands(parts: CommandParts, source: ActionSource): CommandFunctions {
  const { store, poller, actions, profiles, desktop } = parts;

  function located(scopeId: ScopeId, instanceId: InstanceId): Result<Located> {
    const scope = findScope(store.get(), scopeId);
    const profile = store.get().profiles.find((candidate) => candidate.id === scope?.profileId);
    if (scope === undefined || profile === undefined) return fail(appError('scope-not-found'));
    const instance = findInstance(scope, instanceId);
    if (instance === undefined) return fail(appError('instance-not-found', { values: { where: scope.region } }));
    return ok({ scope, profile, instance });
  }

  async function act(some: SomeInstances, action: Action): Promise<Result<null>> {
    // A command that was typed is meant: it neither counts down nor asks.
    const answer = await actions.request({ ...some, action, source, isConfirmed: source === 'command-line' });
    return answer.ok ? ok(null) : answer;
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
    undoStop: ({ scopeId, instanceIds }) => actions.undoStop(scopeId, instanceIds),
    keepTrying: ({ scopeId, instanceIds }) => actions.keepTrying(scopeId, instanceIds, source),
    stopTrying: ({ scopeId, instanceIds }) => actions.stopTrying(scopeId, instanceIds),
    rebootInstances: (some) => act(some, 'reboot'),
    dismissFailure: ({ scopeId, instanceId }) => {
      store.updateScope(scopeId, (scope) =>
        scope.activities[instanceId]?.phase === 'failed' ? withActivity(scope, instanceId, null) : scope,
      );
      return ok(null);
    },
    copyInstanceField: async ({ scopeId, instanceId, field }) => {
      const found = located(scopeId, instanceId);
      if (!found.ok) return found;
      const text = found.value.instance[field];
      if (text === null) return fail(appError('nothing-to-copy'));
      await desktop.copyText(text);
      return ok(text);
    },
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
    addProfile: (draft) => profiles.add(draft),
    updateProfile: ({ id, draft }) => profiles.update(id, draft),
    removeProfile: ({ id }) => profiles.remove(id),
    openDemoAccount: () => profiles.openDemo(),
    updateSettings: (settings) => parts.changeSettings(settings),
    dismissNotice: ({ id }) => {
      store.update((snapshot) => ({
        ...snapshot,
        notices: snapshot.notices.filter((notice) => notice.id !== id),
      }));
      return ok(null);
    },
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

type SomeInstances = ParsedCommandInput<'startInstances'>;

interface Located {
  readonly scope: Scope;
  readonly profile: Profile;
  readonly instance: Instance;
}
