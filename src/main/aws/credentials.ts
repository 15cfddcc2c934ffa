import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { Result } from '../../shared/errors';
import type { AccessKeysId, CredentialSource } from '../../shared/model';
import { trustedCertificates } from './ca-bundle';
import { configuredEndpointUrl, type Service } from './endpoint-url';
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
export type ReadAccessKeys = (id: AccessKeysId) => Promise<Result<AccessKeys>>;

type CredentialProvider = ReturnType<typeof fromIni>;

/** What the clients of a credential source are made with. */
export interface ClientAccess {
  readonly credentials: CredentialProvider;
  /** The named profile whose other settings (FIPS, dual-stack, …) the SDK should read as well. */
  readonly profile: string | null;
  /** Null for AWS's own. */
  readonly endpointUrl: string | null;
  /** PEM texts of all certificates to trust; null for Node's own. */
  readonly certificates: string[] | null;
}

/** Credential source -> how the SDK signs and where it sends; `demo` is asked only for the demo account. An `endpointUrl` of
 * the Profile itself is for every service. */
export async function accessFor(
  source: CredentialSource,
  endpointUrl: string | null,
  demo: () => Promise<DemoAccess>,
  readAccessKeys: ReadAccessKeys,
  service: Service = 'ec2',
): Promise<ClientAccess> {
  switch (source.kind) {
    case 'named-profile':
      return {
        credentials: fromIni({ profile: source.profileName, ignoreCache: true }),
        profile: source.profileName,
        endpointUrl: endpointUrl ?? (await configuredEndpointUrl(service, source.profileName)),
        certificates: await trustedCertificates(source.profileName),
      };
    case 'environment':
      return {
        credentials: fromNodeProviderChain(),
        profile: null,
        endpointUrl: endpointUrl ?? (await configuredEndpointUrl(service, null)),
        certificates: await trustedCertificates(null),
      };
    case 'access-keys':
      return accessWithKeys(
        async () => {
          const keys = await readAccessKeys(source.keysId);
          if (!keys.ok) throw new FailedWith(keys.error);
          return keys.value;
        },
        endpointUrl,
        service,
      );
    case 'demo': {
      const access = await demo();
      return {
        credentials: async () => ({ accessKeyId: access.accessKeyId, secretAccessKey: access.secretAccessKey }),
        profile: null,
        endpointUrl: access.endpointUrl,
        certificates: null,
      };
    }
  }
}

/** Signs with access keys, and takes everything else from where credentials of the environment would find it. */
export async function accessWithKeys(
  keys: () => Promise<AccessKeys>,
  endpointUrl: string | null,
  service: Service,
): Promise<ClientAccess> {
  return {
    credentials: async () => {
      const { accessKeyId, secretAccessKey, sessionToken } = await keys();
      return { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) };
    },
    profile: null,
    endpointUrl: endpointUrl ?? (await configuredEndpointUrl(service, null)),
    certificates: await trustedCertificates(null),
  };
}
