import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { EndpointOptions } from '../../src/demo/endpoint';
import type { MfaChallenge } from '../../src/main/aws/assumed-roles';
import { callerIdentity } from '../../src/main/aws/caller-identity';
import { createScopeClient } from '../../src/main/aws/scope-client';
import type { AppError } from '../../src/shared/errors';
import { type CredentialSource, toInstanceId } from '../../src/shared/model';
import { awsHome } from './aws-home';
import { errorOf, profileCredentials } from './endpoint-scope';
import { signInEndpoint } from './sign-in-endpoint';
import { seoul } from './snapshot-builder';
import { temporaryDirectory } from './temporary-directory';

/** The named profile that most tests are about. */
export const work: CredentialSource = { kind: 'named-profile', profileName: 'work' };

/**
 * The account of the local endpoint, with one instance in Seoul, and a home in which nobody can sign in to it yet. The
 * time by which credentials end there is the test's to move; the app's is the machine's.
 */
export async function sourceUnderTest(options: EndpointOptions = {}) {
  const underTest = await signInEndpoint(options);
  const { endpoint, fleet } = underTest;
  const instanceId = toInstanceId(fleet.add(seoul, { name: 'web' }));
  const files = awsHome(endpoint.url);
  const challenges: MfaChallenge[] = [];
  const credentials = profileCredentials({ onMfaChallenge: (challenge) => challenges.push(challenge) });
  return {
    ...underTest,
    instanceId,
    files,
    credentials,
    /** Every role that wanted a code, once for each time. */
    challenges,
    keyLines: keyLines(endpoint.accessKey),
    writeConfig: (...lines: readonly string[]): void => writeFileSync(files.configFile, textOf(lines)),
    writeCredentials: (...lines: readonly string[]): void => writeFileSync(files.credentialsFile, textOf(lines)),
    /** The app's own client of a Profile in Seoul. */
    scopeClient: (source: CredentialSource = work, endpointUrl: string | null = null) => {
      const client = createScopeClient(seoul, () => credentials.accessFor({ source, endpointUrl }));
      onTestFinished(() => client.close());
      return client;
    },
    /** Whom AWS takes the holder of the credentials for. */
    whoIs: (source: CredentialSource = work) =>
      callerIdentity(seoul, (service) => credentials.accessFor({ source, endpointUrl: null }, service)),
    /** What was asked, one after the other. */
    actions: (): readonly string[] => endpoint.calls.map(({ action }) => action),
  };
}

export type SourceUnderTest = Awaited<ReturnType<typeof sourceUnderTest>>;

const textOf = (lines: readonly string[]): string => `${lines.join('\n')}\n`;

/** A key as both shared files have it. */
export function keyLines(key: {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}): string {
  const session = key.sessionToken === undefined ? '' : `\naws_session_token = ${key.sessionToken}`;
  return `aws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}${session}`;
}

/** A program for `credential_process` that does this. */
export function processThat(script: string): string {
  const file = path.join(temporaryDirectory(), 'credentials.sh');
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o700);
  return file;
}

/** The error of a call; fails where any of these secrets is told in it. */
export function errorWithout(secrets: readonly string[], result: Parameters<typeof errorOf>[0]): AppError {
  const error = errorOf(result);
  const told = JSON.stringify(error);
  for (const secret of secrets) {
    if (told.includes(secret)) throw new Error(`The secret ${secret} is told: ${told}`);
  }
  return error;
}
