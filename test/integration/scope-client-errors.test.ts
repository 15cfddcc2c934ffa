import { describe, expect, test } from 'vitest';
import type { NewInstance } from '../../src/demo/fleet-types';
import { isFateUnknown } from '../../src/main/aws/sdk-errors';
import { toInstanceId } from '../../src/shared/model';
import { answerOf, errorOf, keysOf, scopeClientAt, signedWith } from '../support/endpoint-scope';
import { foreignServer } from '../support/foreign-server';
import { endpointUnderTest, seoul } from '../unit/demo/endpoint-clients';

async function instanceUnderTest(given: NewInstance = {}) {
  const parts = await endpointUnderTest();
  const id = toInstanceId(parts.fleet.add(seoul, given));
  return { ...parts, id, client: scopeClientAt(keysOf(parts.endpoint)) };
}

const requestId = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe('EC2 refuses', () => {
  test('an ID that does not exist', async () => {
    const { client, id } = await instanceUnderTest();
    const gone = toInstanceId('i-0ffffffffffffffff');
    for (const answer of [await client.describeInstances([id, gone]), await client.startInstances([gone])]) {
      expect(errorOf(answer)).toMatchObject({
        code: 'instance-not-found',
        awsCode: 'InvalidInstanceID.NotFound',
        detail: "The instance ID 'i-0ffffffffffffffff' does not exist",
        requestId,
        retryable: false,
      });
    }
  });

  test('an ID that is none', async () => {
    const { client } = await instanceUnderTest();
    expect(errorOf(await client.stopInstances([toInstanceId('i-nonsense')], 'stop'))).toMatchObject({
      code: 'instance-id-malformed',
      awsCode: 'InvalidInstanceID.Malformed',
    });
  });

  test('to start what is still stopping', async () => {
    const { client, id } = await instanceUnderTest({ state: 'stopping' });
    expect(errorOf(await client.startInstances([id]))).toMatchObject({
      code: 'incorrect-state',
      awsCode: 'IncorrectInstanceState',
    });
  });

  test('to reboot what is stopped', async () => {
    const { client, id } = await instanceUnderTest();
    expect(errorOf(await client.rebootInstances([id]))).toMatchObject({ code: 'incorrect-state' });
  });

  test.each([
    [
      'a one-time spot instance',
      { state: 'running', spot: 'one-time' },
      'unsupported-operation',
      'UnsupportedOperation',
    ],
    [
      'an instance-store instance',
      { state: 'running', instanceStore: true },
      'unsupported-operation',
      'UnsupportedOperation',
    ],
    [
      'a stop-protected instance',
      { state: 'running', disableApiStop: true },
      'stop-protected',
      'OperationNotPermitted',
    ],
  ] as const)('to stop %s', async (_what, given, code, awsCode) => {
    const { client, id } = await instanceUnderTest(given);
    expect(errorOf(await client.stopInstances([id], 'stop'))).toMatchObject({ code, awsCode });
  });

  test('to start where there is no capacity, without the app asking again at once', async () => {
    const { client, id, endpoint } = await instanceUnderTest();
    endpoint.faults.noCapacity();
    expect(errorOf(await client.startInstances([id]))).toMatchObject({
      code: 'insufficient-capacity',
      awsCode: 'InsufficientInstanceCapacity',
      retryable: true,
    });
    expect(endpoint.calls).toHaveLength(1);
  });

  test('what the person may not do, and tells which permission is missing', async () => {
    const { client, id, endpoint } = await instanceUnderTest();
    endpoint.faults.deny('StartInstances', 'DescribeInstances');
    const error = errorOf(await client.startInstances([id]));
    expect(error).toMatchObject({ code: 'access-denied', awsCode: 'UnauthorizedOperation', requestId });
    expect(error.detail).toContain('ec2:StartInstances');
    expect(error.detail).not.toContain('Encoded authorization');
    expect(errorOf(await client.listInstances())).toMatchObject({ code: 'access-denied' });
  });

  test('keys that it does not know, and says nothing of them', async () => {
    const { endpoint } = await instanceUnderTest();
    const secretAccessKey = 'wJalrXUtnFEMI-not-the-real-one';
    const wrong = scopeClientAt({
      ...keysOf(endpoint),
      credentials: async () => ({ accessKeyId: endpoint.accessKey.accessKeyId, secretAccessKey }),
    });
    const unknown = scopeClientAt({
      ...keysOf(endpoint),
      credentials: async () => ({ accessKeyId: 'AKIANOBODYKNOWSTHIS0', secretAccessKey }),
    });
    for (const answer of [await wrong.listInstances(), await unknown.listInstances()]) {
      expect(errorOf(answer)).toMatchObject({ code: 'invalid-credentials', awsCode: 'AuthFailure' });
      expect(JSON.stringify(answer)).not.toContain('wJalrXUtnFEMI');
    }
  });
});

describe('EC2 throttles', () => {
  const throttle = (action: string, times?: number) => ({
    action,
    code: 'RequestLimitExceeded',
    message: 'Request limit exceeded.',
    ...(times === undefined ? {} : { times }),
  });

  test.each([
    ['DescribeInstances', 'listInstances'],
    ['StartInstances', 'startInstances'],
  ] as const)('%s, and the app asks again after a pause', async (action, call) => {
    const { client, id, endpoint } = await instanceUnderTest();
    endpoint.faults.fail(throttle(action, 1));
    if (call === 'listInstances') answerOf(await client.listInstances());
    else answerOf(await client.startInstances([id]));
    expect(endpoint.calls.map(({ outcome }) => outcome.kind)).toEqual(['refused', 'answered']);
  });

  test.each(['listInstances', 'startInstances'] as const)(
    'for good, and the app gives up after three attempts (%s)',
    async (call) => {
      const { client, id, endpoint, fleet } = await instanceUnderTest();
      endpoint.faults.fail(throttle(call === 'listInstances' ? 'DescribeInstances' : 'StartInstances'));
      const answer = call === 'listInstances' ? await client.listInstances() : await client.startInstances([id]);
      expect(errorOf(answer)).toMatchObject({ code: 'throttled', awsCode: 'RequestLimitExceeded', retryable: true });
      expect(endpoint.calls).toHaveLength(3);
      expect(fleet.find(seoul, id)?.state).toBe('stopped');
    },
  );
});

describe('no answer comes', () => {
  test.each([
    ['before', 'stopped'],
    ['after', 'pending'],
  ] as const)('from a start cut %s it took effect: it is sent exactly once, its fate unknown', async (when, state) => {
    const { client, id, endpoint, fleet } = await instanceUnderTest();
    endpoint.faults.dropConnection({ action: 'StartInstances', when });
    const error = errorOf(await client.startInstances([id]));
    expect(error).toMatchObject({ code: 'endpoint-unreachable', awsCode: 'ECONNRESET' });
    expect(isFateUnknown(error)).toBe(true);
    expect(endpoint.calls.map(({ action }) => action)).toEqual(['StartInstances']);
    expect(fleet.find(seoul, id)?.state).toBe(state);
  });

  test.each(['stopInstances', 'rebootInstances'] as const)('to a %s: it is sent exactly once as well', async (call) => {
    const { client, id, endpoint } = await instanceUnderTest({ state: 'running' });
    endpoint.faults.dropConnection({ when: 'after' });
    expect(isFateUnknown(errorOf(await client[call]([id], 'stop')))).toBe(true);
    expect(endpoint.calls).toHaveLength(1);
  });

  test('to a start that EC2 answers with a failure of its own: it is sent exactly once, its fate unknown', async () => {
    const { client, id, endpoint } = await instanceUnderTest();
    endpoint.faults.fail({ action: 'StartInstances', code: 'InternalError', status: 500 });
    expect(isFateUnknown(errorOf(await client.startInstances([id])))).toBe(true);
    expect(endpoint.calls).toHaveLength(1);
  });

  test('to a listing at first, and the app asks again', async () => {
    const { client, id, endpoint } = await instanceUnderTest();
    endpoint.faults.dropConnection({ when: 'before', times: 1 });
    expect(answerOf(await client.listInstances())).toMatchObject([{ instanceId: id }]);
    expect(endpoint.calls).toHaveLength(2);
  });

  test('where nothing listens: it is told with the address, and surely was not carried out', async () => {
    const { client, id, endpoint } = await instanceUnderTest();
    await endpoint.close();
    const error = errorOf(await client.startInstances([id]));
    expect(error).toMatchObject({
      code: 'endpoint-unreachable',
      awsCode: 'ECONNREFUSED',
      message: { values: { where: expect.stringContaining(`127.0.0.1:${endpoint.port}`) } },
    });
    expect(isFateUnknown(error)).toBe(false);
  });
});

describe('something else than EC2 answers', () => {
  const portal = '<html><head><title>Sign in to the network</title></head><body>Welcome</body></html>';
  const credentials = async () => ({ accessKeyId: 'AKIADEMO', secretAccessKey: 'demo' });

  test.each([
    ['a page with well-formed tags', 200, 'text/html', portal, 'network-sign-in'],
    [
      'a page as people write them',
      200,
      'text/html; charset=utf-8',
      '<!DOCTYPE html><br><p>Sign in',
      'network-sign-in',
    ],
    ['the way to another page', 302, 'text/html', '', 'network-sign-in'],
    ['that the network wants somebody to sign in', 511, 'text/html', portal, 'network-sign-in'],
    ['a page that calls itself XML', 200, 'text/xml', portal, 'unexpected-response'],
    ['nothing at all', 200, 'text/plain', '', 'unexpected-response'],
    ['JSON', 200, 'application/json', '{"ok":true}', 'unexpected-response'],
    ['other XML', 200, 'text/xml', '<ListBucketResult><Name>b</Name></ListBucketResult>', 'unexpected-response'],
    ['a page that says no', 403, 'text/html', portal, 'unexpected-response'],
  ])(
    '%s (HTTP %i, %s): it is told as such, and never as a Region without instances',
    async (_what, status, contentType, body, code) => {
      const { url, host } = await foreignServer(status, body, { 'content-type': contentType });
      const answer = await scopeClientAt(signedWith(credentials, url)).listInstances();
      expect(answer.ok, 'whether a listing by something that is not EC2 is taken for an answer').toBe(false);
      const values = { where: expect.stringContaining(host) };
      expect(errorOf(answer)).toMatchObject({ code, message: { values } });
    },
  );

  test('to a start: it is sent once, and nobody takes it for done', async () => {
    const { url, requests } = await foreignServer(200, portal);
    const client = scopeClientAt(signedWith(credentials, url));
    const answer = await client.startInstances([toInstanceId('i-0a1b2c3d4e5f67890')]);
    expect(requests()).toBe(1);
    expect(answer.ok, 'whether a start answered by something that is not EC2 is taken for accepted').toBe(false);
  });
});
