import { appError, fail, type Result } from '../shared/errors';
import { type Profile, type Region, type ScopeId, scopeId } from '../shared/model';
import type { CallerIdentity } from '../shared/sign-in';
import { accountAlias, callerIdentity } from './aws/caller-identity';
import type { ProfileCredentials } from './aws/credentials';
import { createScopeClient, type ScopeClient } from './aws/scope-client';
import { showsTheSameInstances } from './scope-changes';

interface Held {
  readonly profile: Profile;
  readonly region: Region;
  readonly client: ScopeClient;
}

/** Owns the AWS client of each scope: made when first asked for, closed when its Profile changes or goes. */
export class ScopeClients {
  readonly #credentials: ProfileCredentials;
  readonly #held = new Map<ScopeId, Held>();
  #profiles: readonly Profile[] = [];

  constructor(credentials: ProfileCredentials) {
    this.#credentials = credentials;
  }

  /** The Profiles in force from now on. */
  setProfiles(profiles: readonly Profile[]): void {
    this.#profiles = profiles;
    for (const [id, { profile, region, client }] of this.#held) {
      const now = profiles.find((candidate) => candidate.id === profile.id);
      if (now?.regions.includes(region) && showsTheSameInstances(now, profile)) continue;
      client.close();
      this.#held.delete(id);
    }
  }

  /** The client of a scope of the Profiles in force; to ask for another is a mistake in this program. */
  clientFor = (id: ScopeId): ScopeClient => {
    const held = this.#held.get(id);
    if (held !== undefined) return held.client;
    const found = this.#find(id);
    if (found === undefined) throw new Error(`No Profile has the scope ${id}`);
    const { profile, region } = found;
    const client = createScopeClient(region, () => this.#credentials.accessFor(profile), profile.filter);
    this.#held.set(id, { profile, region, client });
    return client;
  };

  /** Who AWS takes a Profile for, asked in the first of its Regions. */
  callerIdentity = async (profile: Profile): Promise<Result<CallerIdentity>> => {
    const [region] = profile.regions;
    if (region === undefined) return fail(appError('scope-not-found'));
    return callerIdentity(region, (service) => this.#credentials.accessFor(profile, service));
  };

  /** What the account of a Profile is called; null where nobody may know. */
  accountAlias = (profile: Profile, { arn }: CallerIdentity): Promise<string | null> =>
    accountAlias(arn, (service) => this.#credentials.accessFor(profile, service));

  /** How a Profile signs in has changed outside: neither its credentials nor its clients are used any longer. */
  renew(profile: Profile): void {
    this.#credentials.forget(profile);
    for (const region of profile.regions) {
      const id = scopeId(profile.id, region);
      this.#held.get(id)?.client.close();
      this.#held.delete(id);
    }
  }

  #find(id: ScopeId): { readonly profile: Profile; readonly region: Region } | undefined {
    for (const profile of this.#profiles) {
      const region = profile.regions.find((candidate) => scopeId(profile.id, candidate) === id);
      if (region !== undefined) return { profile, region };
    }
    return undefined;
  }

  close(): void {
    for (const { client } of this.#held.values()) client.close();
    this.#held.clear();
  }
}
