import { COLUMN_FIELDS, type ColumnField, type ColumnId, type SortKey, tagKeyOf } from '../../shared/list-settings';
import type { Snapshot } from '../../shared/model';
import type { MessageKey } from '../../shared/text';
import type { Translator } from '../../shared/translator';

/** `least` in px; what is left over is shared by `grow`. */
interface Width {
  readonly least: number;
  readonly grow: number;
}

const WIDTHS: Readonly<Record<ColumnField, Width>> = {
  state: { least: 100, grow: 0.3 },
  instanceId: { least: 144, grow: 0 },
  instanceType: { least: 116, grow: 0 },
  availabilityZone: { least: 108, grow: 0 },
  publicDnsName: { least: 170, grow: 2.4 },
  publicIpAddress: { least: 112, grow: 0 },
  privateIpAddress: { least: 112, grow: 0 },
  launchTime: { least: 104, grow: 0 },
  profile: { least: 90, grow: 0.7 },
  region: { least: 112, grow: 0 },
  tags: { least: 120, grow: 1 },
};
const TAG: Width = { least: 96, grow: 0.8 };

/** The check box, the state's shape, the name; what is chosen stands between them and the buttons. */
const FIRST: readonly Width[] = [
  { least: 26, grow: 0 },
  { least: 22, grow: 0 },
  { least: 150, grow: 1.6 },
];
const LAST: Width = { least: 120, grow: 0 };

const widthsOf = (columns: readonly ColumnId[]): readonly Width[] => [
  ...FIRST,
  ...columns.map((column) => {
    const field = COLUMN_FIELDS.find((known) => known === column);
    return field === undefined ? TAG : WIDTHS[field];
  }),
  LAST,
];

/** For `grid-template-columns` of every line of the table. */
export const gridTemplate = (columns: readonly ColumnId[]): string =>
  widthsOf(columns)
    .map(({ least, grow }) => (grow === 0 ? `${least}px` : `minmax(${least}px, ${grow}fr)`))
    .join(' ');

/** The least width that the columns need, px: below it the table scrolls sideways. */
export const leastWidth = (columns: readonly ColumnId[]): number =>
  widthsOf(columns).reduce((sum, { least }) => sum + least, 0);

/** What a column, an order or a grouping is called; a tag by its key. */
export function columnLabel(id: ColumnId | SortKey, { t }: Translator): string {
  const tag = tagKeyOf(id);
  if (tag !== null) return tag;
  const field = COLUMN_FIELDS.find((known) => known === id);
  const key: MessageKey = field === undefined ? 'column.name' : `column.${field}`;
  return t(key);
}

/** The tag keys of all instances, the most frequent first; those of AWS itself (`aws:`) come last. */
export function tagKeys({ scopes }: Pick<Snapshot, 'scopes'>): readonly string[] {
  const counts = new Map<string, number>();
  for (const { instances } of scopes) {
    for (const { tags } of instances) for (const { key } of tags) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const isOfAws = (key: string): number => Number(key.startsWith('aws:'));
  return [...counts]
    .sort(([a, some], [b, more]) => isOfAws(a) - isOfAws(b) || more - some || (a < b ? -1 : 1))
    .map(([key]) => key);
}

/** Whether the table can be ordered by the column: by all but the one that holds every tag. */
export const sortKeyOf = (column: ColumnId): SortKey | null => (column === 'tags' ? null : column);
