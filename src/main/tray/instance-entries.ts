import { assertNever } from '../../shared/assert-never';
import { type InstanceLook, instanceLook, type PrimaryAction, primaryAction } from '../../shared/instance-look';
import {
  type Activity,
  findTarget,
  type Instance,
  type InstanceTarget,
  instanceLabel,
  type Located,
  type Snapshot,
  targetKey,
} from '../../shared/model';
import type { Translator } from '../../shared/translator';
import { type MenuEntry, shortened } from './menu-entry';
import { isActive, type RecentlyActive } from './recently-active';

export const targetOf = ({ scope, instance }: Located): InstanceTarget => ({
  scopeId: scope.id,
  instanceId: instance.instanceId,
});

/** The pinned ones that are there, in the order of their pins. */
export function pinnedInstances(snapshot: Snapshot): readonly Located[] {
  return snapshot.pins.flatMap((pin) => findTarget(snapshot, pin) ?? []);
}

/**
 * What runs, changes or just failed, and what did so until a moment ago, in the list's own order: by Profile, Region and
 * name, whatever their states. Pinned ones stand above already.
 */
export function activeInstances(snapshot: Snapshot, recent: RecentlyActive): readonly Located[] {
  const pinned = new Set(pinnedInstances(snapshot).map(({ instance }) => instance));
  return allInstances(snapshot).filter((located) => {
    if (pinned.has(located.instance)) return false;
    return isActive(located.scope, located.instance) || recent.has(targetKey(targetOf(located)));
  });
}

/** In the order of the Profiles, their Regions and the names. */
export const allInstances = (snapshot: Snapshot): readonly Located[] =>
  snapshot.scopes.flatMap((scope) => scope.instances.map((instance) => ({ scope, instance })));

/** One click starts or stops it, or takes a stop back; what is changing cannot be clicked. */
export function instanceEntry(located: Located, name: string, isDryRun: boolean, { t }: Translator): MenuEntry {
  const { scope, instance } = located;
  const activity = scope.activities[instance.instanceId];
  const action = primaryAction(instance, activity);
  const look = instanceLook(instance, activity);
  const label = `${stateMark(look, activity)} ${name} — ${t(`look.${look}`)}${outcomeText(activity, t)}`;
  if (action === null) return { type: 'label', label };
  const permission = action === 'start' || action === 'stop' ? scope.permissions.of[action] : null;
  if (permission?.verdict === 'denied' && !isDryRun) {
    return { type: 'label', label: `${label} · ${t(`action.${action}`)}: ${t('permission.notAllowed')}` };
  }
  return {
    type: 'item',
    label: `${label} · ${actionLabel(action, isDryRun, t)}`,
    command: { kind: 'instance', action, target: targetOf(located) },
  };
}

/** What is asked for with a click; in a dry-run Profile it says that it is only tried out. */
export function actionLabel(
  action: Exclude<PrimaryAction, null> | 'force-stop' | 'hibernate' | 'reboot',
  isDryRun: boolean,
  t: Translator['t'],
): string {
  const label = t(`action.${action}`);
  const isTakenBack = action === 'undo-stop' || action === 'stop-trying';
  return isDryRun && !isTakenBack ? t('dryRun.label', { action: label }) : label;
}

/** What the last action came to where its instance's state does not tell. */
function outcomeText(activity: Activity | undefined, t: Translator['t']): string {
  if (activity?.phase === 'failed') return `, ${t(`failed.${activity.action}`)}`;
  if (activity?.phase !== 'tried') return '';
  return `, ${t(activity.error === null ? 'dryRun.menuAllowed' : 'dryRun.menuRefused')}`;
}

/** Under its Region's heading: two of one name there are told apart by the end of their IDs. */
export function nameInScope({ scope, instance }: Located): string {
  const { name, instanceId } = instance;
  if (name === null || instanceLabel(instance) === instanceId) return instanceId;
  return namesOf(scope.instances).shared.has(name) ? `${shortened(name)} (…${instanceId.slice(-5)})` : shortened(name);
}

/** Among those of all scopes: two of one name in different scopes are told apart by where they are. */
export function nameAmongAll(located: Located, { scopes, profiles }: Snapshot): string {
  const { scope, instance } = located;
  const own = nameInScope(located);
  const { name } = instance;
  const isElsewhere =
    name !== null && scopes.some((other) => other !== scope && namesOf(other.instances).all.has(name));
  if (!isElsewhere) return own;
  const profile = profiles.length > 1 ? profiles.find(({ id }) => id === scope.profileId) : undefined;
  return `${own} · ${profile === undefined ? '' : `${shortened(profile.name, 20)} `}${scope.region}`;
}

interface Names {
  readonly all: ReadonlySet<string>;
  /** Those that several of the instances have. */
  readonly shared: ReadonlySet<string>;
}

/** Found once for each list, for the menu is made often. */
function namesOf(instances: readonly Instance[]): Names {
  const known = namesOfLists.get(instances);
  if (known !== undefined) return known;
  const all = new Set<string>();
  const shared = new Set<string>();
  for (const { name } of instances) {
    if (name === null) continue;
    if (all.has(name)) shared.add(name);
    all.add(name);
  }
  const names = { all, shared };
  namesOfLists.set(instances, names);
  return names;
}

const namesOfLists = new WeakMap<readonly Instance[], Names>();

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
