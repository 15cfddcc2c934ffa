import type { Result } from '../../shared/errors';
import type { AccessKeysId, CredentialSource } from '../../shared/model';
import type { Clock } from '../clock';
import { AssumedRoles, type MfaChallenge } from './assumed-roles';
import { trustedCertificates } from './ca-bundle';
import { CredentialCache, type Credentials } from './credential-cache';
import { environmentCredentials, instanceMetadataCredentials, namedProfileCredentials } from './credential-providers';
import { configuredEndpointUrl, type Service } from './endpoint-url';
import { isLoopback, type ProxyFor } from './proxy';
import type { Network } from './request-handler';
import { FailedWith } from './sdk-errors';

/** Where to reach the demo account: it exists only while the app runs. */
export interface DemoAccess {
  readonly endpointUrl: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** What a person entered, as AWS gave it to them. */
export interface AccessKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Temporary keys have one. */
  readonly sessionToken: string | null;
}

/** Gives access keys that were entered in the app. */
type ReadAccessKeys = (id: AccessKeysId) => Promise<Result<AccessKeys>>;

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
  readonly network: Network;
}

/** With `memoized` the SDK keeps no copy of what it was given. */
type CredentialsOfClient = (() => Promise<Credentials>) & { readonly memoized?: true };

export interface ProfileCredentialsParts {
  readonly clock: Clock;
  /** Asked only for the demo account. */
  readonly demo: () => Promise<DemoAccess>;
  readonly readAccessKeys: ReadAccessKeys;
  readonly proxyFor: ProxyFor;
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
    const { proxyFor } = this.#parts;
    if (source.kind === 'demo') {
      const { endpointUrl } = await this.#parts.demo();
      return { ...this.#signedBy(signIn), profile: null, endpointUrl, network: { proxyFor, certificates: null } };
    }
    const profile = source.kind === 'named-profile' ? source.profileName : null;
    return {
      ...this.#signedBy(signIn),
      profile,
      endpointUrl: endpointFor(service, signIn.endpointUrl) ?? (await configuredEndpointUrl(service, profile)),
      network: { proxyFor, certificates: await trustedCertificates(profile) },
    };
  }

  /** The same with access keys that are not kept yet: everything else is found as for those of the environment. */
  async accessWithKeys(keys: AccessKeys, endpointUrl: string | null, service: Service): Promise<ClientAccess> {
    return {
      credentials: async () => credentialsOf(keys),
      replaceCredentials: async () => false,
      profile: null,
      endpointUrl: endpointFor(service, endpointUrl) ?? (await configuredEndpointUrl(service, null)),
      network: { proxyFor: this.#parts.proxyFor, certificates: await trustedCertificates(null) },
    };
  }

  /** When those in hand end, ms since the epoch, UTC; null where they don't, or there are none yet. */
  expiresAt(signIn: SignIn): number | null {
    return this.#cacheOf(signIn).expiresAt;
  }

  /** Something has changed outside the app: new clients find their credentials anew. Those made before end with theirs. */
  forget(signIn: SignIn): void {
    this.#caches.delete(keyOf(signIn));
  }

  /** The same for every way to sign in but these: nobody follows what becomes of the others. */
  forgetAllBut(used: readonly SignIn[]): void {
    const kept = new Set(used.map(keyOf));
    for (const key of this.#caches.keys()) if (!kept.has(key)) this.#caches.delete(key);
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
    const key = keyOf(signIn);
    const cache = this.#caches.get(key) ?? new CredentialCache(this.#parts.clock, this.#finder(signIn));
    this.#caches.set(key, cache);
    return cache;
  }

  #finder({ source, endpointUrl }: SignIn): () => Promise<Credentials> {
    const way = {
      stsUrl: endpointUrl !== null && isLoopback(endpointUrl) ? endpointUrl : null,
      proxyFor: this.#parts.proxyFor,
    };
    switch (source.kind) {
      case 'named-profile':
        return namedProfileCredentials(source.profileName, way, this.#roles);
      case 'environment':
        return environmentCredentials(way, this.#roles);
      case 'instance-metadata':
        return instanceMetadataCredentials;
      case 'access-keys':
        return async () => {
          const keys = await this.#parts.readAccessKeys(source.keysId);
          if (!keys.ok) throw new FailedWith(keys.error);
          return credentialsOf(keys.value);
        };
      case 'demo':
        return async () => {
          const { accessKeyId, secretAccessKey } = await this.#parts.demo();
          return { accessKeyId, secretAccessKey };
        };
    }
  }
}

const keyOf = ({ source, endpointUrl }: SignIn): string => JSON.stringify([source, endpointUrl]);

const credentialsOf = ({ accessKeyId, secretAccessKey, sessionToken }: AccessKeys): Credentials => ({
  accessKeyId,
  secretAccessKey,
  ...(sessionToken === null ? {} : { sessionToken }),
});

/**
 * AWS's own hosts serve one service each: an `endpointUrl` there (a VPC endpoint, say) is EC2's; any other (LocalStack) is
 * asked who one is as well. Nothing that signs in goes there, unless it is this computer: a token or a code is worth more
 * than a signature, and the Profile may have come in a file.
 */
function endpointFor(service: Service, endpointUrl: string | null): string | null {
  if (endpointUrl === null || service === 'ec2') return endpointUrl;
  return /\.amazonaws\.com(\.cn)?$/i.test(new URL(endpointUrl).hostname) ? null : endpointUrl;
}
