import { fromIni, fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { CredentialSource } from '../../shared/model';
import { trustedCertificates } from './ca-bundle';
import { withConfigErrors } from './config-errors';
import { configuredEndpointUrl, type Service } from './endpoint-url';

/** Where to reach the demo account: it exists only while the app runs. */
export interface DemoAccess {
  readonly endpointUrl: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

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
  service: Service = 'ec2',
): Promise<ClientAccess> {
  switch (source.kind) {
    case 'named-profile':
      return {
        credentials: withConfigErrors(fromIni({ profile: source.profileName, ignoreCache: true }), source.profileName),
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
