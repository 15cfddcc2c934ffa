import { describe, expect, onTestFinished, test } from 'vitest';
import { systemClock } from '../../src/main/clock';
import { PermissionChecks } from '../../src/main/permission-checks';
import { createStore } from '../../src/main/store';
import { answerOf, keysOf, scopeClientAt } from '../support/endpoint-scope';
import { aScope, aSnapshot, seoul } from '../support/snapshot-builder';
import { endpointUnderTest } from '../unit/demo/endpoint-clients';

const { id } = aScope();

/** The checks of a scope with two instances of each state, against the real SDK. */
async function checking(...denied: readonly string[]) {
  const { endpoint, fleet } = await endpointUnderTest();
  for (const state of ['running', 'running', 'stopped', 'stopped'] as const) fleet.add(seoul, { state });
  for (const action of denied) endpoint.faults.deny(action);
  const client = scopeClientAt(keysOf(endpoint));
  const store = createStore(
    aSnapshot({ scopes: [aScope({ instances: [...answerOf(await client.listInstances())] })] }),
  );
  const checks = new PermissionChecks({ store, clock: systemClock, clientFor: () => client });
  onTestFinished(checks.start());
  const verdicts = () => {
    const of = store.get().scopes[0]?.permissions.of;
    return [of?.start.verdict, of?.stop.verdict, of?.reboot.verdict];
  };
  const changing = () => endpoint.calls.filter(({ action }) => !action.startsWith('Describe'));
  return { checks, fleet, store, verdicts, changing };
}

describe('what a Profile may do', () => {
  test('is asked by DryRun of each action, and changes nothing', async () => {
    const { checks, fleet, verdicts, changing } = await checking();
    const before = fleet.describe(seoul).map(({ state }) => state);
    await checks.check(id);
    expect(verdicts()).toEqual(['allowed', 'allowed', 'allowed']);
    expect(changing().map(({ action }) => action)).toEqual(['StartInstances', 'StopInstances', 'RebootInstances']);
    expect(
      changing().every(({ parameters }) => parameters['DryRun'] === 'true'),
      'each is a dry run',
    ).toBe(true);
    expect(fleet.describe(seoul).map(({ state }) => state)).toEqual(before);
  });

  test('is told for each action on its own, with AWS’s reason', async () => {
    const { checks, store, verdicts } = await checking('StopInstances');
    await checks.check(id);
    expect(verdicts()).toEqual(['allowed', 'denied', 'allowed']);
    expect(store.get().scopes[0]?.permissions.of.stop).toMatchObject({
      error: {
        code: 'access-denied',
        awsCode: 'UnauthorizedOperation',
        detail: expect.stringContaining('ec2:StopInstances'),
      },
    });
  });
});
