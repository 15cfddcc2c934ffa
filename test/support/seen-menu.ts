import { trayMenu } from '../../src/main/tray/menu';
import type { MenuEntry } from '../../src/main/tray/menu-entry';
import { translatorFor } from '../../src/shared/translator';
import { aSnapshot, instancesOf } from './snapshot-builder';

export const en = translatorFor('en');

/** The menu as text, a line per entry, submenus indented: what a person sees. */
export function seen(entries: readonly MenuEntry[], indent = ''): string[] {
  return entries.flatMap((entry) => {
    if (entry.type === 'separator') return [`${indent}---`];
    const own = `${indent}${entry.label}`;
    return entry.type === 'submenu' ? [own, ...seen(entry.entries, `${indent}  `)] : [own];
  });
}

/** All entries, those of submenus among them. */
export const allEntries = (entries: readonly MenuEntry[]): MenuEntry[] =>
  entries.flatMap((entry) => (entry.type === 'submenu' ? [entry, ...allEntries(entry.entries)] : [entry]));

export function entryWith(entries: readonly MenuEntry[], text: string): MenuEntry {
  const found = allEntries(entries).find((entry) => entry.type !== 'separator' && entry.label.includes(text));
  if (found === undefined) throw new Error(`No entry has "${text}" in:\n${seen(entries).join('\n')}`);
  return found;
}

export const labelOf = (entry: MenuEntry): string => (entry.type === 'separator' ? '' : entry.label);

export const menuOf = (snapshot = aSnapshot()) => trayMenu(snapshot, new Map(), en);

export const many = (count: number, state: 'running' | 'stopped') =>
  instancesOf(...Array.from({ length: count }, (_, n) => ({ name: `web-${n + 1}`, state })));
