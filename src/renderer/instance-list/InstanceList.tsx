import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  type Ref,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ColumnId } from '../../shared/list-settings';
import { type InstanceTarget, type Snapshot, targetKey } from '../../shared/model';
import { protectionBy } from '../../shared/protection';
import { useTranslator } from '../translation';
import { ColumnHeads } from './ColumnHeads';
import { gridTemplate, leastWidth } from './columns';
import { InstanceRow } from './InstanceRow';
import type { DrawnSection, SpacedItem } from './layout';
import type { Listed } from './listed';
import { SectionBody } from './SectionBody';
import { SectionHeading } from './SectionHeading';
import type { ListSection } from './sections';
import { extended, type Selection, toggled, withAll } from './selection';
import { useListVirtualizer } from './use-list-virtualizer';
import { useOutline } from './use-outline';

/** Ways for the keyboard into the list. */
export interface ListFocus {
  /** To its first row. */
  readonly focusFirst: () => void;
  /** To where it was last. */
  readonly focusCurrent: () => void;
}

export interface InstanceListProps {
  readonly ref: Ref<ListFocus>;
  readonly snapshot: Snapshot;
  readonly sections: readonly ListSection[];
  /** A table with these columns; null for the compact list. */
  readonly columns: readonly ColumnId[] | null;
  /** While it stays the same, what is in sight stays where it is. */
  readonly arrangedBy: unknown;
  /** What the person looks for, in what order: with another one the list begins at its top. */
  readonly view: string;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onEditProfile: (id: string) => void;
  /** Told where the focus is, where somebody follows it. */
  readonly onFocusInstance: ((target: InstanceTarget) => void) | null;
  /** What stands above the instances and scrolls with them. */
  readonly top: ReactNode;
  /** What stands in the place of instances where none is shown. */
  readonly empty: ReactNode;
}

/** What sticks to the top of the list and hides what is under it, px. */
const STUCK = { compact: 29, table: 61 } as const;

/**
 * The instances, of which only those in sight are drawn. A grid for each section, or one for the whole table, and one tab stop
 * for them all (https://www.w3.org/WAI/ARIA/apg/patterns/grid/): the arrows, Home, End and the page keys move from row to
 * row, Tab goes on to the buttons of the row, Space chooses it.
 */
export const InstanceList = memo(function InstanceList(props: InstanceListProps) {
  const { snapshot, sections, columns, arrangedBy, view, selection, onSelect, top, empty } = props;
  const { t } = useTranslator();
  const layout = columns === null ? 'compact' : 'table';
  const scroller = useRef<HTMLElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const { items, indexes, ordered } = useOutline(sections);
  const tabStop = current !== null && indexes.has(current) ? current : (ordered[0] ?? null);
  const virtual = useListVirtualizer({
    items,
    indexes,
    layout,
    scroller,
    focused: tabStop,
    stuckHeight: STUCK[layout],
    arrangedBy,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is what it waits for
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [view]);
  const focusRow = useRowFocus(scroller, tabStop, ordered, indexes);

  function moveTo(key: string): void {
    setCurrent(key);
    focusRow(key);
    const index = indexes.get(key);
    if (index !== undefined) virtual.scrollTo(index);
  }

  function enterAt(key: string | null | undefined): void {
    if (key === null || key === undefined) return;
    moveTo(key);
    rowElement(scroller.current, key)?.focus({ preventScroll: true });
  }
  useImperativeHandle(props.ref, () => ({
    focusFirst: () => enterAt(ordered[0]),
    focusCurrent: () => enterAt(tabStop),
  }));

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (tabStop === null || !isInRow(event.target)) return;
    if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSelect(withAll(selection, ordered));
      return;
    }
    const at = ordered.indexOf(tabStop);
    const to = ordered[targetRow(event.key, at, ordered.length, pageOf(scroller.current, layout)) ?? -1];
    if (to === undefined) return;
    event.preventDefault();
    if (event.shiftKey) {
      const begun = selection.anchor === null ? toggled(selection, tabStop) : selection;
      onSelect(extended(begun, to, ordered));
    }
    moveTo(to);
  }

  // The rows are drawn again only where something of theirs has changed: what they are given stays the same function.
  const { onFocusInstance } = props;
  const latest = useRef({ selection, onSelect, ordered, onFocusInstance });
  latest.current = { selection, onSelect, ordered, onFocusInstance };
  const noteFocus = useRef((key: string, target: InstanceTarget): void => {
    setCurrent(key);
    latest.current.onFocusInstance?.(target);
  }).current;
  const selectRow = useRef((key: string, isRange: boolean): void => {
    const now = latest.current;
    now.onSelect(isRange ? extended(now.selection, key, now.ordered) : toggled(now.selection, key));
  }).current;

  const style = columns === null ? undefined : tableStyle(columns);
  const drawn = virtual.sections
    .flatMap((drawnSection) => {
      const section = sections[drawnSection.section];
      return section === undefined ? [] : [{ section, drawnSection }];
    })
    .map(({ section, drawnSection }) => (
      <Section
        key={section.key}
        {...props}
        section={section}
        drawn={drawnSection}
        measure={virtual.measure}
        tabStop={tabStop}
        onFocusRow={noteFocus}
        onSelectRow={selectRow}
      />
    ));
  return (
    <main
      ref={scroller}
      className={columns === null ? 'list' : 'list table'}
      aria-label={t('list.label')}
      style={style}
      onKeyDown={onKeyDown}
    >
      <div ref={virtual.measure} data-index={0}>
        {top}
      </div>
      {ordered.length === 0 && empty}
      {columns === null ? (
        drawn
      ) : (
        <div role="grid" aria-label={t('list.label')} aria-multiselectable="true" aria-rowcount={items.length}>
          <ColumnHeads columns={columns} settings={snapshot.settings.list} />
          {drawn}
        </div>
      )}
      <Space height={virtual.spaceAfter} />
    </main>
  );
});

interface SectionProps extends InstanceListProps {
  readonly section: ListSection;
  readonly drawn: DrawnSection;
  readonly measure: (element: HTMLElement | null) => void;
  readonly tabStop: string | null;
  readonly onFocusRow: (key: string, target: InstanceTarget) => void;
  readonly onSelectRow: (key: string, isRange: boolean) => void;
}

function Section(props: SectionProps) {
  const { section, drawn, columns, snapshot, measure, onEditProfile } = props;
  const { head, body, rows } = drawn;
  const headingId = useId();
  const isTable = columns !== null;
  // A section whose rows alone are drawn has no heading to be named by.
  const label = head === null ? {} : { 'aria-labelledby': headingId };
  const inside = (
    <>
      {head !== null && (
        <div ref={measure} data-index={head.index} className="section-head" {...rowInTable(isTable, head.index)}>
          <div {...cellInTable(columns)}>
            <SectionHeading id={headingId} section={section} snapshot={snapshot} />
          </div>
        </div>
      )}
      {body !== null && (
        <div ref={measure} data-index={body.index} {...rowInTable(isTable, body.index)}>
          <div {...cellInTable(columns)}>
            <SectionBody section={section} snapshot={snapshot} onEditProfile={onEditProfile} />
          </div>
        </div>
      )}
    </>
  );
  const drawnRows = rows.flatMap((row) => {
    const listed = section.rows[row.item.index];
    return listed === undefined ? [] : [<Row key={row.item.key} {...props} row={row} listed={listed} />];
  });
  return (
    <>
      <Space height={drawn.spaceBefore} />
      {isTable ? (
        <div role="rowgroup" {...label}>
          {inside}
          {drawnRows}
          <Space height={drawn.spaceAfter} />
        </div>
      ) : (
        <section {...label}>
          {inside}
          {drawnRows.length > 0 && (
            <div role="grid" {...label} aria-multiselectable="true" aria-rowcount={section.rows.length}>
              {drawnRows}
            </div>
          )}
          <Space height={drawn.spaceAfter} />
        </section>
      )}
    </>
  );
}

function Row({
  row,
  listed,
  columns,
  snapshot,
  selection,
  measure,
  tabStop,
  onFocusRow,
  onSelectRow,
}: SectionProps & { readonly row: SpacedItem<'row'>; readonly listed: Listed }) {
  const { key, index } = row.item;
  const { scope, profile, instance, activity } = listed;
  const { settings } = snapshot;
  const isProtected = useMemo(() => protectionBy(settings), [settings]);
  return (
    <>
      <Space height={row.spaceBefore} />
      <InstanceRow
        rowKey={key}
        itemIndex={row.index}
        rowIndex={columns === null ? index + 1 : rowIndexInTable(row.index)}
        measure={measure}
        columns={columns}
        scopeId={scope.id}
        region={scope.region}
        profile={profile}
        instance={instance}
        activity={activity}
        isProtected={isProtected(instance, activity)}
        isPinned={snapshot.pins.some((pin) => targetKey(pin) === key)}
        permissions={scope.permissions.of}
        readyPort={settings.readyPort}
        showsScope={settings.list.groupBy !== 'scope'}
        isTabStop={key === tabStop}
        isSelected={selection.keys.has(key)}
        onFocusRow={onFocusRow}
        onSelectRow={onSelectRow}
      />
    </>
  );
}

/** Stands for what is left out. */
const Space = ({ height }: { readonly height: number }) => (height > 0 ? <div style={{ height }} /> : null);

/** Heads and what is told below them are rows of the table too. Above all pieces but the first stand the column heads. */
const rowIndexInTable = (itemIndex: number): number => itemIndex + 1;
const rowInTable = (isTable: boolean, itemIndex: number) =>
  isTable ? { role: 'row', 'aria-rowindex': rowIndexInTable(itemIndex) } : {};
/** Across the choice, the name, these columns and the actions. */
const cellInTable = (columns: readonly ColumnId[] | null) =>
  columns === null ? {} : { role: 'gridcell', className: 'whole-line', 'aria-colspan': columns.length + 3 };

const tableStyle = (columns: readonly ColumnId[]): React.CSSProperties & Record<`--${string}`, string> => ({
  '--table-columns': gridTemplate(columns),
  '--table-width': `${leastWidth(columns)}px`,
});

const isInRow = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.closest('[data-row]') !== null && !(target instanceof HTMLInputElement);

/** How many rows a page key goes on by. */
function pageOf(scroller: HTMLElement | null, layout: keyof typeof STUCK): number {
  const height = (scroller?.clientHeight ?? 0) - STUCK[layout];
  const row = scroller?.querySelector('[data-row]')?.getBoundingClientRect().height ?? height;
  return Math.max(1, Math.floor(height / Math.max(1, row)) - 1);
}

function targetRow(key: string, at: number, count: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min(at + page, count - 1);
    case 'PageUp':
      return Math.max(at - page, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/**
 * Gives a row the focus as soon as it is drawn. Where the row that has it goes, the one that takes its place gets it: the
 * keyboard never falls out of the list.
 */
function useRowFocus(
  scroller: React.RefObject<HTMLElement | null>,
  tabStop: string | null,
  ordered: readonly string[],
  indexes: ReadonlyMap<string, number>,
): (key: string) => void {
  const wanted = useRef<string | null>(null);
  const lastFocused = useRef<{ readonly key: string; readonly among: readonly string[] } | null>(null);
  useLayoutEffect(() => {
    const lost = lastFocused.current;
    const isLost = lost !== null && !indexes.has(lost.key) && document.activeElement === document.body;
    const key =
      wanted.current ?? (isLost ? (ordered[Math.min(lost.among.indexOf(lost.key), ordered.length - 1)] ?? null) : null);
    if (key !== null) {
      const row = rowElement(scroller.current, key);
      row?.focus({ preventScroll: true });
      if (row !== undefined) wanted.current = null;
    }
    const inFocus = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'];
    if (inFocus !== undefined) lastFocused.current = { key: inFocus, among: ordered };
    else if (document.activeElement !== document.body) lastFocused.current = null;
  });
  return (key) => {
    // The row that has it already would take it back later, when nobody expects it.
    if (key !== tabStop) wanted.current = key;
  };
}

const rowElement = (scroller: HTMLElement | null, key: string | undefined): HTMLElement | undefined =>
  [...(scroller?.querySelectorAll<HTMLElement>('[data-row]') ?? [])].find((element) => element.dataset['row'] === key);
