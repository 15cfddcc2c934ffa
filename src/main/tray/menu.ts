import { assertNever } from '../../shared/assert-never';
import type { ViewName } from '../../shared/contract';
import { type InstanceLook, instanceLook, type PrimaryAction, primaryAction } from '../../shared/instance-look';
import type {
  Activity,
  Instance,
  InstanceId,
  InstanceState,
  Profile,
  Scope,
  ScopeId,
  Snapshot,
} from '../../shared/model';
import { plainText } from '../../shared/plain-text';
import { regionLabel } from '../../shared/region-names';
import { countStates, hasDemo, isUnknown } from '../../shared/state-counts';
import type { Translator } from '../../shared/translator';

/*
 * The tray's menu as a pure function of the snapshot. What is running or changing stands first; below it each Profile
 * has one submenu with all of its instances under their Regions. A click on an instance starts or stops it.
 */

/** What a click asks for. */
export type MenuCommand =
  | { readonly kind: 'instance'; readonly action: Exclude<PrimaryAction, null>; readonly target: InstanceTarget }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'show'; readonly view: ViewName }
  | { readonly kind: 'quit' };

interface InstanceTarget {
  readonly scopeId: ScopeId;
  readonly instanceId: InstanceId;
}

export type MenuEntry =
  | { readonly type: 'separator' }
  /** Text that cannot be clicked. */
  | { readonly type: 'label'; readonly label: string }
  | { readonly type: 'item'; readonly label: string; readonly command: MenuCommand }
  | { readonly type: 'submenu'; readonly label: string; readonly entries: readonly MenuEntry[] };

/** Up to this many instances the menu has no submenus at all. */
const FLAT_LIMIT = 12;
/** Up to this many running ones stand at the top; "n more" tells of the rest. */
const TOP_LIMIT = 12;
/** Up to this many instances of a Region stand in its Profile's submenu. */
const REGION_LIMIT = 40;
/** A name longer than this (in characters) is cut with an ellipsis: menus have no tooltips on every system. */
const LABEL_LIMIT = 60;

export function trayMenu(snapshot: Snapshot, translator: Translator): readonly MenuEntry[] {
  const { t } = translator;
  return joined([
    hasDemo(snapshot) ? [{ type: 'label', label: t('demo.menuLabel') }] : [],
    instanceEntries(snapshot, translator),
    [
      { type: 'item', label: t('menu.refresh'), command: { kind: 'refresh' } },
      { type: 'item', label: t('menu.open'), command: { kind: 'show', view: 'instances' } },
      { type: 'item', label: t('menu.settings'), command: { kind: 'show', view: 'settings' } },
    ],
    [{ type: 'item', label: t('menu.quit'), command: { kind: 'quit' } }],
  ]);
}

function instanceEntries(snapshot: Snapshot, translator: Translator): readonly MenuEntry[] {
  const { t } = translator;
  if (snapshot.isStarting) return [{ type: 'label', label: t('list.loading') }];
  if (snapshot.scopes.length === 0) return [{ type: 'label', label: t('menu.noProfile') }];
  const total = snapshot.scopes.reduce((sum, scope) => sum + scope.instances.length, 0);
  if (total <= FLAT_LIMIT)
    return joined(snapshot.profiles.map((profile) => profileEntries(profile, snapshot, translator)));

  const profiles = snapshot.profiles.map(
    (profile): MenuEntry => ({
      type: 'submenu',
      label: profileLabel(profile, snapshot, translator),
      entries: profileEntries(profile, snapshot, translator),
    }),
  );
  return joined([runningEntries(snapshot, translator), profiles]);
}

/** Everything that runs, changes or just failed, of all scopes. */
function runningEntries(snapshot: Snapshot, translator: Translator): readonly MenuEntry[] {
  const active = snapshot.scopes.flatMap((scope) =>
    scope.instances
      .filter((instance) => !isAtRest(instance.state) || scope.activities[instance.instanceId] !== undefined)
      .map((instance) => instanceEntry(scope, instance, translator)),
  );
  return cut(active, TOP_LIMIT, translator);
}

const isAtRest = (state: InstanceState): boolean => state === 'stopped' || state === 'terminated';

/** A list too long for a menu is never cut silently. */
function cut(entries: readonly MenuEntry[], limit: number, { t }: Translator): readonly MenuEntry[] {
  if (entries.length <= limit) return entries;
  const more = t('menu.more', { count: entries.length - limit });
  return [...entries.slice(0, limit), { type: 'item', label: more, command: { kind: 'show', view: 'instances' } }];
}

function profileEntries(profile: Profile, snapshot: Snapshot, translator: Translator): readonly MenuEntry[] {
  const scopes = snapshot.scopes.filter((scope) => scope.profileId === profile.id);
  const named = snapshot.profiles.length > 1 ? `${profile.name} · ` : '';
  return joined(
    scopes.map((scope): MenuEntry[] => [
      { type: 'label', label: shortened(`${named}${regionLabel(scope.region, translator)}`) },
      ...scopeNote(scope, translator),
      ...cut(
        scope.instances.map((instance) => instanceEntry(scope, instance, translator)),
        REGION_LIMIT,
        translator,
      ),
    ]),
  );
}

/** What is to be said of a scope itself: its trouble, that it is loading, or that there is really nothing. */
function scopeNote(scope: Scope, translator: Translator): MenuEntry[] {
  const { t } = translator;
  if (scope.freshness.kind === 'failed') {
    const reason = shortened(`▲ ${translator.text(scope.freshness.error.message)}`, 90);
    return [{ type: 'item', label: reason, command: { kind: 'show', view: 'instances' } }];
  }
  if (scope.instances.length > 0) return [];
  return [{ type: 'label', label: t(scope.freshness.kind === 'loading' ? 'list.loading' : 'list.empty') }];
}

function profileLabel(profile: Profile, snapshot: Snapshot, translator: Translator): string {
  const scopes = snapshot.scopes.filter((scope) => scope.profileId === profile.id);
  const mark = scopes.some((scope) => scope.freshness.kind === 'failed') ? '▲ ' : '';
  const running = scopes.every(isUnknown)
    ? translator.t(mark === '' ? 'list.loading' : 'count.unknown')
    : translator.t('count.running', { count: countStates(scopes).running });
  return `${mark}${shortened(profile.name)} — ${running}`;
}

function instanceEntry(scope: Scope, instance: Instance, translator: Translator): MenuEntry {
  const activity = scope.activities[instance.instanceId];
  const action = primaryAction(instance, activity);
  const state = stateText(instance, activity, translator);
  const name = menuName(scope, instance);
  const label = `${stateMark(instanceLook(instance, activity), activity)} ${name} — ${state}`;
  if (action === null) return { type: 'label', label };
  const target = { scopeId: scope.id, instanceId: instance.instanceId };
  return {
    type: 'item',
    label: `${label} · ${translator.t(`action.${action}`)}`,
    command: { kind: 'instance', action, target },
  };
}

/** Two of one name in a Region are told apart by the end of their IDs. */
function menuName({ instances }: Scope, { name, instanceId }: Instance): string {
  if (name === null) return instanceId;
  return sharedNames(instances).has(name) ? `${shortened(name)} (…${instanceId.slice(-5)})` : shortened(name);
}

/** The names that several of these instances have; found once for each list, for the menu is made often. */
function sharedNames(instances: readonly Instance[]): ReadonlySet<string> {
  const known = sharedNamesOf.get(instances);
  if (known !== undefined) return known;
  const once = new Set<string>();
  const shared = new Set<string>();
  for (const { name } of instances) {
    if (name === null) continue;
    if (once.has(name)) shared.add(name);
    once.add(name);
  }
  sharedNamesOf.set(instances, shared);
  return shared;
}

const sharedNamesOf = new WeakMap<readonly Instance[], ReadonlySet<string>>();

function stateText(instance: Instance, activity: Activity | undefined, { t }: Translator): string {
  const state = t(`look.${instanceLook(instance, activity)}`);
  return activity?.phase === 'failed' ? `${state}, ${t(`failed.${activity.action}`)}` : state;
}

/** State by shape, for those who do not see the icon's colour. */
function stateMark(look: InstanceLook, activity: Activity | undefined): string {
  if (activity?.phase === 'failed') return '▲';
  switch (look) {
    case 'running':
      return '●';
    case 'stopped':
    case 'terminated':
      return '○';
    case 'pending':
    case 'stopping':
    case 'shutting-down':
    case 'start-requested':
    case 'start-waiting':
    case 'stop-requested':
    case 'stop-countdown':
    case 'rebooting':
      return '◐';
    default:
      return assertNever(look);
  }
}

function shortened(text: string, limit = LABEL_LIMIT): string {
  const plain = plainText(text);
  const characters = [...plain];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : plain;
}

/** Sections with a separator between each two that hold something. */
function joined(sections: readonly (readonly MenuEntry[])[]): readonly MenuEntry[] {
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, index): readonly MenuEntry[] => (index === 0 ? section : [{ type: 'separator' }, ...section]));
}
