import { fromIni, fromInstanceMetadata, fromNodeProviderChain, fromWebToken } from '@aws-sdk/credential-providers';
import { loadSharedConfigFiles } from '@smithy/core/config';
import type { AssumedRoles } from './assumed-roles';
import { trustedCertificates } from './ca-bundle';
import { withConfigErrors } from './config-errors';
import type { Credentials } from './credential-cache';
import { configuredEndpointUrl } from './endpoint-url';
import type { ProxyFor } from './proxy';
import { requestHandler } from './request-handler';

/** Where STS is asked when nothing names a Region: it has one in each, and this one is always on. */
const STS_REGION = 'us-east-1';

/** How the clients get there that are needed to sign in. */
interface Way {
  /** Where roles are assumed; null for where the AWS configuration says. */
  readonly stsUrl: string | null;
  readonly proxyFor: ProxyFor;
}

/**
 * Signs in as a named profile of the shared config files says, whatever that is: keys, a role or a chain of them, IAM
 * Identity Center, a process, … The files are read anew each time.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export function namedProfileCredentials(profileName: string, way: Way, roles: AssumedRoles) {
  return withConfigErrors(async () => {
    const clients = await innerClients(profileName, way);
    try {
      return await fromIni({
        profile: profileName,
        ignoreCache: true,
        // Never used: `roles` asks for the code where it has no credentials of the role yet.
        mfaCodeProvider: async () => '',
        roleAssumer: (master, params) => roles.assume(master, params, clients.sts),
        roleAssumerWithWebIdentity: ({ RoleArn, RoleSessionName, WebIdentityToken }) =>
          fromWebToken({
            roleArn: RoleArn,
            roleSessionName: RoleSessionName,
            webIdentityToken: WebIdentityToken,
            clientConfig: clients.sts,
          })(),
        clientConfig: clients.signIn,
      })();
    } finally {
      clients.close();
    }
  }, profileName);
}

/** Signs in with what the environment holds, in the SDK's own order; a profile that it names goes before all else. */
export function environmentCredentials(way: Way, roles: AssumedRoles): () => Promise<Credentials> {
  const named = process.env['AWS_PROFILE'];
  if (named) return namedProfileCredentials(named, way, roles);
  return async (): Promise<Credentials> => {
    const clients = await innerClients(null, way);
    try {
      return await fromNodeProviderChain({ ignoreCache: true, clientConfig: clients.sts })();
    } finally {
      clients.close();
    }
  };
}

/** Signs in with the role of the EC2 instance that the app runs on. */
export function instanceMetadataCredentials(): Promise<Credentials> {
  return fromInstanceMetadata({ timeout: METADATA_TIMEOUT_MS, maxRetries: 1 })();
}

/** The metadata service is next door: where it does not answer at once, there is none. */
const METADATA_TIMEOUT_MS = 2_000;

/** What the clients that are needed to sign in are made with. */
async function innerClients(profileName: string | null, way: Way) {
  const { proxyFor } = way;
  const endpointOf = (service: Parameters<typeof configuredEndpointUrl>[0]) =>
    configuredEndpointUrl(service, profileName);
  const handler = requestHandler({ proxyFor, certificates: await trustedCertificates(profileName) });
  const common = { requestHandler: handler, ...(profileName === null ? {} : { profile: profileName }) };
  const stsUrl = way.stsUrl ?? (await endpointOf('sts'));
  // The SDK makes the clients of IAM Identity Center and of `aws login` with the same settings.
  const signInUrl = (await endpointOf('sso')) ?? (await endpointOf('sso_oidc')) ?? (await endpointOf('signin'));
  const sts = {
    ...common,
    region: await stsRegion(profileName),
    ...(stsUrl === null ? {} : { endpoint: stsUrl }),
  };
  return {
    sts,
    signIn: { ...common, ...(signInUrl === null ? {} : { endpoint: signInUrl }) },
    close: () => handler.destroy(),
  };
}

async function stsRegion(profileName: string | null): Promise<string> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const name = profileName ?? 'default';
  const fromFiles = credentialsFile[name]?.['region'] ?? configFile[name]?.['region'];
  const fromEnvironment = process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'];
  return (profileName === null ? (fromEnvironment ?? fromFiles) : (fromFiles ?? fromEnvironment)) || STS_REGION;
}
