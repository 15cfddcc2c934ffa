import { type Grouping, tagKeyOf } from '../../shared/list-settings';
import type { Profile, ProfileId, Region, Scope, Snapshot } from '../../shared/model';
import { STATE_GROUPS, type StateGroup, scopesOfProfile } from '../../shared/state-counts';
import { type ArrangedSection, type Arrangement, stateSection, tagValueOfSection } from './arrangement';
import type { Listed } from './listed';

/** What a section's head tells; `all` has none. */
export type SectionHead =
  | {
      readonly kind: 'scope';
      readonly scope: Scope;
      readonly profile: Profile;
      /** Whether it has more to say than its line: troubles, that it is empty, that its sign-in ends. */
      readonly hasBody: boolean;
    }
  | { readonly kind: 'profile'; readonly profile: Profile }
  | { readonly kind: 'region'; readonly region: Region }
  | { readonly kind: 'state'; readonly group: StateGroup }
  /** `value` is null for those without the tag. */
  | { readonly kind: 'tag'; readonly tagKey: string; readonly value: string | null }
  | { readonly kind: 'all' };

export interface ListSection {
  readonly key: string;
  readonly head: SectionHead;
  readonly rows: readonly Listed[];
}

export interface Shown {
  readonly groupBy: Grouping;
  /** Null for all of them. */
  readonly profileId: ProfileId | null;
  /** What the search finds of some rows, the same for the same rows; null where nothing is searched for. */
  readonly found: ((rows: readonly Listed[]) => readonly Listed[]) | null;
}

/**
 * What of the arranged list is to be seen. A scope stays without instances, for its head tells why; while searching it steps
 * aside, unless it is in trouble: it may hold what is looked for.
 */
export function shownSections(snapshot: Snapshot, { sections }: Arrangement, shown: Shown): readonly ListSection[] {
  const { profileId, found, groupBy } = shown;
  const scopes = new Map(snapshot.scopes.map((scope) => [scope.id as string, scope]));
  const shownScopes = new Set(profileId === null ? snapshot.scopes : scopesOfProfile(snapshot, profileId));
  return sections.flatMap((section) => {
    const sought = found === null ? section.rows : found(section.rows);
    const rows = profileId === null ? sought : sought.filter(({ scope }) => shownScopes.has(scope));
    if (groupBy === 'scope') {
      const scope = scopes.get(section.key);
      const profile = snapshot.profiles.find(({ id }) => id === scope?.profileId);
      if (scope === undefined || profile === undefined || !shownScopes.has(scope)) return [];
      const stepsAside = found !== null && rows.length === 0 && scope.freshness.kind !== 'failed';
      return stepsAside ? [] : [{ key: section.key, head: scopeHead(scope, profile, snapshot), rows }];
    }
    const head = headOf(section, groupBy);
    return rows.length === 0 || head === null ? [] : [{ key: section.key, head, rows }];
  });
}

function scopeHead(scope: Scope, profile: Profile, { access }: Pick<Snapshot, 'access'>): SectionHead {
  const endsSometime = (access[profile.id]?.signInEndsAt ?? null) !== null;
  const hasBody = scope.instances.length === 0 || scope.freshness.kind === 'failed' || endsSometime;
  return { kind: 'scope', scope, profile, hasBody };
}

/** What can be read off the first line; null for a section without any. */
function headOf({ key, rows }: ArrangedSection, groupBy: Exclude<Grouping, 'scope'>): SectionHead | null {
  const [first] = rows;
  if (first === undefined) return null;
  switch (groupBy) {
    case 'profile':
      return { kind: 'profile', profile: first.profile };
    case 'region':
      return { kind: 'region', region: first.scope.region };
    case 'state': {
      const group = STATE_GROUPS.find((candidate) => key === stateSection(candidate));
      return group === undefined ? null : { kind: 'state', group };
    }
    case 'none':
      return { kind: 'all' };
    default:
      return { kind: 'tag', tagKey: tagKeyOf(groupBy) ?? groupBy, value: tagValueOfSection(key) };
  }
}

/** One piece of the list: what is drawn or left out as a whole when it scrolls. `section` is the place of its section. */
export type ListItem =
  | { readonly kind: 'top'; readonly key: 'top' }
  | { readonly kind: 'head'; readonly key: string; readonly section: number }
  /** What a section has to say besides its head: troubles, that it is empty, that it is being asked. */
  | { readonly kind: 'body'; readonly key: string; readonly section: number }
  | {
      readonly kind: 'row';
      readonly key: string;
      readonly section: number;
      /** Counted from 0 within its section. */
      readonly index: number;
    };

/** All of the list in one line, in the order in which it is drawn. */
export function listItems(sections: readonly ListSection[]): readonly ListItem[] {
  const items: ListItem[] = [{ kind: 'top', key: 'top' }];
  for (const [at, section] of sections.entries()) {
    if (section.head.kind !== 'all') items.push({ kind: 'head', key: `head/${section.key}`, section: at });
    if (hasBody(section)) items.push({ kind: 'body', key: `body/${section.key}`, section: at });
    for (const [index, { key }] of section.rows.entries()) items.push({ kind: 'row', key, section: at, index });
  }
  return items;
}

/** Whether both are made up of the same pieces in the same order, whatever these have to say. */
export function haveSameItems(some: readonly ListSection[], others: readonly ListSection[]): boolean {
  return (
    some.length === others.length &&
    some.every((section, at) => {
      const other = others[at];
      return other !== undefined && section.key === other.key && haveSamePieces(section, other);
    })
  );
}

function haveSamePieces(section: ListSection, other: ListSection): boolean {
  if (section.head.kind !== other.head.kind || hasBody(section) !== hasBody(other)) return false;
  if (section.rows === other.rows) return true;
  return section.rows.length === other.rows.length && section.rows.every(({ key }, at) => key === other.rows[at]?.key);
}

const hasBody = ({ head }: ListSection): boolean => head.kind === 'scope' && head.hasBody;
