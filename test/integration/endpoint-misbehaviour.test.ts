import type { EC2Client } from '@aws-sdk/client-ec2';
import {
  DescribeInstancesCommand,
  DescribeRegionsCommand,
  StartInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, test } from 'vitest';
import { ec2Client, endpointUnderTest, seoul } from '../unit/demo/endpoint-clients';

/** How many of so many calls get through, one after the other. */
async function throughOf(count: number, call: () => Promise<unknown>): Promise<number> {
  let through = 0;
  for (let n = 0; n < count; n += 1) {
    try {
      await call();
      through += 1;
    } catch (error) {
      expect(error).toMatchObject({ name: 'RequestLimitExceeded', $metadata: { httpStatusCode: 503 } });
    }
  }
  return through;
}

describe('throttling', () => {
  const describePage = (ec2: EC2Client) => () => ec2.send(new DescribeInstancesCommand({ MaxResults: 5 }));
  const describeAll = (ec2: EC2Client) => () => ec2.send(new DescribeInstancesCommand({}));

  test('lets 100 paged describe calls through, and 20 more per second', async () => {
    const { ec2, clock } = await endpointUnderTest({ throttling: true });
    expect(await throughOf(103, describePage(ec2))).toBe(100);
    clock.advance(1_000);
    expect(await throughOf(23, describePage(ec2))).toBe(20);
  });

  test('lets half as many through that ask for everything at once', async () => {
    const { ec2, clock } = await endpointUnderTest({ throttling: true });
    expect(await throughOf(53, describeAll(ec2))).toBe(50);
    clock.advance(1_000);
    expect(await throughOf(13, describeAll(ec2))).toBe(10);
    expect(await throughOf(1, describePage(ec2))).toBe(1);
  });

  test('lets 5 starts through, and 2 more per second', async () => {
    const { ec2, fleet, clock } = await endpointUnderTest({ throttling: true });
    const InstanceIds = [fleet.add(seoul)];
    const startIt = () => ec2.send(new StartInstancesCommand({ InstanceIds }));
    expect(await throughOf(7, startIt)).toBe(5);
    clock.advance(1_000);
    expect(await throughOf(4, startIt)).toBe(2);
  });

  test('counts the instances of a start too: a thousand, and 2 more per second', async () => {
    const { ec2, fleet, clock } = await endpointUnderTest({ throttling: true });
    const InstanceIds = Array.from({ length: 600 }, () => fleet.add(seoul));
    const startThem = () => ec2.send(new StartInstancesCommand({ InstanceIds }));
    expect(await throughOf(2, startThem)).toBe(1);
    clock.advance(99_000);
    expect(await throughOf(1, startThem)).toBe(0);
    clock.advance(1_000);
    expect(await throughOf(1, startThem)).toBe(1);
  });

  test('counts the instances of a stop: a thousand, and 20 more per second', async () => {
    const { ec2, fleet, clock } = await endpointUnderTest({ throttling: true });
    const InstanceIds = Array.from({ length: 600 }, () => fleet.add(seoul));
    const stopThem = () => ec2.send(new StopInstancesCommand({ InstanceIds }));
    expect(await throughOf(2, stopThem)).toBe(1);
    clock.advance(10_000);
    expect(await throughOf(1, stopThem)).toBe(1);
  });

  test('is per Region, and not there unless asked for', async () => {
    const { ec2, endpoint } = await endpointUnderTest({ throttling: true });
    await throughOf(51, describeAll(ec2));
    expect(await throughOf(1, describeAll(ec2Client(endpoint, { region: 'eu-west-1' })))).toBe(1);
    const free = await endpointUnderTest();
    expect(await throughOf(120, describeAll(free.ec2))).toBe(120);
  });
});

describe('faults', () => {
  test('fail calls of an action, in a Region, so many times', async () => {
    const { ec2, endpoint } = await endpointUnderTest();
    endpoint.faults.fail({
      action: 'DescribeInstances',
      region: seoul,
      code: 'Unavailable',
      message: 'Out.',
      times: 1,
    });
    await expect(ec2.send(new DescribeRegionsCommand({}))).resolves.toBeDefined();
    const elsewhere = ec2Client(endpoint, { region: 'eu-west-1' });
    await expect(elsewhere.send(new DescribeInstancesCommand({}))).resolves.toBeDefined();
    await expect(ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
      name: 'Unavailable',
      message: 'Out.',
      $metadata: { httpStatusCode: 503 },
    });
    await expect(ec2.send(new DescribeInstancesCommand({}))).resolves.toBeDefined();
  });

  test('stay until they are cleared, and reach STS as well', async () => {
    const { ec2, sts, endpoint } = await endpointUnderTest();
    endpoint.faults.fail({ code: 'InternalError', status: 500 });
    await expect(ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({ name: 'InternalError' });
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'InternalError' });
    endpoint.faults.clear();
    await expect(sts.send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
  });

  test('take a permission away, also from a dry run, and say so as IAM does', async () => {
    const { ec2, fleet, endpoint } = await endpointUnderTest();
    const id = fleet.add(seoul);
    endpoint.faults.deny('StartInstances', 'DescribeInstances');
    for (const DryRun of [true, false]) {
      await expect(ec2.send(new StartInstancesCommand({ InstanceIds: [id], DryRun }))).rejects.toMatchObject({
        name: 'UnauthorizedOperation',
        message: expect.stringMatching(
          new RegExp(
            `^You are not authorized to perform this operation\\. User: arn:aws:iam::123456789012:user/demo is not authorized to perform: ec2:StartInstances on resource: arn:aws:ec2:${seoul}:123456789012:instance/${id} because .* Encoded authorization failure message: [\\w-]+$`,
          ),
        ),
        $metadata: { httpStatusCode: 403 },
      });
    }
    await expect(ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      message: expect.stringContaining('ec2:DescribeInstances'),
    });
    expect(fleet.find(seoul, id)?.state).toBe('stopped');
  });

  test('take the capacity away, and then a batch does not start at all', async () => {
    const { ec2, fleet, endpoint } = await endpointUnderTest();
    const small = fleet.add(seoul, { instanceType: 't3.micro' });
    const big = fleet.add(seoul, { instanceType: 'p5.48xlarge' });
    endpoint.faults.noCapacity({ instanceType: 'p5.48xlarge' });
    await expect(ec2.send(new StartInstancesCommand({ InstanceIds: [small, big] }))).rejects.toMatchObject({
      name: 'InsufficientInstanceCapacity',
      message: 'Insufficient capacity.',
      $metadata: { httpStatusCode: 500 },
    });
    expect(fleet.find(seoul, small)?.state).toBe('stopped');
    await expect(ec2.send(new StartInstancesCommand({ InstanceIds: [small] }))).resolves.toBeDefined();
  });

  test.each([
    ['before', 'stopped'],
    ['after', 'pending'],
  ] as const)('drop the connection %s the action, which leaves the instance %s', async (when, state) => {
    const { ec2, fleet, endpoint } = await endpointUnderTest();
    const id = fleet.add(seoul);
    endpoint.faults.dropConnection({ action: 'StartInstances', when, times: 1 });
    await expect(ec2.send(new StartInstancesCommand({ InstanceIds: [id] }))).rejects.toMatchObject({
      code: 'ECONNRESET',
    });
    expect(fleet.find(seoul, id)?.state).toBe(state);
    expect(endpoint.calls.at(-1)?.outcome).toEqual({ kind: 'dropped', when });
    await expect(ec2.send(new StartInstancesCommand({ InstanceIds: [id] }))).resolves.toBeDefined();
  });

  test('hold an answer back; what the call does, it does at once', async () => {
    const { ec2, fleet, endpoint } = await endpointUnderTest();
    const id = fleet.add(seoul);
    endpoint.faults.delay({ action: 'StartInstances', ms: 3_600_000, times: 1 });
    const held = expect(ec2.send(new StartInstancesCommand({ InstanceIds: [id] }))).rejects.toThrow();
    await endpoint.waitForCall(({ action }) => action === 'StartInstances');
    expect(fleet.find(seoul, id)?.state).toBe('pending');
    await ec2.send(new DescribeInstancesCommand({}));
    await endpoint.close();
    await held;
  });

  test('of a short delay let the answer through in the end', async () => {
    const { ec2, endpoint } = await endpointUnderTest();
    endpoint.faults.delay({ ms: 1 });
    await expect(ec2.send(new DescribeRegionsCommand({}))).resolves.toBeDefined();
  });
});

describe('the call log', () => {
  test('has every call with its parameters and how it ended', async () => {
    const { ec2, sts, endpoint, clock } = await endpointUnderTest();
    await ec2.send(new DescribeInstancesCommand({ MaxResults: 5 }));
    await ec2.send(new DescribeInstancesCommand({ MaxResults: 1 })).catch(() => undefined);
    await sts.send(new GetCallerIdentityCommand({}));
    expect(endpoint.calls).toMatchObject([
      {
        action: 'DescribeInstances',
        region: seoul,
        parameters: { MaxResults: '5', Version: '2016-11-15' },
        at: clock.now(),
        outcome: { kind: 'answered' },
      },
      { outcome: { kind: 'refused', code: 'InvalidParameterValue', status: 400 } },
      { action: 'GetCallerIdentity', outcome: { kind: 'answered' } },
    ]);
  });

  test('can be waited on, for calls to come and calls that came', async () => {
    const { ec2, endpoint } = await endpointUnderTest();
    const isRegions = ({ action }: { readonly action: string }) => action === 'DescribeRegions';
    const coming = endpoint.waitForCall(isRegions);
    await ec2.send(new DescribeRegionsCommand({}));
    expect(await coming).toBe(await endpoint.waitForCall(isRegions));
  });

  test('tells who waits when the endpoint closes', async () => {
    const { endpoint } = await endpointUnderTest();
    const never = expect(endpoint.waitForCall(() => false)).rejects.toThrow('closed');
    await endpoint.close();
    await never;
  });
});
