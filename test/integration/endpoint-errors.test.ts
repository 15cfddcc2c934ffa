import {
  DescribeInstanceStatusCommand,
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  DescribeVolumesCommand,
  RebootInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { DecodeAuthorizationMessageCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { manualClock } from '../../src/demo/clock';
import { ec2Client, endpointUnderTest, seoul, stsClient } from '../unit/demo/endpoint-clients';

/** What the SDK makes of an error of AWS. */
const awsError = (name: string, httpStatusCode: number, message: unknown = expect.any(String)) =>
  expect.objectContaining({ name, message, $metadata: expect.objectContaining({ httpStatusCode }) });

const missing = 'i-00000000000000000';
const missingToo = 'i-11111111111111111';

describe('instance IDs', () => {
  test('that do not exist are all named, and nothing happens to the others', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    const good = fleet.add(seoul, { state: 'stopped' });
    await expect(ec2.send(new StartInstancesCommand({ InstanceIds: [missing] }))).rejects.toEqual(
      awsError('InvalidInstanceID.NotFound', 400, `The instance ID '${missing}' does not exist`),
    );
    await expect(ec2.send(new StartInstancesCommand({ InstanceIds: [missing, good, missingToo] }))).rejects.toEqual(
      awsError('InvalidInstanceID.NotFound', 400, `The instance IDs '${missing}, ${missingToo}' do not exist`),
    );
    expect(fleet.find(seoul, good)?.state).toBe('stopped');
    await expect(ec2.send(new DescribeInstancesCommand({ InstanceIds: [missing] }))).rejects.toEqual(
      awsError('InvalidInstanceID.NotFound', 400),
    );
    await expect(ec2.send(new DescribeInstanceStatusCommand({ InstanceIds: [missing] }))).rejects.toEqual(
      awsError('InvalidInstanceID.NotFound', 400),
    );
  });

  test.each(['i-', 'i-123', 'i-0123456789ABCDEF0', 'web'])('like %j are malformed', async (id) => {
    const { ec2 } = await endpointUnderTest();
    await expect(ec2.send(new StopInstancesCommand({ InstanceIds: [id] }))).rejects.toEqual(
      awsError('InvalidInstanceID.Malformed', 400, expect.stringContaining(`Invalid id: "${id}"`)),
    );
  });

  test('are needed by every call that acts', async () => {
    const { ec2 } = await endpointUnderTest();
    for (const command of [
      new StartInstancesCommand({ InstanceIds: [] }),
      new StopInstancesCommand({ InstanceIds: [] }),
      new RebootInstancesCommand({ InstanceIds: [] }),
    ]) {
      await expect(ec2.send(command)).rejects.toEqual(awsError('MissingParameter', 400));
    }
  });

  test('of a status call are at most 100, of a describe call at most 1,000', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    const InstanceIds = Array.from({ length: 1_001 }, () => fleet.add(seoul));
    await expect(
      ec2.send(new DescribeInstanceStatusCommand({ InstanceIds: InstanceIds.slice(0, 101) })),
    ).rejects.toEqual(awsError('InvalidRequest', 400, expect.stringContaining('101 exceeds')));
    await expect(ec2.send(new DescribeInstancesCommand({ InstanceIds }))).rejects.toEqual(
      awsError('InvalidParameterValue', 400),
    );
  });
});

describe('instance states', () => {
  test('that do not fit the action are refused in the words of EC2', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    const stopping = fleet.add(seoul, { state: 'stopping' });
    const gone = fleet.add(seoul, { state: 'terminated' });
    const stopped = fleet.add(seoul, { state: 'stopped' });
    await expect(ec2.send(new StartInstancesCommand({ InstanceIds: [stopped, stopping] }))).rejects.toEqual(
      awsError(
        'IncorrectInstanceState',
        400,
        `The instance '${stopping}' is not in a state from which it can be started.`,
      ),
    );
    expect(fleet.find(seoul, stopped)?.state).toBe('stopped');
    await expect(ec2.send(new StopInstancesCommand({ InstanceIds: [gone] }))).rejects.toEqual(
      awsError(
        'IncorrectInstanceState',
        400,
        `This instance '${gone}' is not in a state from which it can be stopped.`,
      ),
    );
    await expect(ec2.send(new RebootInstancesCommand({ InstanceIds: [stopped] }))).rejects.toEqual(
      awsError('IncorrectState', 400, `Cannot reboot instance ${stopped} that is currently in stopped state.`),
    );
  });

  test('that never allow a stop are told apart', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    const stop = (id: string, Hibernate = false) =>
      ec2.send(new StopInstancesCommand({ InstanceIds: [id], Hibernate }));
    const spot = fleet.add(seoul, { state: 'running', spot: 'one-time' });
    const ephemeral = fleet.add(seoul, { state: 'running', instanceStore: true });
    const guarded = fleet.add(seoul, { state: 'running', disableApiStop: true });
    const plain = fleet.add(seoul, { state: 'running' });
    await expect(stop(spot)).rejects.toEqual(
      awsError('UnsupportedOperation', 400, expect.stringContaining(`You can't stop the Spot Instance '${spot}'`)),
    );
    await expect(stop(ephemeral)).rejects.toEqual(
      awsError(
        'UnsupportedOperation',
        400,
        `The instance '${ephemeral}' does not have an 'ebs' root device type and cannot be stopped.`,
      ),
    );
    await expect(stop(guarded)).rejects.toEqual(
      awsError(
        'OperationNotPermitted',
        400,
        `The instance '${guarded}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
      ),
    );
    await expect(stop(plain, true)).rejects.toEqual(awsError('UnsupportedHibernationConfiguration', 400));
  });
});

describe('parameters', () => {
  test('that do not go together are refused', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    const InstanceIds = [fleet.add(seoul)];
    await expect(ec2.send(new DescribeInstancesCommand({ InstanceIds, MaxResults: 5 }))).rejects.toEqual(
      awsError(
        'InvalidParameterCombination',
        400,
        'The parameter instancesSet cannot be used with the parameter maxResults',
      ),
    );
    await expect(ec2.send(new DescribeInstanceStatusCommand({ InstanceIds, MaxResults: 5 }))).rejects.toEqual(
      awsError('InvalidParameterCombination', 400),
    );
  });

  test.each([
    [4, 'greater than 5'],
    [0, 'greater than 5'],
    [1_001, 'less than 1000'],
  ])('like a page size of %i are out of range', async (MaxResults, bound) => {
    const { ec2 } = await endpointUnderTest();
    await expect(ec2.send(new DescribeInstancesCommand({ MaxResults }))).rejects.toEqual(
      awsError(
        'InvalidParameterValue',
        400,
        `Value ( ${MaxResults} ) for parameter maxResults is invalid. Expecting a value ${bound}.`,
      ),
    );
  });

  test('like a token that is made up, or of another question, are no use', async () => {
    const { ec2, endpoint, fleet } = await endpointUnderTest();
    for (let n = 0; n < 6; n += 1) fleet.add(seoul);
    const { NextToken = '' } = await ec2.send(new DescribeInstancesCommand({ MaxResults: 5 }));
    const unparsable = awsError('InvalidParameterValue', 400, 'Unable to parse pagination token');
    await expect(ec2.send(new DescribeInstancesCommand({ NextToken: 'made-up' }))).rejects.toEqual(unparsable);
    const Filters = [{ Name: 'tag:Env', Values: ['dev'] }];
    await expect(ec2.send(new DescribeInstancesCommand({ NextToken, Filters }))).rejects.toEqual(unparsable);
    const elsewhere = ec2Client(endpoint, { region: 'eu-west-1' });
    await expect(elsewhere.send(new DescribeInstancesCommand({ NextToken }))).rejects.toEqual(unparsable);
    await expect(ec2.send(new DescribeInstancesCommand({ NextToken, MaxResults: 5 }))).resolves.toBeDefined();
  });

  test('like filters and Regions that do not exist are named', async () => {
    const { ec2 } = await endpointUnderTest();
    const Filters = [{ Name: 'colour', Values: ['red'] }];
    const invalidFilter = awsError('InvalidParameterValue', 400, "The filter 'colour' is invalid");
    await expect(ec2.send(new DescribeInstancesCommand({ Filters }))).rejects.toEqual(invalidFilter);
    await expect(ec2.send(new DescribeInstanceStatusCommand({ Filters }))).rejects.toEqual(invalidFilter);
    await expect(ec2.send(new DescribeRegionsCommand({ Filters }))).rejects.toEqual(invalidFilter);
    await expect(ec2.send(new DescribeRegionsCommand({ RegionNames: ['mars-1'] }))).rejects.toEqual(
      awsError('InvalidParameterValue', 400, expect.stringContaining('mars-1')),
    );
  });
});

describe('actions', () => {
  test('that the endpoint does not have are refused by name', async () => {
    const { ec2, sts } = await endpointUnderTest();
    await expect(ec2.send(new DescribeVolumesCommand({}))).rejects.toEqual(
      awsError('InvalidAction', 400, 'The action DescribeVolumes is not valid for this web service.'),
    );
    await expect(sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage: 'x' }))).rejects.toEqual(
      awsError('InvalidAction', 400, 'Could not find operation DecodeAuthorizationMessage for version 2011-06-15'),
    );
  });

  test.each([
    ['DescribeInstances', new DescribeInstancesCommand({ DryRun: true })],
    ['DescribeInstanceStatus', new DescribeInstanceStatusCommand({ DryRun: true })],
    ['DescribeRegions', new DescribeRegionsCommand({ DryRun: true })],
  ])('%s as a dry run answers that it would have worked', async (_action, command) => {
    const { ec2 } = await endpointUnderTest();
    await expect(ec2.send(command)).rejects.toEqual(
      awsError('DryRunOperation', 412, 'Request would have succeeded, but DryRun flag is set.'),
    );
  });

  test('as dry runs change nothing', async () => {
    const { ec2, fleet } = await endpointUnderTest();
    const running = fleet.add(seoul, { state: 'running' });
    const stopped = fleet.add(seoul, { state: 'stopped' });
    for (const command of [
      new StartInstancesCommand({ InstanceIds: [stopped], DryRun: true }),
      new StopInstancesCommand({ InstanceIds: [running], DryRun: true }),
      new RebootInstancesCommand({ InstanceIds: [running], DryRun: true }),
    ]) {
      await expect(ec2.send(command)).rejects.toEqual(awsError('DryRunOperation', 412));
    }
    expect(fleet.find(seoul, running)?.state).toBe('running');
    expect(fleet.find(seoul, stopped)?.state).toBe('stopped');
  });

  test('in a Region the account has not enabled, or that does not exist, are refused', async () => {
    const { endpoint } = await endpointUnderTest();
    const describeIn = (region: string) => ec2Client(endpoint, { region }).send(new DescribeInstancesCommand({}));
    await expect(describeIn('me-south-1')).rejects.toEqual(awsError('OptInRequired', 401));
    await expect(describeIn('mars-north-1')).rejects.toEqual(awsError('AuthFailure', 401));
    const sts = stsClient(endpoint, { region: 'me-south-1' });
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toEqual(awsError('RegionDisabledException', 403));
  });
});

describe('credentials', () => {
  const invalid = 'AWS was not able to validate the provided access credentials';

  test('with a wrong ID or a wrong secret are refused, by each service in its own words', async () => {
    const { endpoint } = await endpointUnderTest();
    const wrongId = { accessKeyId: 'AKIANOBODY' };
    const wrongSecret = { secretAccessKey: 'wrong' };
    for (const wrong of [wrongId, wrongSecret]) {
      await expect(ec2Client(endpoint, wrong).send(new DescribeInstancesCommand({}))).rejects.toEqual(
        awsError('AuthFailure', 401, invalid),
      );
    }
    await expect(stsClient(endpoint, wrongId).send(new GetCallerIdentityCommand({}))).rejects.toEqual(
      awsError('InvalidClientTokenId', 403, 'The security token included in the request is invalid.'),
    );
    await expect(stsClient(endpoint, wrongSecret).send(new GetCallerIdentityCommand({}))).rejects.toEqual(
      awsError('SignatureDoesNotMatch', 403, expect.stringContaining('does not match')),
    );
  });

  test('that are temporary need their session token, and end', async () => {
    const key = { accessKeyId: 'ASIADEMO', secretAccessKey: 'secret', sessionToken: 'token' };
    const ended = { ...key, accessKeyId: 'ASIAENDED', expiresAt: 0 };
    const { endpoint } = await endpointUnderTest({ accessKeys: [key, ended] });
    const { sessionToken: _, ...withoutToken } = key;
    await expect(ec2Client(endpoint, withoutToken).send(new DescribeInstancesCommand({}))).rejects.toEqual(
      awsError('AuthFailure', 401, invalid),
    );
    await expect(ec2Client(endpoint, key).send(new DescribeInstancesCommand({}))).resolves.toBeDefined();
    const { expiresAt: __, ...endedKey } = ended;
    await expect(ec2Client(endpoint, endedKey).send(new DescribeInstancesCommand({}))).rejects.toEqual(
      awsError('RequestExpired', 400, 'Request has expired.'),
    );
    await expect(stsClient(endpoint, endedKey).send(new GetCallerIdentityCommand({}))).rejects.toEqual(
      awsError('ExpiredToken', 403),
    );
  });

  test.each([
    ['slow', -20 * 60_000, 'Signature expired'],
    ['fast', 20 * 60_000, 'Signature not yet current'],
  ])('of a machine with a %s clock are refused', async (_how, systemClockOffset, message) => {
    const { endpoint } = await endpointUnderTest();
    await expect(ec2Client(endpoint, { systemClockOffset }).send(new DescribeInstancesCommand({}))).rejects.toEqual(
      awsError('RequestExpired', 400, 'Request has expired.'),
    );
    await expect(stsClient(endpoint, { systemClockOffset }).send(new GetCallerIdentityCommand({}))).rejects.toEqual(
      awsError('SignatureDoesNotMatch', 403, expect.stringContaining(message)),
    );
  });

  test('of a machine with a wrong clock work at the second try, since the answer says what time it is', async () => {
    const signingClock = manualClock(Date.now() + 20 * 60_000);
    const { endpoint } = await endpointUnderTest({ signingClock });
    const ec2 = ec2Client(endpoint, { maxAttempts: 2 });
    await expect(ec2.send(new DescribeInstancesCommand({}))).resolves.toBeDefined();
    expect(endpoint.calls.map(({ outcome }) => outcome.kind)).toEqual(['refused', 'answered']);
  });
});
