/*
 * How a person wants the list of instances: in what order, in what groups, and with which columns where there is room.
 */

/** What a column of the list shows, the name aside, which every list begins with. */
export const COLUMN_FIELDS = [
  'state',
  'instanceId',
  'instanceType',
  'availabilityZone',
  'publicDnsName',
  'publicIpAddress',
  'privateIpAddress',
  'launchTime',
  'profile',
  'region',
  'tags',
] as const;
export type ColumnField = (typeof COLUMN_FIELDS)[number];

/** `tag:KEY` shows one tag's values. */
export type TagColumn = `tag:${string}`;
export type ColumnId = ColumnField | TagColumn;

/** What the list can be ordered by. */
export type SortKey = 'name' | Exclude<ColumnField, 'tags'> | TagColumn;

export const GROUPINGS = ['scope', 'profile', 'region', 'state', 'none'] as const;
/** `scope`: each Profile's Regions on their own. */
export type Grouping = (typeof GROUPINGS)[number] | TagColumn;

export interface ListSettings {
  readonly groupBy: Grouping;
  readonly sortBy: SortKey;
  readonly isDescending: boolean;
  /** In the order in which they stand, after the name. No doubles. */
  readonly columns: readonly ColumnId[];
}

export const DEFAULT_LIST: ListSettings = {
  groupBy: 'scope',
  sortBy: 'name',
  isDescending: false,
  columns: ['state', 'instanceId', 'instanceType', 'availabilityZone', 'publicDnsName', 'launchTime', 'tags'],
};

/** The longest key that AWS takes, in characters: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html */
export const TAG_KEY_LENGTH = 128;

/** More columns than this nobody can read. */
export const MOST_COLUMNS = 30;

export const tagColumn = (key: string): TagColumn => `tag:${key}`;

/** The tag's key that a column, a grouping or an order is by; null where it is by something else. */
export const tagKeyOf = (id: ColumnId | Grouping | SortKey): string | null =>
  id.startsWith('tag:') ? id.slice('tag:'.length) : null;
