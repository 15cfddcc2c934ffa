import { describe, expect, test } from 'vitest';
import { PermissionChecks } from '../../../src/main/permission-checks';
import { newScope } from '../../../src/main/scope-changes';
import { appError } from '../../../src/shared/errors';
import type { Instance } from '../../../src/shared/model';
import { acting } from '../../support/acting';
import { asking } from '../../support/asking';
import { aProfile, aScope, instanceIdOf, instancesOf, seoul } from '../../support/snapshot-builder';

const scopeId = aScope().id;
const [first, second, third] = [instanceIdOf(1), instanceIdOf(2), instanceIdOf(3)];
const denied = appError('access-denied', { awsCode: 'UnauthorizedOperation', detail: 'You are not authorized' });
const threeRunning = instancesOf({ state: 'running' }, { state: 'running' }, { state: 'running' });

function checking(instances: readonly Instance[] = threeRunning) {
  const parts = acting(instances);
  const checks = new PermissionChecks({ ...parts, clientFor: () => parts.client });
  checks.start();
  const verdicts = () => {
    const { of } = parts.store.get().scopes[0]?.permissions ?? aScope().permissions;
    return [of.start.verdict, of.stop.verdict, of.reboot.verdict];
  };
  return { ...parts, checks, verdicts };
}

describe('a check that a person asks for', () => {
  test('takes one call for each action where all is allowed', async () => {
    const { checks, client, verdicts, clock, store } = checking();
    await checks.check(scopeId);
    expect(verdicts()).toEqual(['allowed', 'allowed', 'allowed']);
    expect(client.callsOf('dry-run')).toHaveLength(3);
    expect(store.get().scopes[0]?.permissions).toMatchObject({ isChecking: false, askedAt: clock.now() });
  });

  test('calls an action denied once a second instance says so too', async () => {
    const { checks, client, verdicts } = checking();
    client.failWhen(() => denied);
    await checks.check(scopeId);
    expect(verdicts()).toEqual(['denied', 'denied', 'denied']);
    expect(client.callsOf('dry-run')).toHaveLength(6);
  });

  test('calls nothing denied that only one instance of several was refused', async () => {
    const { checks, client, verdicts } = checking();
    client.failWhen(({ ids }) => (ids.includes(first) ? denied : null));
    await checks.check(scopeId);
    expect(verdicts()).toEqual(['allowed', 'allowed', 'allowed']);
  });

  test('asks another instance where the state of the first says nothing', async () => {
    const { checks, client, verdicts } = checking();
    client.failWhen(({ ids }) => (ids.includes(first) ? appError('incorrect-state') : null));
    await checks.check(scopeId);
    expect(verdicts()).toEqual(['allowed', 'allowed', 'allowed']);
  });

  test('asks nothing and tells nothing without an instance', async () => {
    const { checks, client, verdicts } = checking([]);
    await checks.check(scopeId);
    expect(client.calls).toEqual([]);
    expect(verdicts()).toEqual(['unknown', 'unknown', 'unknown']);
  });

  test('whose answer comes after its Profile signs in otherwise tells nothing', async () => {
    const { checks, client, store, verdicts } = checking();
    client.hold();
    const asked = checks.check(scopeId);
    store.updateScope(scopeId, () => newScope(aProfile(), seoul));
    client.release();
    await asked;
    expect(verdicts()).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

describe('after AWS has refused an action', () => {
  test('another instance is asked by itself, and the action is not sent any more', async () => {
    const { actions, client, verdicts, clock, activityOf } = checking();
    client.failWhen(({ method }) => (method === 'stop' || method === 'dry-run' ? denied : null));
    await actions.request(asking('stop', scopeId, [first]));
    await clock.advance(0);
    expect(verdicts()).toEqual(['unknown', 'denied', 'unknown']);
    expect(client.callsOf('dry-run')).toMatchObject([{ ids: [second] }]);
    expect(await actions.request(asking('force-stop', scopeId, [third]))).toEqual({ ok: false, error: denied });
    expect(client.callsOf('stop')).toHaveLength(1);
    expect(activityOf(third)).toMatchObject({ phase: 'failed', error: denied });
  });

  test('what only that instance was refused stays its own', async () => {
    const { actions, client, verdicts, clock, activityOf } = checking();
    client.failWhen(({ ids }) => (ids.includes(first) ? denied : null));
    await actions.request(asking('stop', scopeId, [first]));
    await clock.advance(0);
    expect(verdicts()).toEqual(['unknown', 'allowed', 'unknown']);
    expect(activityOf(first)).toMatchObject({ phase: 'failed' });
  });

  test('it is asked again by itself after ten minutes at the earliest', async () => {
    const { actions, client, clock } = checking();
    client.failWhen(({ ids }) => (ids.includes(first) ? denied : null));
    const refused = async () => {
      await actions.request(asking('stop', scopeId, [first]));
      await clock.advance(0);
      return client.callsOf('dry-run').length;
    };
    expect([await refused(), await refused()]).toEqual([1, 1]);
    await clock.advance(10 * 60_000);
    expect(await refused()).toBe(2);
  });
});
