import { describe, expect, test } from 'vitest';
import { answerOf } from '../support/endpoint-scope';
import { hour, ownAccount } from '../support/sign-in-endpoint';
import { errorWithout, processThat, type SourceUnderTest, sourceUnderTest } from '../support/source-under-test';

const secrets = ['HUNTER2', 'TOPSECRET', 'SESSIONTOKEN'];

/** A profile `work` whose credentials come from a program that does this. */
async function processUnderTest(script: string | ((source: SourceUnderTest) => string)) {
  const source = await sourceUnderTest();
  const program = processThat(typeof script === 'string' ? script : script(source));
  source.writeConfig('[profile work]', `credential_process = ${program} --password HUNTER2`);
  return source;
}

const saying = (answer: object): string => `echo '${JSON.stringify(answer)}'`;

/** What the program says of credentials that the endpoint gives out for so long. */
function session({ identities }: SourceUnderTest, lifetimeMs: number): string {
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = identities.keyRing.issue({
    arn: `arn:aws:iam::${ownAccount}:user/kim`,
    userId: 'AIDADEMO',
    accountId: ownAccount,
    lifetimeMs,
    mfaAuthenticated: false,
  });
  return saying({
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: new Date(expiration).toISOString(),
  });
}

/** Says the next of these each time. */
const inTurn = (first: string, second: string): string =>
  `if [ -e "$0.asked" ]; then ${second}; else touch "$0.asked"; ${first}; fi`;

describe('a credential process', () => {
  test('signs requests in with what it says', async () => {
    const { scopeClient, whoIs } = await processUnderTest((source) => session(source, hour));
    expect(answerOf(await scopeClient().listInstances())).toHaveLength(1);
    expect(answerOf(await whoIs()).arn).toBe(`arn:aws:iam::${ownAccount}:user/kim`);
  });

  test('whose credentials have ended before their time is asked for others, and the call goes through', async () => {
    const source = await processUnderTest((own) => inTurn(session(own, hour), session(own, 3 * hour)));
    const client = source.scopeClient();
    answerOf(await client.listInstances());
    source.credentialClock.advance(2 * hour);
    expect(answerOf(await client.listInstances())).toHaveLength(1);
  });

  test('that has no others than those that have ended is told so', async () => {
    const { scopeClient, credentialClock } = await processUnderTest((source) => session(source, hour));
    const client = scopeClient();
    answerOf(await client.listInstances());
    credentialClock.advance(hour);
    expect(errorWithout(secrets, await client.listInstances())).toMatchObject({ code: 'request-expired' });
  });

  test('whose credentials may not do what is asked is told AWS’s own words', async () => {
    const { scopeClient, endpoint } = await processUnderTest((source) => session(source, hour));
    endpoint.faults.deny('DescribeInstances');
    expect(errorWithout(secrets, await scopeClient().listInstances())).toMatchObject({
      code: 'access-denied',
      detail: expect.stringContaining('not authorized to perform'),
    });
  });

  test('that wants the person to sign in is told so, by what it writes', async () => {
    const { scopeClient } = await processUnderTest('echo "Token has expired: run aws sso login" >&2; exit 255');
    expect(errorWithout(secrets, await scopeClient().listInstances())).toMatchObject({ code: 'sign-in-required' });
  });
});

describe('a credential process gives no credentials, and tells no secret,', () => {
  test.each([
    ['when it fails', 'echo "ServerException: token=TOPSECRET SESSIONTOKEN" >&2; exit 1'],
    ['when it is called after signing in', 'echo "sso-login-helper: TOPSECRET" >&2; exit 1'],
    ['when it says nothing', 'true'],
    ['when it says no JSON', 'echo "key TOPSECRET"'],
    ['when it says half of a JSON', 'echo \'{"Version":1,"AccessKeyId":"TOPSECRET\''],
    ['when it says null', 'echo null'],
    ['when it says a list', 'echo \'["TOPSECRET"]\''],
    ['in another version', saying({ Version: 2, AccessKeyId: 'AKIAX', SecretAccessKey: 'TOPSECRET' })],
    ['without the half of the key', saying({ Version: 1, SecretAccessKey: 'TOPSECRET' })],
    [
      'that have ended already',
      saying({ Version: 1, AccessKeyId: 'AKIAX', SecretAccessKey: 'TOPSECRET', Expiration: '2020-01-01T00:00:00Z' }),
    ],
  ])('%s', async (_when, script) => {
    const { scopeClient, actions } = await processUnderTest(script);
    const error = errorWithout([...secrets, 'credentials.sh'], await scopeClient().listInstances());
    expect(error).toMatchObject({ code: 'no-credentials', detail: null });
    expect(actions()).toEqual([]);
  });

  test('when its credentials are no text, and AWS is not asked with half of them', async () => {
    const { scopeClient } = await processUnderTest(
      saying({ Version: 1, AccessKeyId: 7, SecretAccessKey: { secret: 'TOPSECRET' }, SessionToken: [] }),
    );
    expect(errorWithout(secrets, await scopeClient().listInstances())).toMatchObject({ code: 'no-credentials' });
  });

  test('when there is no such program', async () => {
    const { writeConfig, scopeClient } = await sourceUnderTest();
    writeConfig('[profile work]', 'credential_process = /nonexistent/program --password HUNTER2');
    expect(errorWithout(secrets, await scopeClient().listInstances())).toMatchObject({ code: 'no-credentials' });
  });
});
