import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type EndpointOptions, type RunningEndpoint, startEndpoint } from '../../src/demo/endpoint';
import { checkAccessKeys } from '../../src/main/aws/check-access-keys';
import type { AccessKeys } from '../../src/main/aws/credentials';
import { appError, fail, ok } from '../../src/shared/errors';
import { type Region, toAccessKeysId } from '../../src/shared/model';
import { awsFiles } from '../support/aws-files';
import { answerOf, errorOf, profileCredentials, scopeClientOf } from '../support/endpoint-scope';
import { foreignServer } from '../support/foreign-server';
import { seoul } from '../support/snapshot-builder';

const longLived = { accessKeyId: 'AKIAEXAMPLEEXAMPLE77', secretAccessKey: 'the/secret+key=' };
const temporary = { accessKeyId: 'ASIAEXAMPLEEXAMPLE22', secretAccessKey: 'other/secret', sessionToken: 'the/token' };

async function anEndpoint(options: EndpointOptions = {}) {
  const endpoint = await startEndpoint({ accessKeys: [longLived, temporary], ...options });
  onTestFinished(() => endpoint.close());
  awsFiles('');
  return endpoint;
}

const asked = ({ calls }: RunningEndpoint) => calls.map(({ action }) => action);

const entered = { ...longLived, sessionToken: null };

const check = (keys: AccessKeys, region: Region, endpointUrl: string | null) =>
  checkAccessKeys(keys, region, endpointUrl, profileCredentials());

describe('access keys that are checked', () => {
  test.each([
    [entered, 'arn:aws:iam::123456789012:user/demo'],
    [temporary, 'arn:aws:sts::123456789012:assumed-role/demo-role/demo'],
  ])('tell whose they are: $accessKeyId', async (keys, arn) => {
    const { url, calls } = await anEndpoint();
    expect(await check(keys, seoul, url)).toMatchObject(ok({ accountId: '123456789012', arn }));
    expect([calls[0]?.action, calls[0]?.region]).toEqual(['GetCallerIdentity', seoul]);
  });

  test.each([
    ['an unknown ID', { ...entered, accessKeyId: 'AKIANOBODYNOBODY2345' }, 'unknown-access-key'],
    ['a wrong secret', { ...entered, secretAccessKey: 'not/it' }, 'wrong-secret-access-key'],
    ['a token that is missing', { ...temporary, sessionToken: null }, 'unknown-access-key'],
    ['a wrong token', { ...temporary, sessionToken: 'not/it' }, 'unknown-access-key'],
  ])('are refused for %s, and the answer repeats nothing secret', async (_what, keys, code) => {
    const { url } = await anEndpoint();
    const error = errorOf(await check(keys, seoul, url));
    expect(error.code).toBe(code);
    expect(JSON.stringify(error)).not.toContain(keys.secretAccessKey);
    expect(JSON.stringify(error)).not.toContain('the/token');
  });

  test('are refused once they have expired', async () => {
    const { url } = await anEndpoint({ accessKeys: [{ ...temporary, expiresAt: 1 }] });
    expect(errorOf(await check(temporary, seoul, url)).code).toBe('session-token-expired');
  });

  test('are not blamed for a wrong clock', async () => {
    const { url, faults } = await anEndpoint();
    const message = 'Signature expired: 20261002T110000Z is now earlier than 20261002T115500Z';
    faults.fail({ action: 'GetCallerIdentity', code: 'SignatureDoesNotMatch', message, status: 403 });
    expect(errorOf(await check(entered, seoul, url)).code).toBe('clock-skew');
  });

  test.each([
    ['nobody listens', async () => 'http://127.0.0.1:1', 'endpoint-unreachable'],
    ['something else listens', async () => (await foreignServer(200, '<html>Sign in</html>')).url, 'network-sign-in'],
  ])('are not blamed where %s', async (_what, url, code) => {
    awsFiles('');
    const endpointUrl = await url();
    expect(errorOf(await check(entered, seoul, endpointUrl))).toMatchObject({
      code,
      message: { values: { where: expect.stringContaining(new URL(endpointUrl).host) } },
    });
  });

  test('are checked where AWS_ENDPOINT_URL_STS says, unless the Profile says otherwise', async () => {
    const [own, configured] = [await anEndpoint(), await anEndpoint()];
    vi.stubEnv('AWS_ENDPOINT_URL_STS', configured.url);
    answerOf(await check(entered, seoul, null));
    expect([own, configured].map(asked)).toEqual([[], ['GetCallerIdentity']]);
    answerOf(await check(entered, seoul, own.url));
    expect(asked(own)).toEqual(['GetCallerIdentity']);
    expect(asked(configured)).toHaveLength(1);
  });

  test('are not sent where the CA bundle that is configured cannot be read', async () => {
    const { url, calls } = await anEndpoint();
    vi.stubEnv('AWS_CA_BUNDLE', '/nonexistent/ca.pem');
    expect(errorOf(await check(entered, seoul, url)).code).toBe('config-unreadable');
    expect(calls).toEqual([]);
  });
});

describe('a Profile with entered keys', () => {
  const source = { kind: 'access-keys', keysId: toAccessKeysId('keys-1') } as const;

  test.each([entered, temporary])('signs in with them: $accessKeyId', async (keys) => {
    const { url } = await anEndpoint();
    answerOf(await scopeClientOf(source, url, { readAccessKeys: async () => ok(keys) }).listInstances());
  });

  test('says why there are none, and has them at the next call once there are', async () => {
    const { url, calls } = await anEndpoint();
    let isLocked = true;
    const client = scopeClientOf(source, url, {
      readAccessKeys: async () => (isLocked ? fail(appError('keyring-refused')) : ok(entered)),
    });
    expect(errorOf(await client.listInstances()).code).toBe('keyring-refused');
    expect(calls).toEqual([]);
    isLocked = false;
    answerOf(await client.listInstances());
  });
});
