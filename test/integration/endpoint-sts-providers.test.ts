import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { awsHome } from '../support/aws-home';
import { hour, ownAccount, roleArn, signInEndpoint } from '../support/sign-in-endpoint';
import { seoul, whoIs } from '../unit/demo/endpoint-clients';

const developer = roleArn('developer');
const userArn = `arn:aws:iam::${ownAccount}:user/demo`;
const serialNumber = `arn:aws:iam::${ownAccount}:mfa/demo`;
describe('The SDK’s own providers', () => {
  test('go through a chain of roles with an external ID and a code', async () => {
    const { endpoint, identities } = await signInEndpoint();
    const jump = roleArn('jump');
    identities.roles.add({ roleArn: jump, requiresMfa: true, trusts: [userArn] });
    identities.roles.add({ roleArn: developer, externalId: 'right', trusts: [jump] });
    identities.mfaDevices.add({ serialNumber, codes: ['123456'] });
    const { accessKeyId, secretAccessKey } = endpoint.accessKey;
    awsHome(
      endpoint.url,
      `[profile jump]
role_arn = ${jump}
source_profile = keys
mfa_serial = ${serialNumber}
region = ${seoul}

[profile work]
role_arn = ${developer}
source_profile = jump
external_id = right
role_session_name = anna
duration_seconds = 900
region = ${seoul}
`,
      `[keys]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
    );
    const mfaCodeProvider = vi.fn(async () => '123456');
    const credentials = await fromIni({ profile: 'work', mfaCodeProvider, ignoreCache: true })();
    expect(mfaCodeProvider).toHaveBeenCalledExactlyOnceWith(serialNumber);
    await expect(whoIs(endpoint, credentials)).resolves.toMatchObject({
      Arn: `arn:aws:sts::${ownAccount}:assumed-role/developer/anna`,
    });
  });

  test('renew by themselves when an hour passes for everybody, and their signatures stay good', async () => {
    const { endpoint, identities } = await signInEndpoint();
    identities.roles.add({ roleArn: developer });
    const sts = new STSClient({
      region: seoul,
      endpoint: endpoint.url,
      maxAttempts: 1,
      credentials: fromTemporaryCredentials({
        params: { RoleArn: developer, RoleSessionName: 'anna' },
        masterCredentials: endpoint.accessKey,
        clientConfig: { region: seoul, endpoint: endpoint.url },
      }),
    });
    onTestFinished(() => sts.destroy());
    await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hour });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
    expect(endpoint.calls.map(({ action, outcome }) => [action, outcome.kind])).toEqual([
      ['AssumeRole', 'answered'],
      ['GetCallerIdentity', 'answered'],
      ['AssumeRole', 'answered'],
      ['GetCallerIdentity', 'answered'],
    ]);
  });

  test('renew what ends early, each time with a new key', async () => {
    const { endpoint, identities } = await signInEndpoint();
    identities.roles.add({ roleArn: developer, sessionMs: 60_000 });
    const provider = fromTemporaryCredentials({
      params: { RoleArn: developer, RoleSessionName: 'anna' },
      masterCredentials: endpoint.accessKey,
      clientConfig: { region: seoul, endpoint: endpoint.url },
    });
    const first = await provider();
    const second = await provider();
    expect(first.expiration?.getTime()).toBeLessThan(Date.now() + 61_000);
    expect(second.accessKeyId).not.toBe(first.accessKeyId);
  });
});
