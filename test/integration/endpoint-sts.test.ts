import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { fromTokenFile, fromWebToken } from '@aws-sdk/credential-providers';
import { describe, expect, test } from 'vitest';
import { Fleet } from '../../src/demo/fleet';
import { awsHome } from '../support/aws-home';
import { hour, otherAccount, ownAccount, roleArn, signInEndpoint } from '../support/sign-in-endpoint';
import { ec2Client, seoul, stsClient, whoIs } from '../unit/demo/endpoint-clients';

const developer = roleArn('developer');
const userArn = `arn:aws:iam::${ownAccount}:user/demo`;
const serialNumber = `arn:aws:iam::${ownAccount}:mfa/demo`;
const wrongCode = 'MultiFactorAuthentication failed with invalid MFA one time pass code.';
const notAuthorized = (role: string, caller = userArn) =>
  `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${role}`;

const asked = (input: Partial<AssumeRoleCommandInput> = {}) =>
  new AssumeRoleCommand({ RoleArn: developer, RoleSessionName: 'anna', ...input });

const refusal = (name: string, message: unknown = expect.any(String)) => expect.objectContaining({ name, message });

interface Issued {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
}

const keys = ({ AccessKeyId = '', SecretAccessKey = '', SessionToken = '' }: Issued = {}) => ({
  accessKeyId: AccessKeyId,
  secretAccessKey: SecretAccessKey,
  sessionToken: SessionToken,
});

describe('A role', () => {
  test('gives credentials that work under its name until they end', async () => {
    const { sts, endpoint, identities, credentialClock } = await signInEndpoint();
    identities.roles.add({ roleArn: developer });
    const { Credentials, AssumedRoleUser } = await sts.send(asked({ DurationSeconds: 900 }));
    const arn = `arn:aws:sts::${ownAccount}:assumed-role/developer/anna`;
    expect(AssumedRoleUser?.Arn).toBe(arn);
    expect(Credentials?.Expiration?.getTime()).toBeGreaterThan(Date.now() + 890_000);
    await expect(whoIs(endpoint, keys(Credentials))).resolves.toMatchObject({ Arn: arn, Account: ownAccount });
    await expect(ec2Client(endpoint, keys(Credentials)).send(new DescribeInstancesCommand({}))).resolves.toBeDefined();

    credentialClock.advance(900_000);
    await expect(whoIs(endpoint, keys(Credentials))).rejects.toEqual(refusal('ExpiredToken'));
    await expect(ec2Client(endpoint, keys(Credentials)).send(new DescribeInstancesCommand({}))).rejects.toEqual(
      refusal('RequestExpired'),
    );
    await expect(sts.send(new GetCallerIdentityCommand({})), 'a key without an end').resolves.toBeDefined();
  });

  test('of another account leads to its instances and nobody else’s', async () => {
    const theirs = new Fleet({ accountId: otherAccount });
    const id = theirs.add(seoul, { name: 'theirs' });
    const { sts, endpoint, fleet, identities } = await signInEndpoint({ otherFleets: [theirs] });
    fleet.add(seoul, { name: 'ours' });
    const RoleArn = roleArn('reader', otherAccount);
    identities.roles.add({ roleArn: RoleArn });
    const { Credentials } = await sts.send(asked({ RoleArn }));
    await expect(whoIs(endpoint, keys(Credentials))).resolves.toMatchObject({ Account: otherAccount });
    const { Reservations } = await ec2Client(endpoint, keys(Credentials)).send(new DescribeInstancesCommand({}));
    expect(Reservations).toMatchObject([{ OwnerId: otherAccount, Instances: [{ InstanceId: id }] }]);
  });

  test('of an account that nobody gave instances to is empty, not an error', async () => {
    const { sts, endpoint, fleet, identities } = await signInEndpoint();
    fleet.add(seoul, {});
    const RoleArn = roleArn('reader', otherAccount);
    identities.roles.add({ roleArn: RoleArn });
    const { Credentials } = await sts.send(asked({ RoleArn }));
    const { Reservations } = await ec2Client(endpoint, keys(Credentials)).send(new DescribeInstancesCommand({}));
    expect(Reservations ?? []).toEqual([]);
  });

  test.each([
    ['does not exist', {}, {}],
    ['trusts somebody else', { trusts: [roleArn('admin')] }, {}],
    ['needs another external ID', { externalId: 'right' }, { ExternalId: 'wrong' }],
    ['needs an external ID and got none', { externalId: 'right' }, {}],
    ['needs MFA and got none', { requiresMfa: true }, {}],
  ])('that %s is refused in the same words', async (why, role, input) => {
    const { sts, identities } = await signInEndpoint();
    if (why !== 'does not exist') identities.roles.add({ roleArn: developer, ...role });
    await expect(sts.send(asked(input))).rejects.toEqual(refusal('AccessDenied', notAuthorized(developer)));
  });

  test('is open to those it trusts: an account, a user, a role, and whoever knows the external ID', async () => {
    const { sts, endpoint, identities } = await signInEndpoint();
    const jump = roleArn('jump', otherAccount);
    identities.roles.add({ roleArn: jump, trusts: [ownAccount] });
    identities.roles.add({ roleArn: roleArn('direct'), trusts: [userArn], externalId: 'right' });
    identities.roles.add({ roleArn: developer, trusts: [jump] });
    await expect(sts.send(asked({ RoleArn: roleArn('direct'), ExternalId: 'right' }))).resolves.toBeDefined();
    const { Credentials } = await sts.send(asked({ RoleArn: jump }));
    await expect(stsClient(endpoint, keys(Credentials)).send(asked())).resolves.toBeDefined();
    await expect(sts.send(asked()), 'not without the jump').rejects.toEqual(refusal('AccessDenied'));
  });

  test.each([
    [{ DurationSeconds: 899 }, 'greater than or equal to 900'],
    [{ DurationSeconds: 43_201 }, 'less than or equal to 43200'],
    [{ DurationSeconds: 3_601 }, 'exceeds the MaxSessionDuration set for this role'],
    [{ RoleSessionName: 'a' }, 'length greater than or equal to 2'],
    [{ RoleSessionName: 'a b' }, 'regular expression'],
    [{ RoleArn: 'arn:aws:iam::1:user/anna-and-more' }, 'arn:aws:iam::1:user/anna-and-more is invalid'],
    [{ SerialNumber: serialNumber, TokenCode: '12345a' }, 'tokenCode'],
  ])('asked for with %j is refused as invalid', async (input, words) => {
    const { sts, identities } = await signInEndpoint();
    identities.roles.add({ roleArn: developer });
    await expect(sts.send(asked(input))).rejects.toEqual(refusal('ValidationError', expect.stringContaining(words)));
  });

  test('that is entered from another role lasts an hour at most', async () => {
    const { sts, endpoint, identities } = await signInEndpoint();
    identities.roles.add({ roleArn: developer, maxSessionSeconds: 43_200 });
    const { Credentials } = await sts.send(asked({ DurationSeconds: 43_200 }));
    await expect(stsClient(endpoint, keys(Credentials)).send(asked({ DurationSeconds: 3_601 }))).rejects.toEqual(
      refusal('ValidationError', expect.stringContaining('role chaining')),
    );
  });
});

describe('An MFA code', () => {
  const withCode = (TokenCode: string) => asked({ SerialNumber: serialNumber, TokenCode });

  test('opens a role that needs one, once', async () => {
    const { sts, identities } = await signInEndpoint();
    identities.roles.add({ roleArn: developer, requiresMfa: true });
    identities.mfaDevices.add({ serialNumber, codes: ['123456', '654321'] });
    await expect(sts.send(withCode('000000'))).rejects.toEqual(refusal('AccessDenied', wrongCode));
    await expect(sts.send(withCode('123456'))).resolves.toBeDefined();
    await expect(sts.send(withCode('123456'))).rejects.toEqual(refusal('AccessDenied', wrongCode));
    await expect(sts.send(withCode('654321'))).resolves.toBeDefined();
  });

  test('of a device that is not the person’s says so', async () => {
    const { sts, identities } = await signInEndpoint();
    identities.roles.add({ roleArn: developer });
    await expect(sts.send(withCode('123456'))).rejects.toEqual(
      refusal('AccessDenied', expect.stringContaining('verify your MFA serial number')),
    );
  });

  test('makes a session that opens such roles without another one', async () => {
    const { sts, endpoint, identities } = await signInEndpoint();
    identities.roles.add({ roleArn: developer, requiresMfa: true });
    identities.mfaDevices.add({ serialNumber, codes: ['123456'] });
    const plain = await sts.send(new GetSessionTokenCommand({}));
    await expect(stsClient(endpoint, keys(plain.Credentials)).send(asked())).rejects.toEqual(
      refusal('AccessDenied', notAuthorized(developer)),
    );
    const session = await sts.send(
      new GetSessionTokenCommand({ SerialNumber: serialNumber, TokenCode: '123456', DurationSeconds: 900 }),
    );
    await expect(whoIs(endpoint, keys(session.Credentials))).resolves.toMatchObject({ Arn: userArn });
    await expect(stsClient(endpoint, keys(session.Credentials)).send(asked())).resolves.toBeDefined();
    await expect(stsClient(endpoint, keys(session.Credentials)).send(new GetSessionTokenCommand({}))).rejects.toEqual(
      refusal('AccessDenied', 'Cannot call GetSessionToken with session credentials'),
    );
  });

  test('is in no log, nor is any token', async () => {
    const { sts, endpoint, identities } = await signInEndpoint();
    identities.roles.add({ roleArn: developer });
    identities.roles.addWebIdentity({ token: 'very-secret-token', roleArns: [developer] });
    identities.mfaDevices.add({ serialNumber, codes: ['123456'] });
    await sts.send(withCode('123456'));
    await sts.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: developer,
        RoleSessionName: 'anna',
        WebIdentityToken: 'very-secret-token',
      }),
    );
    const log = JSON.stringify(endpoint.calls);
    expect(log).not.toContain('123456"');
    expect(log).not.toContain('very-secret-token');
    expect(endpoint.calls).toMatchObject([
      { action: 'AssumeRole', parameters: { SerialNumber: serialNumber, TokenCode: '***', RoleArn: developer } },
      { action: 'AssumeRoleWithWebIdentity', parameters: { WebIdentityToken: '***' }, region: '' },
    ]);
  });
});

describe('A web identity token', () => {
  test('opens the roles it is for, unsigned, as long as it is good', async () => {
    const { endpoint, identities, credentialClock } = await signInEndpoint();
    identities.roles.add({ roleArn: developer });
    identities.roles.add({ roleArn: roleArn('admin') });
    identities.roles.addWebIdentity({ token: 'jwt', roleArns: [developer], expiresAt: credentialClock.now() + hour });
    awsHome(endpoint.url);
    const credentialsFor = (role: string, webIdentityToken = 'jwt') =>
      fromWebToken({
        webIdentityToken,
        roleArn: role,
        roleSessionName: 'pod',
        clientConfig: { region: seoul, endpoint: endpoint.url },
      })();
    await expect(whoIs(endpoint, await credentialsFor(developer))).resolves.toMatchObject({
      Arn: `arn:aws:sts::${ownAccount}:assumed-role/developer/pod`,
    });
    await expect(credentialsFor(roleArn('admin'))).rejects.toEqual(refusal('AccessDenied'));
    await expect(credentialsFor(developer, 'other')).rejects.toEqual(refusal('InvalidIdentityTokenException'));
    credentialClock.advance(hour);
    await expect(credentialsFor(developer)).rejects.toEqual(refusal('ExpiredTokenException'));
  });

  test('is found in the file that the environment names', async () => {
    const { endpoint, identities } = await signInEndpoint();
    identities.roles.add({ roleArn: developer });
    identities.roles.addWebIdentity({ token: 'jwt', roleArns: [developer] });
    const { home } = awsHome(endpoint.url);
    const webIdentityTokenFile = path.join(home, 'token');
    writeFileSync(webIdentityTokenFile, 'jwt');
    const provider = fromTokenFile({ webIdentityTokenFile, roleArn: developer, clientConfig: { region: seoul } });
    await expect(whoIs(endpoint, await provider())).resolves.toMatchObject({ Account: ownAccount });
  });
});

test('A key is rotated: the new one works, and the old one no more', async () => {
  const { sts, endpoint, identities } = await signInEndpoint();
  const rotated = { accessKeyId: 'AKIAROTATED', secretAccessKey: 'new secret' };
  identities.keyRing.add(rotated);
  identities.keyRing.revoke(endpoint.accessKey.accessKeyId);
  await expect(whoIs(endpoint, rotated)).resolves.toMatchObject({ Arn: userArn });
  await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toEqual(refusal('InvalidClientTokenId'));
});

test('The endpoint can be told to fail, deny, delay and drop these calls too', async () => {
  const { sts, endpoint, identities } = await signInEndpoint();
  identities.roles.add({ roleArn: developer });
  endpoint.faults.fail({ action: 'AssumeRole', code: 'Throttling', times: 1 });
  await expect(sts.send(asked())).rejects.toEqual(refusal('Throttling'));
  endpoint.faults.dropConnection({ action: 'AssumeRole', when: 'before', times: 1 });
  await expect(sts.send(asked())).rejects.toThrow();
  endpoint.faults.deny('AssumeRole');
  await expect(sts.send(asked())).rejects.toEqual(refusal('AccessDenied', notAuthorized(developer)));
  endpoint.faults.clear();
  endpoint.faults.delay({ action: 'AssumeRole', ms: 60, times: 1 });
  const sentAt = performance.now();
  await expect(sts.send(asked())).resolves.toBeDefined();
  expect(performance.now() - sentAt).toBeGreaterThan(50);
});
