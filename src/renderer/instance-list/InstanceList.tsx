import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { ColumnId } from '../../shared/list-settings';
import type { InstanceTarget, Snapshot } from '../../shared/model';
import { useTranslator } from '../translation';
import { ColumnHeads } from './ColumnHeads';
import { gridTemplate, leastWidth } from './columns';
import { DrawnListSection, Space } from './DrawnListSection';
import type { ListSection } from './sections';
import { extended, type Selection, toggled, withAll } from './selection';
import { useListVirtualizer } from './use-list-virtualizer';
import { useOutline } from './use-outline';
import { rowElement, useRowFocus } from './use-row-focus';

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
  const shownView = useRef(view);
  useLayoutEffect(() => {
    // It runs again when the list comes back from behind another page: then it stays where it was.
    if (shownView.current !== view) scroller.current?.scrollTo({ top: 0 });
    shownView.current = view;
  }, [view]);
  const focusRow = useRowFocus(scroller, tabStop, ordered, indexes);

  function moveTo(key: string): void {
    setCurrent(key);
    focusRow(key);
  }

  useImperativeHandle(props.ref, () => ({
    focusFirst: () => {
      const [first] = ordered;
      if (first === undefined) return;
      moveTo(first);
      rowElement(scroller.current, first)?.focus();
    },
    // Where the person has scrolled to stays: they may come from a button that has gone.
    focusCurrent: () => rowElement(scroller.current, tabStop)?.focus({ preventScroll: true }),
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
      <DrawnListSection
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

const tableStyle = (columns: readonly ColumnId[]): React.CSSProperties & Record<`--${string}`, string> => ({
  '--table-columns': gridTemplate(columns),
  '--table-width': `${leastWidth(columns)}px`,
});

const isInRow = (target: EventTarget): boolean =>
  target instanceof HTMLElement &&
  target.closest('[data-row]') !== null &&
  !(target instanceof HTMLInputElement && target.type !== 'checkbox');

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
