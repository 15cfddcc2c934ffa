import { instanceLook } from '../../shared/instance-look';
import { type SortKey, tagKeyOf } from '../../shared/list-settings';
import {
  type Activity,
  type Instance,
  type InstanceTarget,
  type Profile,
  type Scope,
  type Snapshot,
  targetKey,
} from '../../shared/model';
import { STATE_GROUPS, stateGroup } from '../../shared/state-counts';

/** An instance with all that a line of the list is made of. */
export interface Listed {
  /** The same for as long as the instance is listed. */
  readonly key: string;
  readonly scope: Scope;
  readonly profile: Profile;
  readonly instance: Instance;
  readonly activity: Activity | undefined;
}

/**
 * Every instance of the picture, in the order of the Profiles, their Regions and, within one, their names. Those of a scope
 * and a Profile that are still the same objects are so too.
 */
export function listedInstances({ profiles, scopes }: Pick<Snapshot, 'profiles' | 'scopes'>): readonly Listed[] {
  const byId = new Map(profiles.map((profile) => [profile.id, profile]));
  return scopes.flatMap((scope) => {
    const profile = byId.get(scope.profileId);
    return profile === undefined ? [] : listedOf(scope, profile);
  });
}

const listedScopes = new WeakMap<Scope, { readonly profile: Profile; readonly listed: readonly Listed[] }>();

function listedOf(scope: Scope, profile: Profile): readonly Listed[] {
  const known = listedScopes.get(scope);
  if (known !== undefined && known.profile === profile) return known.listed;
  const listed = scope.instances.map((instance) => ({
    key: targetKey({ scopeId: scope.id, instanceId: instance.instanceId }),
    scope,
    profile,
    instance,
    activity: scope.activities[instance.instanceId],
  }));
  listedScopes.set(scope, { profile, listed });
  return listed;
}

export const targetOf = ({ scope, instance }: Listed): InstanceTarget => ({
  scopeId: scope.id,
  instanceId: instance.instanceId,
});

/** The look's group, in which the instance is counted. */
export const stateGroupOf = ({ instance, activity }: Listed) => stateGroup(instanceLook(instance, activity));

/** What the list is ordered by, of one instance; null for what it does not have. */
export function sortValue(listed: Listed, by: SortKey): string | number | null {
  const { instance, scope, profile } = listed;
  switch (by) {
    case 'name':
      return instance.name;
    case 'state':
      return STATE_GROUPS.indexOf(stateGroupOf(listed));
    case 'profile':
      return profile.name;
    case 'region':
      return scope.region;
    case 'instanceId':
    case 'instanceType':
    case 'availabilityZone':
    case 'publicDnsName':
    case 'publicIpAddress':
    case 'privateIpAddress':
    case 'launchTime':
      return instance[by];
    default:
      return tagValue(instance, tagKeyOf(by) ?? by);
  }
}

/** Null where the instance has no such tag. */
export function tagValue({ name, tags }: Instance, key: string): string | null {
  if (key === 'Name') return name;
  return tags.find((tag) => tag.key === key)?.value ?? null;
}
