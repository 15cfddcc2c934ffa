import { expect, onTestFinished, test } from 'vitest';
import { startEndpoint } from '../../src/demo/endpoint';
import { callerArn } from '../../src/main/aws/caller-identity';
import { keysOf } from '../support/endpoint-scope';
import { seoul } from '../support/snapshot-builder';

async function anEndpoint() {
  const endpoint = await startEndpoint();
  onTestFinished(() => endpoint.close());
  return endpoint;
}

test('the caller is who the credentials belong to', async () => {
  const endpoint = await anEndpoint();
  expect(await callerArn(seoul, async () => keysOf(endpoint))).toMatch(/^arn:aws:(iam|sts)::\d{12}:/);
  expect(endpoint.calls.map(({ action }) => action)).toEqual(['GetCallerIdentity']);
});

test.each([
  [
    'refuses',
    async () => ({
      ...keysOf(await anEndpoint()),
      credentials: async () => ({ accessKeyId: 'AKIAX', secretAccessKey: 'x' }),
    }),
  ],
  ['cannot be reached', async () => ({ ...keysOf(await anEndpoint()), endpointUrl: 'http://127.0.0.1:1' })],
  ['cannot be asked, for want of credentials', () => Promise.reject(new Error('none'))],
])('the caller is not known where AWS %s, and nothing is thrown', async (_what, access) => {
  expect(await callerArn(seoul, access)).toBe(null);
});
