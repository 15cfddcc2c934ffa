import { useId, useMemo } from 'react';
import type { ColumnId } from '../../shared/list-settings';
import { type InstanceTarget, targetKey } from '../../shared/model';
import { protectionBy } from '../../shared/protection';
import type { InstanceListProps } from './InstanceList';
import { InstanceRow } from './InstanceRow';
import type { DrawnSection, SpacedItem } from './layout';
import type { Listed } from './listed';
import { SectionBody } from './SectionBody';
import { SectionHeading } from './SectionHeading';
import type { ListSection } from './sections';

interface DrawnListSectionProps
  extends Pick<InstanceListProps, 'snapshot' | 'columns' | 'selection' | 'onEditProfile'> {
  readonly section: ListSection;
  readonly drawn: DrawnSection;
  readonly measure: (element: HTMLElement | null) => void;
  readonly tabStop: string | null;
  readonly onFocusRow: (key: string, target: InstanceTarget) => void;
  readonly onSelectRow: (key: string, isRange: boolean) => void;
}

/** A section of the list with its rows, as far as they are drawn. */
export function DrawnListSection(props: DrawnListSectionProps) {
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
}: DrawnListSectionProps & { readonly row: SpacedItem<'row'>; readonly listed: Listed }) {
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
export const Space = ({ height }: { readonly height: number }) => (height > 0 ? <div style={{ height }} /> : null);

/** Heads and what is told below them are rows of the table too. Above all pieces but the first stand the column heads. */
const rowIndexInTable = (itemIndex: number): number => itemIndex + 1;
const rowInTable = (isTable: boolean, itemIndex: number) =>
  isTable ? { role: 'row', 'aria-rowindex': rowIndexInTable(itemIndex) } : {};
/** Across the choice, the name, these columns and the actions. */
const cellInTable = (columns: readonly ColumnId[] | null) =>
  columns === null ? {} : { role: 'gridcell', className: 'whole-line', 'aria-colspan': columns.length + 3 };
