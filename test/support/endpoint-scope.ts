import { onTestFinished } from 'vitest';
import type { RunningEndpoint } from '../../src/demo/endpoint';
import { type ClientAccess, ProfileCredentials, type ProfileCredentialsParts } from '../../src/main/aws/credentials';
import { createScopeClient, type ScopeClient } from '../../src/main/aws/scope-client';
import { systemClock } from '../../src/main/clock';
import { type AppError, appError, fail, type Result } from '../../src/shared/errors';
import type { CredentialSource, Region } from '../../src/shared/model';
import { seoul } from './snapshot-builder';

/** Signs with the endpoint's key. */
export function keysOf(endpoint: RunningEndpoint): ClientAccess {
  const { accessKeyId, secretAccessKey } = endpoint.accessKey;
  return signedWith(async () => ({ accessKeyId, secretAccessKey }), endpoint.url);
}

/** No proxy, and no certificates but Node's own. */
const direct = { proxyFor: async () => '', certificates: null };

/** Signs with these, at this address; there are no others. */
export const signedWith = (credentials: ClientAccess['credentials'], endpointUrl: string): ClientAccess => ({
  credentials,
  replaceCredentials: async () => false,
  profile: null,
  endpointUrl,
  network: direct,
});

/** What signing in hangs on, where there is no demo account, no entered key and no proxy. */
export const signInParts = (): Omit<ProfileCredentialsParts, 'onMfaChallenge'> => ({
  clock: systemClock,
  demo: () => Promise.reject(new Error('No demo account here')),
  readAccessKeys: async () => fail(appError('access-keys-missing')),
  proxyFor: direct.proxyFor,
});

/** The credentials of Profiles there, with nobody to give an MFA code. */
export const profileCredentials = (given: Partial<ProfileCredentialsParts> = {}): ProfileCredentials =>
  new ProfileCredentials({ ...signInParts(), onMfaChallenge: () => undefined, ...given });

/** The app's own client of a Region at this address, with the real SDK behind it; closed when the test is over. */
export function scopeClientAt(access: ClientAccess, region: Region = seoul, filter: string | null = null): ScopeClient {
  const client = createScopeClient(region, async () => access, filter);
  onTestFinished(() => client.close());
  return client;
}

/** The same for a Profile with this credential source. */
export function scopeClientOf(
  source: CredentialSource,
  endpointUrl: string | null,
  given: Partial<ProfileCredentialsParts> = {},
): ScopeClient {
  const credentials = profileCredentials(given);
  const client = createScopeClient(seoul, () => credentials.accessFor({ source, endpointUrl }));
  onTestFinished(() => client.close());
  return client;
}

export function answerOf<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`Expected an answer, but got ${JSON.stringify(result.error)}`);
  return result.value;
}

export function errorOf(result: Result<unknown>): AppError {
  if (result.ok) throw new Error(`Expected an error, but got ${JSON.stringify(result.value)}`);
  return result.error;
}
