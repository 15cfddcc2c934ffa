import { onTestFinished } from 'vitest';
import type { RunningEndpoint } from '../../src/demo/endpoint';
import { accessFor, type ClientAccess } from '../../src/main/aws/credentials';
import { createScopeClient, type ScopeClient } from '../../src/main/aws/scope-client';
import type { AppError, Result } from '../../src/shared/errors';
import type { CredentialSource, Region } from '../../src/shared/model';
import { seoul } from './snapshot-builder';

/** Signs with the endpoint's key. */
export function keysOf(endpoint: RunningEndpoint): ClientAccess {
  const { accessKeyId, secretAccessKey } = endpoint.accessKey;
  return {
    credentials: async () => ({ accessKeyId, secretAccessKey }),
    profile: null,
    endpointUrl: endpoint.url,
    certificates: null,
  };
}

/** The app's own client of a Region at this address, with the real SDK behind it; closed when the test is over. */
export function scopeClientAt(access: ClientAccess, region: Region = seoul, filter: string | null = null): ScopeClient {
  const client = createScopeClient(region, async () => access, filter);
  onTestFinished(() => client.close());
  return client;
}

/** The same for a Profile with this credential source. */
export function scopeClientOf(source: CredentialSource, endpointUrl: string | null): ScopeClient {
  const client = createScopeClient(seoul, () =>
    accessFor(source, endpointUrl, () => Promise.reject(new Error('No demo account here'))),
  );
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
