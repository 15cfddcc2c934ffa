import { z } from 'zod';

/** An item of a tray menu, as a com.canonical.dbusmenu describes it. */
export interface MenuNode {
  /** Valid until the menu changes: after that every id is another. */
  readonly id: number;
  /** As a person reads it, without mnemonics. */
  readonly label: string;
  readonly type: 'standard' | 'separator';
  readonly toggleType: 'none' | 'checkmark' | 'radio';
  readonly checked: boolean;
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly children: readonly MenuNode[];
}

/** Which item: a label anywhere in the menu, the labels on the way down to it, or whatever fits it. */
export type MenuTarget = string | readonly string[] | ((node: MenuNode) => boolean);

const itemSchema = z.tuple([z.number(), z.record(z.string(), z.unknown()), z.array(z.unknown())]);
/** What dbusmenu leaves out has its default. */
const propertiesSchema = z.object({
  label: z.string().default(''),
  type: z.enum(['standard', 'separator']).default('standard'),
  'toggle-type': z.enum(['checkmark', 'radio', '']).default(''),
  'toggle-state': z.number().default(-1),
  enabled: z.boolean().default(true),
  visible: z.boolean().default(true),
});

/** dbusmenu: `__` is an underscore, any other `_` marks the key after it and is not shown. */
export function unescapeLabel(label: string): string {
  return label.replace(/__?/g, (underscores) => (underscores === '__' ? '_' : ''));
}

/** Reads the layout that GetLayout answers with. */
export function parseMenu(layout: unknown): MenuNode {
  const [id, rawProperties, children] = itemSchema.parse(layout);
  const properties = propertiesSchema.parse(rawProperties);
  return {
    id,
    label: unescapeLabel(properties.label),
    type: properties.type,
    toggleType: properties['toggle-type'] || 'none',
    checked: properties['toggle-state'] === 1,
    enabled: properties.enabled,
    visible: properties.visible,
    children: children.map(parseMenu),
  };
}

/** The menu as an indented text, for error messages. */
export function formatMenu(root: MenuNode): string {
  const lines = (node: MenuNode, indent: string): string[] => [
    `${indent}${formatItem(node)}`,
    ...node.children.flatMap((child) => lines(child, `${indent}  `)),
  ];
  return root.children.flatMap((child) => lines(child, '  ')).join('\n') || '  (an empty menu)';
}

function formatItem(node: MenuNode): string {
  if (node.type === 'separator') return '---';
  const mark = node.toggleType === 'none' ? '' : node.checked ? '[x] ' : '[ ] ';
  const remarks = [...(node.enabled ? [] : ['disabled']), ...(node.visible ? [] : ['hidden'])];
  return `${mark}${node.label}${remarks.length > 0 ? ` (${remarks.join(', ')})` : ''}`;
}

function formatTarget(target: MenuTarget): string {
  if (typeof target === 'function') return `the item that fits ${target.toString()}`;
  return typeof target === 'string' ? `"${target}"` : target.map((label) => `"${label}"`).join(' > ');
}

function descendants(node: MenuNode): readonly MenuNode[] {
  return node.children.flatMap((child) => [child, ...descendants(child)]);
}

function matches(root: MenuNode, target: MenuTarget): readonly MenuNode[] {
  if (typeof target === 'function') return descendants(root).filter(target);
  if (typeof target === 'string') return descendants(root).filter(({ label }) => label === target);
  return target.reduce<readonly MenuNode[]>(
    (level, label) => level.flatMap(({ children }) => children).filter((child) => child.label === label),
    [root],
  );
}

const anyItem = (_node: MenuNode): boolean => true;
/** A click on a submenu opens it and does nothing else. */
export const isClickable = (node: MenuNode): boolean => node.children.length === 0;

/** The visible items that fit, undefined where there is none. Fails when several do: a test must say which it means. */
export function findItem(root: MenuNode, target: MenuTarget, isMeant = anyItem): MenuNode | undefined {
  const found = matches(root, target).filter((node) => node.visible && isMeant(node));
  if (found.length > 1) {
    throw new Error(`${formatTarget(target)} fits ${found.length} items of the tray menu:\n${formatMenu(root)}`);
  }
  return found[0];
}

/** The visible item that fits; an error with the menu when there is none, or several. */
export function getItem(root: MenuNode, target: MenuTarget, isMeant = anyItem): MenuNode {
  const found = findItem(root, target, isMeant);
  if (found === undefined) throw new Error(`The tray menu has no ${formatTarget(target)}:\n${formatMenu(root)}`);
  return found;
}
