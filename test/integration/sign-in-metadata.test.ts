import type { IncomingMessage } from 'node:http';
import { describe, expect, test, vi } from 'vitest';
import { answerOf, errorOf } from '../support/endpoint-scope';
import { type MetadataAnswer, metadataServer } from '../support/metadata-server';
import { hour, ownAccount } from '../support/sign-in-endpoint';
import { errorWithout, type SourceUnderTest, sourceUnderTest } from '../support/source-under-test';

const instanceMetadata = { kind: 'instance-metadata' } as const;
const environment = { kind: 'environment' } as const;
const roles = '/latest/meta-data/iam/security-credentials/';

/** What both services say of credentials that the endpoint gives out. */
function session({ identities }: SourceUnderTest): string {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = identities.keyRing.issue({
    arn: `arn:aws:sts::${ownAccount}:assumed-role/web-server/i-0123456789abcdef0`,
    userId: 'AROADEMO:i-0123456789abcdef0',
    accountId: ownAccount,
    lifetimeMs: hour,
    mfaAuthenticated: false,
  });
  return JSON.stringify({
    Code: 'Success',
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    Token: sessionToken,
    Expiration: new Date(expiration).toISOString(),
  });
}

/** The app on an EC2 instance whose metadata service (version 2: with a token) answers so for its role. */
async function onInstance(
  credentials: (source: SourceUnderTest) => MetadataAnswer,
  role: MetadataAnswer | null = null,
) {
  const source = await sourceUnderTest();
  const asked: string[] = [];
  const url = await metadataServer(({ method, url: path = '', headers }: IncomingMessage) => {
    asked.push(`${method} ${path}`);
    if (path === '/latest/api/token') return { body: 'metadata-token' };
    if (headers['x-aws-ec2-metadata-token'] !== 'metadata-token') return { status: 401, body: '' };
    return path === roles ? (role ?? { body: 'web-server' }) : credentials(source);
  });
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined);
  vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', url);
  return { ...source, asked };
}

describe('the role of the instance', () => {
  test('signs requests in', async () => {
    const { scopeClient, whoIs, asked } = await onInstance((source) => ({ body: session(source) }));
    expect(answerOf(await scopeClient(instanceMetadata).listInstances())).toHaveLength(1);
    expect(answerOf(await whoIs(instanceMetadata)).arn).toContain(':assumed-role/web-server/');
    expect(asked, 'found once for both').toEqual([
      ...['PUT /latest/api/token', `GET ${roles}`, `GET ${roles}web-server`],
    ]);
  });

  test('has new credentials for the very call that was refused', async () => {
    const { scopeClient, credentialClock } = await onInstance((source) => ({ body: session(source) }));
    const client = scopeClient(instanceMetadata);
    answerOf(await client.listInstances());
    credentialClock.advance(hour);
    expect(answerOf(await client.listInstances())).toHaveLength(1);
  });

  test('that may not do what is asked is told AWS’s own words', async () => {
    const { scopeClient, endpoint } = await onInstance((source) => ({ body: session(source) }));
    endpoint.faults.deny('DescribeInstances');
    expect(errorOf(await scopeClient(instanceMetadata).listInstances())).toMatchObject({
      code: 'access-denied',
      detail: expect.stringContaining('not authorized to perform'),
    });
  });

  test('that the instance does not have is told as no credentials', async () => {
    const { scopeClient } = await onInstance(() => ({ body: '' }), { status: 404, body: 'Not Found' });
    expect(errorOf(await scopeClient(instanceMetadata).listInstances())).toMatchObject({ code: 'no-credentials' });
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '<html>TOPSECRET</html>'],
    ['half of a JSON', '{"SecretAccessKey": "TOPSECRET'],
    ['credentials without a key', '{"Code":"Failed","SecretAccessKey":"TOPSECRET"}'],
    [
      'credentials that end at no time',
      '{"AccessKeyId":"A","SecretAccessKey":"TOPSECRET","Token":"T","Expiration":"soon"}',
    ],
  ])('of which the service says %s is told as no credentials', async (_what, body) => {
    const { scopeClient, actions } = await onInstance(() => ({ body }));
    const error = errorWithout(['TOPSECRET'], await scopeClient(instanceMetadata).listInstances());
    expect(error).toMatchObject({ code: 'no-credentials', detail: null });
    expect(actions()).toEqual([]);
  });

  test('where there is no such service is told with its address', async () => {
    const { scopeClient } = await sourceUnderTest();
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', 'http://127.0.0.1:1');
    expect(errorOf(await scopeClient(instanceMetadata).listInstances())).toMatchObject({
      code: 'endpoint-unreachable',
      message: { values: { where: '127.0.0.1:1' } },
    });
  });
});

/** The app in a container, whose credentials come from there. */
async function inContainer(answer: (source: SourceUnderTest) => MetadataAnswer) {
  const source = await sourceUnderTest();
  const url = await metadataServer(({ headers }) =>
    headers.authorization === 'CONTAINERTOKEN' ? answer(source) : { status: 401, body: '{}' },
  );
  vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', `${url}/role`);
  vi.stubEnv('AWS_CONTAINER_AUTHORIZATION_TOKEN', 'CONTAINERTOKEN');
  return source;
}

describe('the role of the container', () => {
  test('signs requests in, and has new credentials for the very call that was refused', async () => {
    const { scopeClient, whoIs, credentialClock } = await inContainer((source) => ({ body: session(source) }));
    const client = scopeClient(environment);
    expect(answerOf(await client.listInstances())).toHaveLength(1);
    expect(answerOf(await whoIs(environment)).arn).toContain(':assumed-role/web-server/');
    credentialClock.advance(hour);
    expect(answerOf(await client.listInstances())).toHaveLength(1);
  });

  test.each([
    ['refuses', { status: 403, body: '{"Code":"AccessDenied","Message":"TOPSECRET"}' }],
    ['says no JSON', { body: 'TOPSECRET' }],
    ['says credentials without a key', { body: '{"SecretAccessKey":"TOPSECRET"}' }],
  ])('of which the service %s is told as no credentials', async (_what, answer) => {
    const { scopeClient } = await inContainer(() => answer);
    const error = errorWithout(['TOPSECRET', 'CONTAINERTOKEN'], await scopeClient(environment).listInstances());
    expect(error).toMatchObject({ code: 'no-credentials', detail: null });
  });
});
