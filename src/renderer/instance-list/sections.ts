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
  /** What the search says; null where nothing is searched for. */
  readonly matches: ((listed: Listed) => boolean) | null;
}

/**
 * What of the arranged list is to be seen. A scope stays without instances, for its head tells why; while searching it steps
 * aside, unless it is in trouble: it may hold what is looked for.
 */
export function shownSections(snapshot: Snapshot, { sections }: Arrangement, shown: Shown): readonly ListSection[] {
  const { profileId, matches, groupBy } = shown;
  const scopes = new Map(snapshot.scopes.map((scope) => [scope.id as string, scope]));
  const shownScopes = new Set(profileId === null ? snapshot.scopes : scopesOfProfile(snapshot, profileId));
  const isShown = (listed: Listed): boolean =>
    (profileId === null || shownScopes.has(listed.scope)) && (matches === null || matches(listed));
  const showsAll = profileId === null && matches === null;
  return sections.flatMap((section) => {
    const rows = showsAll ? section.rows : section.rows.filter(isShown);
    if (groupBy === 'scope') {
      const scope = scopes.get(section.key);
      const profile = snapshot.profiles.find(({ id }) => id === scope?.profileId);
      if (scope === undefined || profile === undefined || !shownScopes.has(scope)) return [];
      const stepsAside = matches !== null && rows.length === 0 && scope.freshness.kind !== 'failed';
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

/** One piece of the list: what is drawn or left out as a whole when it scrolls. */
export type ListItem =
  | { readonly kind: 'top'; readonly key: 'top' }
  | { readonly kind: 'head'; readonly key: string; readonly section: ListSection }
  /** What a section has to say besides its head: troubles, that it is empty, that it is being asked. */
  | { readonly kind: 'body'; readonly key: string; readonly section: ListSection }
  | {
      readonly kind: 'row';
      readonly key: string;
      readonly section: ListSection;
      readonly listed: Listed;
      /** Counted from 0 within its section. */
      readonly index: number;
    };

/** All of the list in one line, in the order in which it is drawn. */
export function listItems(sections: readonly ListSection[]): readonly ListItem[] {
  const items: ListItem[] = [{ kind: 'top', key: 'top' }];
  for (const section of sections) {
    if (section.head.kind !== 'all') items.push({ kind: 'head', key: `head/${section.key}`, section });
    if (section.head.kind === 'scope' && section.head.hasBody)
      items.push({ kind: 'body', key: `body/${section.key}`, section });
    for (const [index, listed] of section.rows.entries()) {
      items.push({ kind: 'row', key: listed.key, section, listed, index });
    }
  }
  return items;
}
