import { type Grouping, type ListSettings, tagKeyOf } from '../../shared/list-settings';
import type { Scope } from '../../shared/model';
import { naturalOrder } from '../../shared/natural-order';
import { STATE_GROUPS, type StateGroup } from '../../shared/state-counts';
import { type Listed, sortValue, stateGroupOf, tagValue } from './listed';

/*
 * The order of the list. It is made when a person chooses it and when the window is shown; after that it holds still: what
 * changes its state, or its name, stays where it is, so that nothing moves under the pointer. Only what is new is put in
 * where it belongs, and what is gone is left out.
 */

export type ListOrder = Pick<ListSettings, 'groupBy' | 'sortBy' | 'isDescending'>;

export interface ArrangedSection {
  /** `SCOPE`, `profile/ID`, `region/CODE`, `state/GROUP`, `tag/VALUE`, `no-tag` or `all`. */
  readonly key: string;
  readonly rows: readonly Listed[];
}

interface Place {
  readonly section: string;
  readonly index: number;
  /** What it was ordered by when it got this place. */
  readonly value: string | number | null;
}

/** Where everything was put; given to the next arrangement of the same order. */
export interface Arrangement {
  readonly sections: readonly ArrangedSection[];
  readonly places: ReadonlyMap<string, Place>;
  /** Something would have another place by now. */
  readonly isOutOfDate: boolean;
  /** What it was made of. */
  readonly listed: readonly Listed[];
  /** What is ordered by something else by now, or belongs into another section. */
  readonly moved: ReadonlySet<string>;
}

/**
 * Puts the instances in order. With the arrangement of a moment ago what it had placed keeps its section and its order; null
 * makes a new one. Sections without instances are there for scopes only.
 */
export function arrange(
  listed: readonly Listed[],
  scopes: readonly Scope[],
  order: ListOrder,
  before: Arrangement | null,
): Arrangement {
  return (before && renewed(listed, scopes, order, before)) ?? arrangedAnew(listed, scopes, order, before);
}

/**
 * The same places for the same instances: most often one of thousands has changed, and only that one is looked at. Null
 * where something has come, gone, or changed its place in the picture itself.
 */
function renewed(
  listed: readonly Listed[],
  scopes: readonly Scope[],
  order: ListOrder,
  before: Arrangement,
): Arrangement | null {
  const { places } = before;
  const hasSameScopes = order.groupBy !== 'scope' || scopes.every(({ id }, at) => id === before.sections[at]?.key);
  if (!hasSameScopes || listed.length !== before.listed.length) return null;
  if (order.groupBy === 'scope' && scopes.length !== before.sections.length) return null;
  if (listed.some(({ key }, at) => key !== before.listed[at]?.key)) return null;
  const moved = new Set(before.moved);
  const rowsOf = new Map(before.sections.map(({ key, rows }) => [key, { rows, changed: null as Listed[] | null }]));
  for (const [at, one] of listed.entries()) {
    if (one === before.listed[at]) continue;
    const place = places.get(one.key);
    const section = place && rowsOf.get(place.section);
    if (place === undefined || section === undefined) return null;
    section.changed ??= [...section.rows];
    section.changed[place.index] = one;
    if (hasMoved(one, place, order)) moved.add(one.key);
    else moved.delete(one.key);
  }
  const sections = before.sections.map((section) => {
    const rows = rowsOf.get(section.key)?.changed ?? null;
    return rows === null ? section : { ...section, rows };
  });
  return { sections, places, listed, moved, isOutOfDate: isMisplaced(moved, sections, places, order) };
}

function arrangedAnew(
  listed: readonly Listed[],
  scopes: readonly Scope[],
  order: ListOrder,
  before: Arrangement | null,
): Arrangement {
  const sections = new Map<string, { readonly held: Listed[]; readonly fresh: Listed[] }>();
  const sectionOf = (key: string) => {
    const known = sections.get(key) ?? { held: [], fresh: [] };
    sections.set(key, known);
    return known;
  };
  if (order.groupBy === 'scope') for (const { id } of scopes) sectionOf(id);
  const moved = new Set<string>();
  const values = new Map<string, string | number | null>();
  for (const one of listed) {
    const place = before?.places.get(one.key);
    values.set(one.key, place === undefined ? sortValue(one, order.sortBy) : place.value);
    if (place === undefined) {
      sectionOf(sectionKey(one, order.groupBy)).fresh.push(one);
    } else {
      sectionOf(place.section).held.push(one);
      if (hasMoved(one, place, order)) moved.add(one.key);
    }
  }
  const inOrder = (a: Listed, b: Listed): number =>
    compareValues(values.get(a.key) ?? null, values.get(b.key) ?? null, order.isDescending);
  const indexOf = ({ key }: Listed): number => before?.places.get(key)?.index ?? 0;
  const arranged = inSectionOrder([...sections.keys()], order.groupBy).map((key): ArrangedSection => {
    const { held, fresh } = sectionOf(key);
    const kept = held.sort((a, b) => indexOf(a) - indexOf(b));
    return { key, rows: merged(kept, fresh.sort(inOrder), inOrder) };
  });
  const places = placesOf(arranged, values);
  return { sections: arranged, places, listed, moved, isOutOfDate: isMisplaced(moved, arranged, places, order) };
}

const hasMoved = (one: Listed, place: Place, { groupBy, sortBy }: ListOrder): boolean =>
  place.value !== sortValue(one, sortBy) || place.section !== sectionKey(one, groupBy);

/** Whether one that has changed would stand somewhere else. */
function isMisplaced(
  moved: ReadonlySet<string>,
  sections: readonly ArrangedSection[],
  places: ReadonlyMap<string, Place>,
  { groupBy, sortBy, isDescending }: ListOrder,
): boolean {
  if (moved.size === 0) return false;
  const rowsOf = new Map(sections.map(({ key, rows }) => [key, rows]));
  const precedes = (a: Listed | undefined, b: Listed | undefined): boolean =>
    a === undefined || b === undefined || compareValues(sortValue(a, sortBy), sortValue(b, sortBy), isDescending) <= 0;
  return [...moved].some((key) => {
    const { section, index } = places.get(key) ?? { section: '', index: -1 };
    const rows = rowsOf.get(section) ?? [];
    const row = rows[index];
    if (row === undefined) return false;
    const isElsewhere = sectionKey(row, groupBy) !== section;
    return isElsewhere || !precedes(rows[index - 1], row) || !precedes(row, rows[index + 1]);
  });
}

function placesOf(
  sections: readonly ArrangedSection[],
  values: ReadonlyMap<string, string | number | null>,
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const { key: section, rows } of sections) {
    for (const [index, { key }] of rows.entries()) places.set(key, { section, index, value: values.get(key) ?? null });
  }
  return places;
}

/** What stands already keeps its order; each new one goes before the first that it precedes. */
function merged(
  held: readonly Listed[],
  fresh: readonly Listed[],
  inOrder: (a: Listed, b: Listed) => number,
): readonly Listed[] {
  if (held.length === 0) return fresh;
  if (fresh.length === 0) return held;
  const rows: Listed[] = [];
  let next = 0;
  for (const row of held) {
    for (let one = fresh[next]; one !== undefined && inOrder(one, row) < 0; one = fresh[next]) {
      rows.push(one);
      next += 1;
    }
    rows.push(row);
  }
  return [...rows, ...fresh.slice(next)];
}

/** What is missing stands last, whichever way the list runs. */
function compareValues(a: string | number | null, b: string | number | null, isDescending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const ascending = typeof a === 'number' && typeof b === 'number' ? a - b : naturalOrder(String(a), String(b));
  return isDescending ? -ascending : ascending;
}

const TAG = 'tag/';
const NO_TAG = 'no-tag';

function sectionKey(listed: Listed, groupBy: Grouping): string {
  switch (groupBy) {
    case 'scope':
      return listed.scope.id;
    case 'profile':
      return `profile/${listed.profile.id}`;
    case 'region':
      return `region/${listed.scope.region}`;
    case 'state':
      return stateSection(stateGroupOf(listed));
    case 'none':
      return 'all';
    default: {
      const value = tagValue(listed.instance, tagKeyOf(groupBy) ?? groupBy);
      return value === null ? NO_TAG : `${TAG}${value}`;
    }
  }
}

export const stateSection = (group: StateGroup): string => `state/${group}`;

/** The tag's value that a section is of; null where it is of those without the tag. */
export const tagValueOfSection = (key: string): string | null => (key.startsWith(TAG) ? key.slice(TAG.length) : null);

/** Profiles and Regions in their order, states from running to gone, values of a tag by themselves. */
function inSectionOrder(keys: readonly string[], groupBy: Grouping): readonly string[] {
  switch (groupBy) {
    case 'scope':
    case 'profile':
    case 'region':
    case 'none':
      return keys;
    case 'state': {
      const order: readonly string[] = STATE_GROUPS.map(stateSection);
      return keys.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
    }
    default:
      return keys.toSorted((a, b) =>
        a === NO_TAG || b === NO_TAG ? Number(a === NO_TAG) - Number(b === NO_TAG) : naturalOrder(a, b),
      );
  }
}
