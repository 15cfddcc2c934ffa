import { describe, expect, test } from 'vitest';
import { createAccountClient } from '../../src/main/aws/account-client';
import { toRegion } from '../../src/shared/model';
import { answerOf, errorOf, keysOf } from '../support/endpoint-scope';
import { ireland, seoul, virginia } from '../support/snapshot-builder';
import { endpointUnderTest } from '../unit/demo/endpoint-clients';

const never = new AbortController().signal;

async function accountUnderTest() {
  const parts = await endpointUnderTest();
  return { ...parts, client: createAccountClient(async () => keysOf(parts.endpoint)) };
}

describe('an account', () => {
  test('tells all its Regions with their opt-in states', async () => {
    const { endpoint, client } = await accountUnderTest();
    const regions = answerOf(await client.listRegions(virginia));
    expect(regions).toContainEqual({ region: seoul, optInStatus: 'opt-in-not-required' });
    expect(regions).toContainEqual({ region: toRegion('ap-east-1'), optInStatus: 'not-opted-in' });
    expect(endpoint.calls).toMatchObject([
      { action: 'DescribeRegions', region: 'us-east-1', parameters: { AllRegions: 'true' } },
    ]);
  });

  test('tells how many instances match in a Region, with one page, and that there are more than it has', async () => {
    const { fleet, endpoint, client } = await accountUnderTest();
    for (let n = 0; n < 1001; n += 1) fleet.add(seoul, { name: n < 3 ? 'alice' : 'bob' });
    expect(answerOf(await client.countInstances(seoul, null, never))).toEqual({ instanceCount: 1000, hasMore: true });
    expect(answerOf(await client.countInstances(seoul, 'tag:Name=al*', never))).toEqual({
      instanceCount: 3,
      hasMore: false,
    });
    expect(answerOf(await client.countInstances(ireland, null, never))).toEqual({ instanceCount: 0, hasMore: false });
    expect(endpoint.calls.map(({ parameters }) => parameters['MaxResults'])).toEqual(['1000', '1000', '1000']);
  });

  test('that refuses says so', async () => {
    const { endpoint, client } = await accountUnderTest();
    endpoint.faults.fail({ code: 'UnauthorizedOperation' });
    expect(errorOf(await client.listRegions(virginia)).code).toBe('access-denied');
    expect(errorOf(await client.countInstances(seoul, null, never)).code).toBe('access-denied');
  });

  test('is not asked for everything where a filter is not understood', async () => {
    const { endpoint, client } = await accountUnderTest();
    expect(errorOf(await client.countInstances(seoul, 'Env=', never)).code).toBe('filter-invalid');
    expect(endpoint.calls).toEqual([]);
  });

  test('is not waited for once nobody wants the answer', async () => {
    const { endpoint, client } = await accountUnderTest();
    endpoint.faults.delay({ action: 'DescribeInstances', ms: 20_000 });
    const abort = new AbortController();
    const counted = client.countInstances(seoul, null, abort.signal);
    abort.abort();
    expect(errorOf(await counted).code).toBe('timeout');
  });
});
