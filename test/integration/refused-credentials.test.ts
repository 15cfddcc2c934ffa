import { describe, expect, test } from 'vitest';
import { randomAccessKey } from '../../src/demo/access-keys';
import { answerOf, errorOf } from '../support/endpoint-scope';
import { keyLines, sourceUnderTest } from '../support/source-under-test';

/** A profile whose key has just been rotated: the file has the new one, and AWS knows the old one no longer. */
async function rotatedKey() {
  const source = await sourceUnderTest();
  const { endpoint, identities, writeCredentials, scopeClient } = source;
  writeCredentials('[work]', source.keyLines);
  const client = scopeClient();
  answerOf(await client.listInstances());
  const next = randomAccessKey();
  identities.keyRing.add(next);
  identities.keyRing.revoke(endpoint.accessKey.accessKeyId);
  const outcomes = (action: string) =>
    endpoint.calls.filter((call) => call.action === action).map(({ outcome }) => outcome.kind);
  return { ...source, client, next, outcomes };
}

describe('a key that AWS knows no longer', () => {
  test('is replaced by the one in the file for the very call that was refused', async () => {
    const { client, writeCredentials, next, outcomes } = await rotatedKey();
    writeCredentials('[work]', keyLines(next));
    expect(answerOf(await client.listInstances())).toHaveLength(1);
    expect(outcomes('DescribeInstances')).toEqual(['answered', 'refused', 'answered']);
  });

  test('lets a start through with the new one, and exactly one is carried out', async () => {
    const { client, writeCredentials, next, outcomes, instanceId } = await rotatedKey();
    writeCredentials('[work]', keyLines(next));
    expect(answerOf(await client.startInstances([instanceId])).changes).toHaveLength(1);
    expect(outcomes('StartInstances')).toEqual(['refused', 'answered']);
  });

  test('is replaced once for all calls that are refused at the same time', async () => {
    const { client, scopeClient, writeCredentials, next, outcomes } = await rotatedKey();
    writeCredentials('[work]', keyLines(next));
    const calls = [client, scopeClient(), client].map((asked) => asked.listInstances());
    for (const answer of await Promise.all(calls)) expect(answerOf(answer)).toHaveLength(1);
    expect(outcomes('DescribeInstances').filter((kind) => kind === 'answered')).toHaveLength(4);
  });

  test('is asked with once only where the file has no other', async () => {
    const { client, outcomes, instanceId } = await rotatedKey();
    expect(errorOf(await client.startInstances([instanceId]))).toMatchObject({ code: 'invalid-credentials' });
    expect(outcomes('StartInstances')).toEqual(['refused']);
  });

  test('and a new one that is refused as well are not asked with for ever', async () => {
    const { client, writeCredentials, outcomes, instanceId } = await rotatedKey();
    writeCredentials('[work]', keyLines(randomAccessKey()));
    expect(errorOf(await client.startInstances([instanceId]))).toMatchObject({ code: 'invalid-credentials' });
    expect(outcomes('StartInstances')).toEqual(['refused', 'refused']);
  });

  test('is told as gone where the file has none any more', async () => {
    const { client, writeCredentials, writeConfig, outcomes, instanceId } = await rotatedKey();
    writeCredentials('[work]');
    writeConfig('[profile work]', 'region = us-east-1');
    expect(errorOf(await client.startInstances([instanceId]))).toMatchObject({ code: 'no-credentials' });
    expect(outcomes('StartInstances')).toEqual(['refused']);
  });
});

test('a start that AWS does not allow is not tried with other credentials', async () => {
  const { scopeClient, writeCredentials, keyLines: lines, endpoint, instanceId } = await sourceUnderTest();
  writeCredentials('[work]', lines);
  endpoint.faults.deny('StartInstances');
  expect(errorOf(await scopeClient().startInstances([instanceId]))).toMatchObject({ code: 'access-denied' });
  expect(endpoint.calls.map(({ action }) => action)).toEqual(['StartInstances']);
});
