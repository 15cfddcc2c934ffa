import { type Profile, type Region, type ScopeId, scopeId } from '../shared/model';
import { callerArn } from './aws/caller-identity';
import { accessFor, type DemoAccess } from './aws/credentials';
import { createScopeClient, type ScopeClient } from './aws/scope-client';
import { showsTheSameInstances } from './scope-changes';

interface Held {
  readonly profile: Profile;
  readonly region: Region;
  readonly client: ScopeClient;
}

/** Owns the AWS client of each scope: made when first asked for, closed when its Profile changes or goes. */
export class ScopeClients {
  readonly #demo: () => Promise<DemoAccess>;
  readonly #held = new Map<ScopeId, Held>();
  #profiles: readonly Profile[] = [];

  constructor(demo: () => Promise<DemoAccess>) {
    this.#demo = demo;
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
    const access = () => accessFor(profile.source, profile.endpointUrl, this.#demo);
    const client = createScopeClient(region, access, profile.filter);
    this.#held.set(id, { profile, region, client });
    return client;
  };

  /** Who AWS takes the Profile of this scope for; null where it does not tell. Never rejects. */
  callerArn = async (id: ScopeId): Promise<string | null> => {
    const found = this.#find(id);
    if (found === undefined) return null;
    const { profile, region } = found;
    return callerArn(region, () => accessFor(profile.source, profile.endpointUrl, this.#demo, 'sts'));
  };

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
