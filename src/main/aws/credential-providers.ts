import { fromIni, fromInstanceMetadata, fromNodeProviderChain, fromWebToken } from '@aws-sdk/credential-providers';
import { z } from 'zod';
import type { AssumedRoles } from './assumed-roles';
import { trustedCertificates } from './ca-bundle';
import { withConfigErrors } from './config-errors';
import { profileNameOf, readSharedConfig, type SharedConfig, ssoSessionOf } from './config-sections';
import type { Credentials } from './credential-cache';
import { configuredEndpointUrl } from './endpoint-url';
import type { ProxyFor } from './proxy';
import { requestHandler } from './request-handler';
import { isCredentialRefused, SignInError, toAppError } from './sdk-errors';
import { ssoRequestHandler } from './sso-endpoints';

type ProviderSettings = NonNullable<Parameters<typeof fromIni>[0]>;
type AssumeRoleParams = Parameters<NonNullable<ProviderSettings['roleAssumer']>>[1];
type AssumeRoleWithWebIdentityParams = Parameters<NonNullable<ProviderSettings['roleAssumerWithWebIdentity']>>[0];

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
    return found(fromIni({ profile: profileName, ...providerSettings(clients, roles) })).finally(clients.close);
  }, profileName);
}

/** Signs in with what the environment holds, in the SDK's own order; a profile that it names goes before all else. */
export function environmentCredentials(way: Way, roles: AssumedRoles): () => Promise<Credentials> {
  const named = process.env['AWS_PROFILE'];
  if (named) return namedProfileCredentials(named, way, roles);
  return async () => {
    const clients = await innerClients(null, way);
    return found(fromNodeProviderChain(providerSettings(clients, roles))).finally(clients.close);
  };
}

/** Signs in with the role of the EC2 instance that the app runs on. */
export function instanceMetadataCredentials(): Promise<Credentials> {
  return found(fromInstanceMetadata({ timeout: METADATA_TIMEOUT_MS, maxRetries: 1 }));
}

/** A program may say anything. */
const credentialsSchema = z.object({
  accessKeyId: z.string().min(1),
  secretAccessKey: z.string().min(1),
  sessionToken: z.string().optional(),
  expiration: z.date().optional(),
});

async function found(provider: () => Promise<Credentials>): Promise<Credentials> {
  try {
    const credentials = await provider();
    credentialsSchema.parse(credentials);
    return credentials;
  } catch (cause) {
    throw new SignInError('There are no credentials', { cause });
  }
}

/** What the SDK's providers need to read the files anew, and to ask with our clients. */
function providerSettings({ sts, signIn }: Awaited<ReturnType<typeof innerClients>>, roles: AssumedRoles) {
  return {
    ignoreCache: true,
    // Never used: `roles` asks for the code where it has no credentials of the role yet.
    mfaCodeProvider: async () => '',
    roleAssumer: async (master: Credentials, params: AssumeRoleParams): Promise<Credentials> => {
      try {
        return await roles.assume(master, params, sts);
      } catch (thrown) {
        if (isCredentialRefused(toAppError(thrown, STS_REGION))) roles.forget(master);
        throw thrown;
      }
    },
    roleAssumerWithWebIdentity: ({ RoleArn, RoleSessionName, WebIdentityToken }: AssumeRoleWithWebIdentityParams) =>
      fromWebToken({
        roleArn: RoleArn,
        roleSessionName: RoleSessionName,
        webIdentityToken: WebIdentityToken,
        clientConfig: sts,
      })(),
    clientConfig: signIn,
  };
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
  const name = profileName ?? profileNameOf({ kind: 'environment' }) ?? 'default';
  const sharedConfig = await readSharedConfig();
  const sts = {
    ...common,
    region: stsRegion(sharedConfig, profileName, name),
    ...endpointAt(stsUrl),
  };
  const ssoUrls = { sso: await endpointOf('sso'), ssoOidc: await endpointOf('sso_oidc') };
  const sso = { ...common, requestHandler: ssoRequestHandler(handler, ssoUrls) };
  return {
    sts,
    signIn: ssoSessionOf(sharedConfig, name) === null ? { ...common, ...endpointAt(await endpointOf('signin')) } : sso,
    close: () => handler.destroy(),
  };
}

const endpointAt = (url: string | null): { readonly endpoint?: string } => (url === null ? {} : { endpoint: url });

function stsRegion({ configFile, credentialsFile }: SharedConfig, profileName: string | null, name: string): string {
  const fromFiles = credentialsFile[name]?.['region'] ?? configFile[name]?.['region'];
  const fromEnvironment = process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'];
  return (profileName === null ? (fromEnvironment ?? fromFiles) : (fromFiles ?? fromEnvironment)) || STS_REGION;
}
