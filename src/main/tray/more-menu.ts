import type { InstanceField } from '../../shared/contract';
import { isPossible } from '../../shared/instance-look';
import { type Located, type Snapshot, targetKey } from '../../shared/model';
import { denialOf } from '../../shared/permissions';
import { sshCommand } from '../../shared/ssh-command';
import type { MessageKey } from '../../shared/text';
import type { Translator } from '../../shared/translator';
import {
  actionLabel,
  activeInstances,
  allInstances,
  nameAmongAll,
  pinnedInstances,
  targetOf,
} from './instance-entries';
import { cut, joined, type MenuCommand, type MenuEntry } from './menu-entry';
import type { RecentlyActive } from './recently-active';

/** Up to this many instances stand in it, those that are pinned or run before the others. */
const LIMIT = 20;

/**
 * “More”: for each instance what else can be done with it. Those are rare things, so they may lie two submenus deep; in
 * exchange the instances' own items stay what they are, one click to start or stop.
 */
export function moreMenu(snapshot: Snapshot, recent: RecentlyActive, translator: Translator): readonly MenuEntry[] {
  const first = [...pinnedInstances(snapshot), ...activeInstances(snapshot, recent)];
  const isFirst = new Set(first.map(({ instance }) => instance));
  const others = allInstances(snapshot).filter(({ instance }) => !isFirst.has(instance));
  const ordered = [...first, ...others];
  if (ordered.length === 0) return [];
  const submenu = (located: Located): MenuEntry => ({
    type: 'submenu',
    label: nameAmongAll(located, snapshot),
    entries: otherActions(located, snapshot, translator),
  });
  const entries = cut(ordered, LIMIT, submenu, translator);
  return [{ type: 'submenu', label: translator.t('menu.moreActions'), entries }];
}

const COPIES = [
  ['publicDnsName', 'copy.dns'],
  ['privateIpAddress', 'copy.privateIp'],
  ['instanceId', 'copy.id'],
] as const satisfies readonly (readonly [InstanceField, MessageKey])[];

/** Always the same lines in the same places; what cannot be done now cannot be clicked. */
function otherActions(located: Located, snapshot: Snapshot, { t }: Translator): readonly MenuEntry[] {
  const { scope, instance } = located;
  const target = targetOf(located);
  const profile = snapshot.profiles.find(({ id }) => id === scope.profileId);
  const ssh = profile === undefined ? null : sshCommand(profile.ssh, instance);
  const hasConsole = profile !== undefined && profile.source.kind !== 'demo' && profile.endpointUrl === null;
  const labelled = (label: string, isEnabled: boolean, command: MenuCommand): MenuEntry =>
    isEnabled ? { type: 'item', label, command } : { type: 'label', label };
  const entry = (key: MessageKey, isEnabled: boolean, command: MenuCommand): MenuEntry =>
    labelled(t(key), isEnabled, command);
  const action = (kind: 'force-stop' | 'hibernate' | 'reboot'): MenuEntry => {
    const isPossibleNow = isPossible(kind, instance, scope.activities[instance.instanceId]);
    const action = actionLabel(kind, profile?.isDryRun ?? false, t);
    const isDenied = denialOf(snapshot, scope, kind) !== null;
    const label = isDenied ? `${action}: ${t('permission.notAllowed')}` : action;
    return labelled(label, isPossibleNow && !isDenied, { kind: 'instance', action: kind, target });
  };
  const isPinned = snapshot.pins.some((pin) => targetKey(pin) === targetKey(target));
  return joined([
    [action('force-stop'), ...(instance.isHibernationConfigured ? [action('hibernate')] : []), action('reboot')],
    [
      ...COPIES.map(([field, key]) => entry(key, instance[field] !== null, { kind: 'copy', field, target })),
      entry('copy.ssh', ssh !== null, { kind: 'copy-ssh-command', target }),
      entry('console.open', hasConsole, { kind: 'open-in-console', target }),
    ],
    [
      {
        type: 'checkbox',
        label: t('menu.pin'),
        isChecked: isPinned,
        command: { kind: 'pin', isPinned: !isPinned, target },
      },
    ],
  ]);
}
