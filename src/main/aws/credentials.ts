import type { CredentialSource } from '../../shared/model';
import type { Clock } from '../clock';
import { AssumedRoles, type MfaChallenge } from './assumed-roles';
import { trustedCertificates } from './ca-bundle';
import { CredentialCache, type Credentials } from './credential-cache';
import { environmentCredentials, instanceMetadataCredentials, namedProfileCredentials } from './credential-providers';
import { configuredEndpointUrl, type Service } from './endpoint-url';

/** Where to reach the demo account: it exists only while the app runs. */
export interface DemoAccess {
  readonly endpointUrl: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What the clients of a credential source are made with. */
export interface ClientAccess {
  /** Asked before each request: what is held, and for how long, is not for the clients to say. */
  readonly credentials: CredentialsOfClient;
  /** After AWS has refused what the clients signed with: whether there is something else now. Rejects with why there is nothing. */
  readonly replaceCredentials: () => Promise<boolean>;
  /** The named profile whose other settings (FIPS, dual-stack, …) the SDK should read as well. */
  readonly profile: string | null;
  /** Null for AWS's own. */
  readonly endpointUrl: string | null;
  /** PEM texts of all certificates to trust; null for Node's own. */
  readonly certificates: string[] | null;
}

/** With `memoized` the SDK keeps no copy of what it was given. */
export type CredentialsOfClient = (() => Promise<Credentials>) & { readonly memoized?: true };

export interface ProfileCredentialsParts {
  readonly clock: Pick<Clock, 'now'>;
  /** Asked only for the demo account. */
  readonly demo: () => Promise<DemoAccess>;
  /** Hears of every role that wants an MFA code, also of the same one again. */
  readonly onMfaChallenge: (challenge: MfaChallenge) => void;
}

/** Everything that has to do with one way to sign in: a credential source, and where it is asked. */
interface SignIn {
  readonly source: CredentialSource;
  /** Of the Profile itself; null for what the AWS configuration says. */
  readonly endpointUrl: string | null;
}

/** Holds the credentials of all Profiles: found once for each way of signing in, renewed in time, and forgotten at once
 * where something has changed outside. */
export class ProfileCredentials {
  readonly #parts: ProfileCredentialsParts;
  readonly #roles: AssumedRoles;
  readonly #caches = new Map<string, CredentialCache>();

  constructor(parts: ProfileCredentialsParts) {
    this.#parts = parts;
    this.#roles = new AssumedRoles(parts.clock, parts.onMfaChallenge);
  }

  /** How the clients of a service sign, and where they send. */
  async accessFor(signIn: SignIn, service: Service = 'ec2'): Promise<ClientAccess> {
    const { source } = signIn;
    if (source.kind === 'demo') {
      const { endpointUrl } = await this.#parts.demo();
      return { ...this.#signedBy(signIn), profile: null, endpointUrl, certificates: null };
    }
    const profile = source.kind === 'named-profile' ? source.profileName : null;
    return {
      ...this.#signedBy(signIn),
      profile,
      endpointUrl: endpointFor(service, signIn.endpointUrl) ?? (await configuredEndpointUrl(service, profile)),
      certificates: await trustedCertificates(profile),
    };
  }

  /** When those in hand end, ms since the epoch, UTC; null where they don't, or there are none yet. */
  expiresAt(signIn: SignIn): number | null {
    return this.#cacheOf(signIn).expiresAt;
  }

  /** Something has changed outside the app: what was found before is not used again. */
  forget(signIn: SignIn): void {
    this.#cacheOf(signIn).forget();
  }

  #signedBy(signIn: SignIn): Pick<ClientAccess, 'credentials' | 'replaceCredentials'> {
    const cache = this.#cacheOf(signIn);
    let given: Credentials | null = null;
    return {
      credentials: Object.assign(
        async () => {
          given = await cache.get();
          return given;
        },
        { memoized: true as const },
      ),
      replaceCredentials: async () => {
        if (given === null) return false;
        this.#roles.forget(given);
        return cache.replace(given);
      },
    };
  }

  #cacheOf(signIn: SignIn): CredentialCache {
    const key = JSON.stringify([signIn.source, signIn.endpointUrl]);
    const cache = this.#caches.get(key) ?? new CredentialCache(this.#parts.clock, this.#finder(signIn));
    this.#caches.set(key, cache);
    return cache;
  }

  #finder({ source, endpointUrl }: SignIn): () => Promise<Credentials> {
    const innerUrl = endpointFor('sts', endpointUrl);
    switch (source.kind) {
      case 'named-profile':
        return namedProfileCredentials(source.profileName, innerUrl, this.#roles);
      case 'environment':
        return environmentCredentials(innerUrl, this.#roles);
      case 'instance-metadata':
        return instanceMetadataCredentials;
      case 'demo':
        return async () => {
          const { accessKeyId, secretAccessKey } = await this.#parts.demo();
          return { accessKeyId, secretAccessKey };
        };
    }
  }
}

/** AWS's own hosts serve one service each: an `endpointUrl` there (a VPC endpoint, say) is EC2's; any other is for all. */
function endpointFor(service: Service, endpointUrl: string | null): string | null {
  if (endpointUrl === null || service === 'ec2') return endpointUrl;
  return /\.amazonaws\.com(\.cn)?$/i.test(new URL(endpointUrl).hostname) ? null : endpointUrl;
}
