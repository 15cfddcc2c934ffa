import { describe, expect, test } from 'vitest';
import { generatedFleet } from '../../src/demo/seed';
import { toInstanceId, toRegion } from '../../src/shared/model';
import { answerOf, errorOf, keysOf, scopeClientAt } from '../support/endpoint-scope';
import { ireland } from '../support/snapshot-builder';
import { endpointUnderTest, seoul } from '../unit/demo/endpoint-clients';

async function regionUnderTest() {
  const parts = await endpointUnderTest();
  return { ...parts, client: scopeClientAt(keysOf(parts.endpoint)) };
}

describe('the client of a scope', () => {
  test('lists the instances of its own Region, in the model’s words', async () => {
    const { fleet, endpoint, client } = await regionUnderTest();
    const id = fleet.add(seoul, {
      name: '결제-웹',
      state: 'running',
      instanceType: 't3.large',
      tags: { Env: 'dev & <prod>' },
    });
    fleet.add('eu-west-1', { name: 'elsewhere' });
    expect(answerOf(await client.listInstances())).toMatchObject([
      {
        instanceId: id,
        name: '결제-웹',
        state: 'running',
        instanceType: 't3.large',
        tags: [{ key: 'Env', value: 'dev & <prod>' }],
        publicDnsName: expect.stringContaining('ap-northeast-2.compute.amazonaws.com'),
      },
    ]);
    expect(answerOf(await scopeClientAt(keysOf(endpoint), ireland).listInstances())).toMatchObject([
      { name: 'elsewhere' },
    ]);
  });

  test('gives an empty Region as empty', async () => {
    const { client } = await regionUnderTest();
    expect(answerOf(await client.listInstances())).toEqual([]);
  });

  test('lists 1,200 instances over several pages, each of them once, and always paginated', async () => {
    const fleet = generatedFleet({ instances: 1_200, regions: [seoul] });
    const { endpoint } = await endpointUnderTest({ fleet });
    const instances = answerOf(await scopeClientAt(keysOf(endpoint)).listInstances());
    expect(new Set(instances.map(({ instanceId }) => instanceId)).size).toBe(1_200);
    expect(instances).toHaveLength(1_200);
    expect(endpoint.calls.map(({ parameters }) => parameters['MaxResults'])).toEqual(['1000', '1000']);
  });

  test('lists what the filter lets through, over several pages, and what is followed besides', async () => {
    const { fleet, endpoint } = await regionUnderTest();
    for (let n = 0; n < 1_001; n += 1) fleet.add(seoul, { name: `web-${n}`, state: 'running', tags: { Env: 'dev' } });
    const stopped = toInstanceId(fleet.add(seoul, { name: 'web-stopped', tags: { Env: 'dev' } }));
    fleet.add(seoul, { name: 'other', state: 'running' });
    const gone = toInstanceId('i-0123456789abcdef0');
    const client = scopeClientAt(keysOf(endpoint), toRegion(seoul), 'tag:Env=dev state=running');
    expect(answerOf(await client.listInstances())).toHaveLength(1_001);
    const listed = answerOf(await client.listInstances(() => [stopped, gone]));
    expect(listed).toHaveLength(1_002);
    expect(listed.at(-1)).toMatchObject({ instanceId: stopped, state: 'stopped' });
    const [first] = listed;
    if (first === undefined) throw new Error('Nothing was listed');
    const before = endpoint.calls.length;
    answerOf(await client.listInstances(() => [first.instanceId]));
    expect(endpoint.calls.length - before, 'what is listed anyway is not asked for again').toBe(2);
    expect(answerOf(await client.describeInstances([stopped])), 'by ID nothing is filtered').toHaveLength(1);
  });

  test('with a filter that is not understood says so instead of listing everything', async () => {
    const { endpoint } = await regionUnderTest();
    const client = scopeClientAt(keysOf(endpoint), toRegion(seoul), 'Env=');
    expect(errorOf(await client.listInstances()).code).toBe('filter-invalid');
    expect(endpoint.calls).toEqual([]);
  });

  test('describes the instances it is asked for, by ID', async () => {
    const { fleet, endpoint, client } = await regionUnderTest();
    const ids = [fleet.add(seoul), fleet.add(seoul), fleet.add(seoul)].map(toInstanceId);
    const [first, , third] = ids;
    if (first === undefined || third === undefined) throw new Error('The fleet has no instances');
    const described = answerOf(await client.describeInstances([first, third]));
    expect(described.map(({ instanceId }) => instanceId)).toEqual([first, third]);
    expect(endpoint.calls).toHaveLength(1);
  });

  test('starts many instances in one call, and says what they are now', async () => {
    const { fleet, endpoint, client } = await regionUnderTest();
    const ids = Array.from({ length: 50 }, () => toInstanceId(fleet.add(seoul)));
    const { changes } = answerOf(await client.startInstances(ids));
    expect(changes).toEqual(ids.map((instanceId) => ({ instanceId, currentState: 'pending' })));
    expect(endpoint.calls.map(({ action }) => action)).toEqual(['StartInstances']);
  });

  test('says of an instance that runs already that it does', async () => {
    const { fleet, client } = await regionUnderTest();
    const id = toInstanceId(fleet.add(seoul, { state: 'running' }));
    const { changes } = answerOf(await client.startInstances([id]));
    expect(changes).toEqual([{ instanceId: id, currentState: 'running' }]);
  });

  test('stops instances, without force', async () => {
    const { fleet, endpoint, client } = await regionUnderTest();
    const id = toInstanceId(fleet.add(seoul, { state: 'running' }));
    expect(answerOf(await client.stopInstances([id], 'stop'))).toMatchObject({
      changes: [{ instanceId: id, currentState: 'stopping' }],
    });
    expect(fleet.find(seoul, id)?.state).toBe('stopping');
    expect(Object.keys(endpoint.calls[0]?.parameters ?? {})).not.toContain('Force');
  });

  test('reboots instances', async () => {
    const { fleet, endpoint, client } = await regionUnderTest();
    const id = toInstanceId(fleet.add(seoul, { state: 'running' }));
    expect(answerOf(await client.rebootInstances([id]))).toMatchObject({ changes: [] });
    expect(endpoint.calls.map(({ action }) => action)).toEqual(['RebootInstances']);
  });

  test.each(['describeInstances', 'startInstances', 'stopInstances', 'rebootInstances'] as const)(
    'sends no %s without an ID, which EC2 would take for all instances',
    async (call) => {
      const { fleet, endpoint, client } = await regionUnderTest();
      fleet.add(seoul, { state: 'running' });
      expect((await client[call]([], 'stop')).ok).toBe(false);
      expect(endpoint.calls).toEqual([]);
    },
  );

  test('asks for its credentials when it is first used, and once', async () => {
    const { endpoint } = await regionUnderTest();
    const { createScopeClient } = await import('../../src/main/aws/scope-client');
    let asked = 0;
    const client = createScopeClient(ireland, async () => {
      asked += 1;
      return keysOf(endpoint);
    });
    expect(asked).toBe(0);
    await client.listInstances();
    await client.listInstances();
    expect(asked).toBe(1);
    client.close();
  });

  test.each(['start', 'stop', 'force-stop', 'hibernate', 'reboot'] as const)(
    'tells of %s whether it would be allowed, and changes nothing',
    async (action) => {
      const { fleet, endpoint, client } = await regionUnderTest();
      const id = toInstanceId(fleet.add(seoul, { state: 'running', hibernationConfigured: true }));
      expect(await client.dryRun([id], action)).toEqual({ ok: true, value: null });
      endpoint.faults.deny('StartInstances', 'StopInstances', 'RebootInstances');
      expect(await client.dryRun([id], action)).toMatchObject({ error: { code: 'access-denied' } });
      expect(endpoint.calls.map(({ parameters }) => parameters['DryRun'])).toEqual(['true', 'true']);
      expect(answerOf(await client.listInstances())).toMatchObject([{ state: 'running' }]);
    },
  );
});
