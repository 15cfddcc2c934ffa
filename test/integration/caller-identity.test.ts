import { expect, onTestFinished, test } from 'vitest';
import { startEndpoint } from '../../src/demo/endpoint';
import { accountAlias, callerIdentity } from '../../src/main/aws/caller-identity';
import { answerOf, errorOf, keysOf, signedWith } from '../support/endpoint-scope';
import { seoul } from '../support/snapshot-builder';

async function anEndpoint() {
  const endpoint = await startEndpoint();
  onTestFinished(() => endpoint.close());
  return endpoint;
}

test('the caller is who the credentials belong to, with the account', async () => {
  const endpoint = await anEndpoint();
  expect(answerOf(await callerIdentity(seoul, async () => keysOf(endpoint)))).toMatchObject({
    accountId: expect.stringMatching(/^\d{12}$/),
    arn: expect.stringMatching(/^arn:aws:(iam|sts)::\d{12}:/),
  });
  expect(endpoint.calls[0]).toMatchObject({ action: 'GetCallerIdentity', region: seoul });
});

test('the alias is that of the account, and none where it may not be read', async () => {
  const endpoint = await anEndpoint();
  const { arn, accountId } = answerOf(await callerIdentity(seoul, async () => keysOf(endpoint)));
  endpoint.identities.accountAliases.set(accountId, 'acme');
  expect(await accountAlias(arn, async () => keysOf(endpoint))).toBe('acme');
  endpoint.faults.deny('ListAccountAliases');
  expect(await accountAlias(arn, async () => keysOf(endpoint))).toBeNull();
});

test('who AWS refuses is nobody, and it is told why', async () => {
  const { url } = await anEndpoint();
  const stranger = signedWith(async () => ({ accessKeyId: 'AKIAX', secretAccessKey: 'x' }), url);
  expect(errorOf(await callerIdentity(seoul, async () => stranger))).toMatchObject({ code: 'invalid-credentials' });
});

test('without anybody to ask it is not known, and nothing is thrown', async () => {
  const nowhere = { ...keysOf(await anEndpoint()), endpointUrl: 'http://127.0.0.1:1' };
  expect(errorOf(await callerIdentity(seoul, async () => nowhere))).toMatchObject({ code: 'endpoint-unreachable' });
  expect((await callerIdentity(seoul, () => Promise.reject(new Error('none')))).ok).toBe(false);
});
