import { expect, test } from 'vitest';
import { InstanceDetailsOnDemand } from '../../../src/main/instance-details';
import { RequestPacer } from '../../../src/main/request-pacer';
import { createStore } from '../../../src/main/store';
import { ManualClock, settled } from '../../support/manual-clock';
import { ScriptedScopeClient } from '../../support/scripted-scope-client';
import { aScope, aSnapshot, instanceIdOf, noon, seoul } from '../../support/snapshot-builder';

const target = (number: number) => ({ scopeId: aScope().id, instanceId: instanceIdOf(number) });

function detailsOnDemand() {
  const clock = new ManualClock();
  const store = createStore(aSnapshot());
  const client = new ScriptedScopeClient();
  const pacer = new RequestPacer();
  const details = new InstanceDetailsOnDemand({ store, clock, clientFor: () => client, pacer });
  return { clock, store, client, pacer, details };
}

test('they are asked for at once while there is room for calls by ID, and in turn where there is none', async () => {
  const { clock, client, pacer, details } = detailsOnDemand();
  await details.describe(target(1));
  expect(client.calls).toHaveLength(1);
  // What a Region has at once is used up by others.
  while (pacer.reserve(seoul, clock.now()) === 0);
  const later = details.describe(target(1));
  await settled();
  expect(client.calls, 'nothing goes out before its turn').toHaveLength(1);
  await clock.advance(2_000);
  expect(await later).toMatchObject({ ok: true, value: { asOf: expect.closeTo(noon + 500, -3) } });
  expect(client.calls).toHaveLength(2);
});

test('a scope that goes while they wait for their turn is not asked', async () => {
  const { clock, store, client, pacer, details } = detailsOnDemand();
  while (pacer.reserve(seoul, clock.now()) === 0);
  const later = details.describe(target(1));
  store.update((snapshot) => ({ ...snapshot, scopes: [] }));
  await clock.advance(2_000);
  expect(await later).toMatchObject({ error: { code: 'scope-not-found' } });
  expect(client.calls).toEqual([]);
});

test('what AWS refuses leaves what it told before to be copied', async () => {
  const { client, details } = detailsOnDemand();
  client.details = { ...client.details, imageId: 'ami-1' };
  await details.describe(target(1));
  client.fail('access-denied', 'details');
  expect(await details.describe(target(1))).toMatchObject({ error: { code: 'access-denied' } });
  expect(details.told(target(1), 'imageId', 0)).toBe('ami-1');
  expect(details.told(target(2), 'imageId', 0), 'of one that was never asked about').toBeNull();
});

test('those that were looked at longest ago are forgotten', async () => {
  const { clock, client, details } = detailsOnDemand();
  client.details = { ...client.details, imageId: 'ami-1' };
  for (let number = 1; number <= 21; number += 1) {
    const asked = details.describe(target(number));
    await clock.advance(1_000);
    await asked;
  }
  expect([1, 2, 21].map((number) => details.told(target(number), 'imageId', 0))).toEqual([null, 'ami-1', 'ami-1']);
});
