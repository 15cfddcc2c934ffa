import type { ListItem } from './sections';

/*
 * The list is drawn in the page's own flow: what is out of sight is left out, and a space of its height stands for it. So
 * heads can stick, rows can be as high as what they say, and a screen reader meets ordinary sections and grids.
 */

/** Where a piece stands, px from the top of the list. */
export interface Placed {
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

export interface SpacedItem<Kind extends ListItem['kind']> {
  readonly item: Extract<ListItem, { kind: Kind }>;
  readonly index: number;
  /** The height of what was left out before it, px. */
  readonly spaceBefore: number;
}

export interface DrawnSection {
  /** The place of the section among all of them. */
  readonly section: number;
  readonly spaceBefore: number;
  readonly head: SpacedItem<'head'> | null;
  readonly body: SpacedItem<'body'> | null;
  readonly rows: readonly SpacedItem<'row'>[];
  /** The height of what was left out at its end, px. */
  readonly spaceAfter: number;
}

/** The sections that are drawn, of the pieces that are; `placeOf` tells where any piece of the list stands. */
export function drawnSections(
  items: readonly ListItem[],
  drawn: readonly Placed[],
  placeOf: (index: number) => Placed | undefined,
): readonly DrawnSection[] {
  const bounds = sectionBounds(items);
  const sections: DrawnSection[] = [];
  let end = placeOf(0)?.end ?? 0;
  for (const [section, places] of bySection(items, drawn)) {
    const { first, last } = bounds.get(section) ?? { first: 0, last: 0 };
    const start = placeOf(first)?.start ?? end;
    const sectionEnd = placeOf(last)?.end ?? start;
    let at = start;
    let head: DrawnSection['head'] = null;
    let body: DrawnSection['body'] = null;
    const rows: SpacedItem<'row'>[] = [];
    for (const { index, start: itemStart, end: itemEnd } of places) {
      const item = items[index];
      const spaceBefore = itemStart - at;
      at = itemEnd;
      if (item?.kind === 'head') head = { item, index, spaceBefore };
      else if (item?.kind === 'body') body = { item, index, spaceBefore };
      else if (item?.kind === 'row') rows.push({ item, index, spaceBefore });
    }
    sections.push({ section, spaceBefore: start - end, head, body, rows, spaceAfter: sectionEnd - at });
    end = sectionEnd;
  }
  return sections;
}

function bySection(items: readonly ListItem[], drawn: readonly Placed[]): ReadonlyMap<number, readonly Placed[]> {
  const sections = new Map<number, Placed[]>();
  for (const placed of drawn) {
    const item = items[placed.index];
    if (item === undefined || item.kind === 'top') continue;
    const known = sections.get(item.section);
    if (known === undefined) sections.set(item.section, [placed]);
    else known.push(placed);
  }
  return sections;
}

interface Bounds {
  readonly first: number;
  readonly last: number;
}

const knownBounds = new WeakMap<readonly ListItem[], ReadonlyMap<number, Bounds>>();

/** The first and the last piece of each section; found once for each list, not for each step of a scroll. */
function sectionBounds(items: readonly ListItem[]): ReadonlyMap<number, Bounds> {
  const known = knownBounds.get(items);
  if (known !== undefined) return known;
  const bounds = new Map<number, Bounds>();
  for (const [index, item] of items.entries()) {
    if (item.kind === 'top') continue;
    bounds.set(item.section, { first: bounds.get(item.section)?.first ?? index, last: index });
  }
  knownBounds.set(items, bounds);
  return bounds;
}

/** What is drawn: what is in sight, the head that sticks above it, and the row that has the focus. */
export function drawnIndexes(
  items: readonly ListItem[],
  inSight: { readonly first: number; readonly last: number },
  focused: number | undefined,
): number[] {
  const indexes = new Set([0]);
  const keepHead = (index: number): void => {
    const item = items[index];
    if (item === undefined || item.kind === 'top') return;
    const first = sectionBounds(items).get(item.section)?.first;
    if (first !== undefined && items[first]?.kind === 'head') indexes.add(first);
  };
  keepHead(inSight.first);
  for (let index = inSight.first; index <= inSight.last; index += 1) indexes.add(index);
  if (focused !== undefined) {
    keepHead(focused);
    indexes.add(focused);
  }
  return [...indexes].sort((a, b) => a - b);
}
