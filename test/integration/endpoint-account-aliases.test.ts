import { GetUserCommand, IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { expect, onTestFinished, test } from 'vitest';
import type { RunningEndpoint } from '../../src/demo/endpoint';
import { otherAccount, ownAccount, roleArn, signInEndpoint } from '../support/sign-in-endpoint';

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

function iamClient({ url, accessKey }: RunningEndpoint, credentials: Credentials = accessKey, region = 'us-east-1') {
  const client = new IAMClient({ region, endpoint: url, credentials, maxAttempts: 1 });
  onTestFinished(() => client.destroy());
  return client;
}

const aliases = async (client: IAMClient) => (await client.send(new ListAccountAliasesCommand({}))).AccountAliases;

test('An account has its alias or none, each its own', async () => {
  const { endpoint, sts, identities } = await signInEndpoint();
  expect(await aliases(iamClient(endpoint))).toEqual([]);
  identities.accountAliases.set(ownAccount, 'corp-dev');
  identities.accountAliases.set(otherAccount, 'corp-prod');
  expect(await aliases(iamClient(endpoint))).toEqual(['corp-dev']);

  const RoleArn = roleArn('reader', otherAccount);
  identities.roles.add({ roleArn: RoleArn });
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'anna' }));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  const inRole = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
  expect(await aliases(iamClient(endpoint, inRole))).toEqual(['corp-prod']);
});

test('Who may not list aliases is told so, in the words of IAM', async () => {
  const { endpoint } = await signInEndpoint();
  endpoint.faults.deny('ListAccountAliases');
  await expect(aliases(iamClient(endpoint))).rejects.toMatchObject({
    name: 'AccessDenied',
    message: `User: arn:aws:iam::${ownAccount}:user/demo is not authorized to perform: iam:ListAccountAliases on resource: * because no identity-based policy allows the iam:ListAccountAliases action`,
  });
});

test('What IAM is asked beside that, or with another key, is refused', async () => {
  const { endpoint } = await signInEndpoint();
  await expect(iamClient(endpoint).send(new GetUserCommand({}))).rejects.toMatchObject({ name: 'InvalidAction' });
  const stranger = { accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' };
  await expect(aliases(iamClient(endpoint, stranger))).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
});

test('A client of any Region may ask, since IAM has none', async () => {
  const { endpoint } = await signInEndpoint();
  expect(await aliases(iamClient(endpoint, endpoint.accessKey, 'eu-west-1'))).toEqual([]);
});
