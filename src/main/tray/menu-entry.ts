import type { InstanceField, ViewName } from '../../shared/contract';
import type { PrimaryAction } from '../../shared/instance-look';
import type { GroupId, InstanceTarget } from '../../shared/model';
import { plainText } from '../../shared/plain-text';
import type { Translator } from '../../shared/translator';

/*
 * What the tray's menu is made of, before it is Electron's.
 */

/** What a click asks for. */
export type MenuCommand =
  | {
      readonly kind: 'instance';
      readonly action: Exclude<PrimaryAction, null> | 'force-stop' | 'hibernate' | 'reboot';
      readonly target: InstanceTarget;
    }
  | { readonly kind: 'group'; readonly action: 'start' | 'stop' | 'cancel'; readonly groupId: GroupId }
  | { readonly kind: 'copy'; readonly field: InstanceField; readonly target: InstanceTarget }
  | { readonly kind: 'copy-ssh-command'; readonly target: InstanceTarget }
  | { readonly kind: 'open-in-console'; readonly target: InstanceTarget }
  | { readonly kind: 'pin'; readonly isPinned: boolean; readonly target: InstanceTarget }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'show'; readonly view: ViewName }
  | { readonly kind: 'quit' };

export type MenuEntry =
  | { readonly type: 'separator' }
  /** Text that cannot be clicked. */
  | { readonly type: 'label'; readonly label: string }
  | { readonly type: 'item'; readonly label: string; readonly command: MenuCommand }
  | { readonly type: 'checkbox'; readonly label: string; readonly isChecked: boolean; readonly command: MenuCommand }
  | { readonly type: 'submenu'; readonly label: string; readonly entries: readonly MenuEntry[] };

/** A name longer than this (in characters) is cut with an ellipsis: menus have no tooltips on every system. */
const LABEL_LIMIT = 60;

/** A text of others, fit for a menu. */
export function shortened(text: string, limit = LABEL_LIMIT): string {
  const plain = plainText(text);
  const characters = [...plain];
  return characters.length > limit ? `${characters.slice(0, limit - 1).join('')}…` : plain;
}

/** A list too long for a menu is never cut silently. */
export function cut<Item>(
  items: readonly Item[],
  limit: number,
  entryOf: (item: Item) => MenuEntry,
  { t }: Translator,
): readonly MenuEntry[] {
  const entries = items.slice(0, limit).map(entryOf);
  if (items.length <= limit) return entries;
  const more = t('menu.more', { count: items.length - limit });
  return [...entries, { type: 'item', label: more, command: { kind: 'show', view: 'instances' } }];
}

/** Sections with a separator between each two that hold something. */
export function joined(sections: readonly (readonly MenuEntry[])[]): readonly MenuEntry[] {
  return sections
    .filter((section) => section.length > 0)
    .flatMap((section, index): readonly MenuEntry[] => (index === 0 ? section : [{ type: 'separator' }, ...section]));
}
