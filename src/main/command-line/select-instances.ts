import { assertNever } from '../../shared/assert-never';
import type { FilterName, Selection } from '../../shared/command-line-protocol';
import { type AppError, appError } from '../../shared/errors';
import type { Instance, Profile, Scope, Snapshot } from '../../shared/model';
import { plainText } from '../../shared/plain-text';
import { scopesOfProfile } from '../../shared/state-counts';
import { hasWildcard, matchesPattern } from '../../shared/wildcard';

/** An instance, and where it was found. */
export interface Found {
  readonly instance: Instance;
  readonly scope: Scope;
  readonly profile: Profile;
}

export interface Selected {
  /** Where it was looked for, as far as what was found depends on it. */
  readonly scopes: readonly Scope[];
  /** Each once, in the order of the scopes; with an error, what an ambiguous name could mean. */
  readonly found: readonly Found[];
  /** Why nothing may be done with them; null where all is clear. */
  readonly error: AppError | null;
}

/**
 * The scopes of the Profile (by its name, or the named profile's that it uses) and Region that were asked for; what is listed
 * under another Profile is meant there.
 */
export function selectScopes(snapshot: Snapshot, { profile, region }: Selection): readonly Scope[] {
  const profiles = snapshot.profiles.filter(
    ({ name, source }) =>
      profile === null || name === profile || (source.kind === 'named-profile' && source.profileName === profile),
  );
  const chosen = profiles.flatMap(({ id }) => scopesOfProfile(snapshot, id));
  return snapshot.scopes.filter((scope) => chosen.includes(scope) && (region === null || scope.region === region));
}

/**
 * What the names and filters stand for. Every name must be found. A name that stands for several instances is an error,
 * unless it has wildcards or `takesSeveral`; for a mere look it never is.
 */
export function selectInstances(
  snapshot: Snapshot,
  selection: Selection,
  { takesSeveral, forAction }: { readonly takesSeveral: boolean; readonly forAction: boolean },
): Selected {
  const scopes = selectScopes(snapshot, selection);
  if (scopes.length === 0) return { scopes, found: [], error: noScope(snapshot, selection) };
  const candidates = scopes
    .flatMap((scope) => foundIn(snapshot, scope))
    .filter(({ instance }) => selection.filters.every((filter) => isMet(filter, instance)));
  if (selection.names.length === 0) {
    const usable = forAction ? candidates.filter(isThere) : candidates;
    const found = forAction ? withoutTwins(usable) : usable;
    const error = forAction && found.length === 0 ? notFound(filterText(selection), scopes) : null;
    return { scopes, found, error };
  }

  const meanings = selection.names.map((name) => ({ name, found: named(name, candidates, forAction) }));
  const missing = meanings.filter(({ found }) => found.length === 0).map(({ name }) => name);
  if (missing.length > 0) return { scopes, found: [], error: notFound(missing.join(', '), scopes) };
  const unclear = meanings.find(({ name, found }) => found.length > 1 && !(takesSeveral || hasWildcard(name)));
  if (unclear !== undefined) {
    const values = { name: plainText(unclear.name), count: unclear.found.length };
    return { scopes, found: unclear.found, error: appError('ambiguous-name', { values }) };
  }
  const found = [...new Set(meanings.flatMap((meaning) => meaning.found))];
  // What other scopes have does not matter once every name has been found in its own.
  const isAllClear = !selection.names.some(hasWildcard);
  return {
    scopes: isAllClear ? scopes.filter((scope) => found.some((one) => one.scope === scope)) : scopes,
    found,
    error: null,
  };
}

function foundIn(snapshot: Snapshot, scope: Scope): readonly Found[] {
  const profile = snapshot.profiles.find(({ id }) => id === scope.profileId);
  return profile === undefined ? [] : scope.instances.map((instance) => ({ instance, scope, profile }));
}

/** The instances that are called so; where none is, those that the name describes with its wildcards. */
function named(name: string, candidates: readonly Found[], forAction: boolean): readonly Found[] {
  const byId = candidates.filter(({ instance }) => instance.instanceId === name);
  if (byId.length > 0) return forAction ? withoutTwins(byId) : byId;
  // EC2 lists what was terminated for about an hour, under its old name.
  const usable = forAction ? withoutTwins(candidates.filter(isThere)) : candidates;
  const exact = usable.filter(({ instance }) => instance.name === name);
  if (exact.length > 0) return exact;
  return usable.filter(
    ({ instance }) => matchesPattern(name, instance.instanceId) || matchesPattern(name, instance.name ?? ''),
  );
}

const isThere = ({ instance: { state } }: Found): boolean => state !== 'terminated' && state !== 'shutting-down';

/** Two Profiles may see the same account: nothing is sent to an instance twice. */
function withoutTwins(found: readonly Found[]): readonly Found[] {
  const first = new Map<string, Found>();
  for (const one of found) {
    const { instanceId, launchTime, privateIpAddress } = one.instance;
    const key = JSON.stringify([one.scope.region, instanceId, launchTime, privateIpAddress]);
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

type Filter = Selection['filters'][number];

function isMet({ name, values }: Filter, instance: Instance): boolean {
  return filtered(name, instance).some((text) => values.some((value) => matchesPattern(value, text)));
}

/** What a filter looks at. */
function filtered(name: FilterName, instance: Instance): readonly string[] {
  switch (name) {
    case 'availability-zone':
      return known(instance.availabilityZone);
    case 'dns-name':
      return known(instance.publicDnsName);
    case 'instance-id':
      return [instance.instanceId];
    case 'instance-state-name':
      return [instance.state];
    case 'instance-type':
      return [instance.instanceType];
    case 'ip-address':
      return known(instance.publicIpAddress);
    case 'private-ip-address':
      return known(instance.privateIpAddress);
    case 'tag-key':
      return [...(instance.name === null ? [] : ['Name']), ...instance.tags.map(({ key }) => key)];
    case 'tag:Name':
      return known(instance.name);
    default:
      return isTag(name)
        ? instance.tags.filter(({ key }) => `tag:${key}` === name).map(({ value }) => value)
        : assertNever(name);
  }
}

const isTag = (name: FilterName): name is `tag:${string}` => name.startsWith('tag:');
const known = (text: string | null): readonly string[] => (text === null ? [] : [text]);
const filterText = ({ filters }: Selection): string =>
  filters.map(({ name, values }) => `${name}=${values.join(',')}`).join(' ');

function notFound(what: string, scopes: readonly Scope[]): AppError {
  const silent = scopes.filter(({ freshness }) => freshness.kind !== 'current').map(({ region }) => region);
  const name = plainText(what);
  if (silent.length === 0) return appError('no-match', { values: { name } });
  return appError('match-unknown', { values: { name, where: [...new Set(silent)].join(', ') } });
}

function noScope(snapshot: Snapshot, { profile, region }: Selection): AppError {
  if (snapshot.scopes.length === 0)
    return appError(snapshot.allProfiles.length > 0 ? 'profiles-disabled' : 'no-profile');
  return appError('no-such-scope', {
    values: { name: plainText([profile, region].filter((part) => part !== null).join(' ')) },
  });
}
