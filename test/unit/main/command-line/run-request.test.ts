import { describe, expect, test } from 'vitest';
import { runRequest } from '../../../../src/main/command-line/run-request';
import { appError, fail } from '../../../../src/shared/errors';
import { answering, doing, oneRegion, showing, twoRegions } from '../../../support/command-line';
import { seoulScope } from '../../../support/polling';
import { instanceIdOf, instancesOf, noon, seoul as seoulRegion } from '../../../support/snapshot-builder';

const idsOf = ({ instances }: { readonly instances: readonly { readonly instanceId: string }[] }) =>
  instances.map(({ instanceId }) => instanceId);

describe('a look', () => {
  test('tells all there is, in EC2’s words, and how old it is, without asking AWS', async () => {
    const { run, seoul } = await twoRegions();
    const calls = seoul.calls.length;
    const answer = await run(showing());
    expect(idsOf(answer)).toEqual([instanceIdOf(1), instanceIdOf(2), instanceIdOf(9)]);
    expect(answer.instances[0]).toEqual({
      instanceId: instanceIdOf(1),
      name: 'web-1',
      state: 'stopped',
      look: 'stopped',
      instanceType: 't3.micro',
      availabilityZone: 'ap-northeast-2a',
      publicDnsName: null,
      publicIpAddress: null,
      privateIpAddress: '10.0.0.1',
      launchTime: null,
      tags: { Name: 'web-1' },
      profile: 'work',
      region: 'ap-northeast-2',
      result: null,
      error: null,
    });
    expect(answer.scopes).toEqual(
      ['ap-northeast-2', 'us-east-1'].map((region) => ({
        profile: 'work',
        region,
        isDemo: false,
        isDryRun: false,
        asOf: new Date(noon).toISOString(),
        error: null,
      })),
    );
    expect(seoul.calls).toHaveLength(calls);
  });

  test('waits for the first listing of an app that has just started', async () => {
    const { run, listed, seoul } = answering();
    seoul.instances = instancesOf({ name: 'web-1' });
    const answer = run(showing());
    await listed();
    expect(idsOf(await answer)).toEqual([instanceIdOf(1)]);
  });

  test('does not wait for ever: a Region that does not answer is told as such', async () => {
    const { run, listed, seoul, clock } = answering();
    seoul.hold();
    await listed();
    const answer = run(showing());
    await clock.advance(30_000);
    expect((await answer).scopes[0]).toMatchObject({
      region: 'ap-northeast-2',
      asOf: null,
      error: { code: 'timeout' },
    });
  });

  test('asks AWS first where fresh data are wanted', async () => {
    const { run, seoul, clock } = await twoRegions();
    seoul.setState(instanceIdOf(1), 'running');
    await clock.advance(1_000);
    expect((await run(showing({ names: ['i-00000001'], fresh: true }))).instances).toMatchObject([
      { state: 'running' },
    ]);
  });

  test('a failed Region is told with its error and what was known before', async () => {
    const { run, seoul, poller } = await twoRegions();
    seoul.fail('access-denied');
    await poller.refresh(null);
    const answer = await run(showing());
    expect(answer.scopes[0]).toMatchObject({
      region: 'ap-northeast-2',
      asOf: new Date(noon).toISOString(),
      error: { code: 'access-denied', message: 'You are not allowed to do this' },
    });
    expect(answer.instances).toHaveLength(3);
  });

  test('a name that is found does not depend on other Regions', async () => {
    const { run, elsewhere, poller } = await twoRegions();
    elsewhere.fail('access-denied');
    await poller.refresh(null);
    const { scopes, error } = await run(showing({ names: ['web-2'] }));
    expect(error).toBeNull();
    expect(scopes).toMatchObject([{ region: 'ap-northeast-2', error: null }]);
  });

  test('a name that is not found may be in a Region that did not answer', async () => {
    const { run, elsewhere, poller } = await twoRegions();
    elsewhere.fail('access-denied');
    await poller.refresh(null);
    expect((await run(showing({ names: ['db'] }))).error).toMatchObject({
      code: 'match-unknown',
      message: expect.stringContaining('us-east-1'),
    });
  });

  test('asks AWS before it says that there is no such instance', async () => {
    const { run, seoul, clock } = await oneRegion({ name: 'web-1' });
    expect((await run(showing({ names: ['new'] }))).error).toMatchObject({ code: 'no-match' });
    seoul.instances = instancesOf({ name: 'web-1' }, { name: 'new' });
    await clock.advance(10_000);
    expect(idsOf(await run(showing({ names: ['new'] })))).toEqual([instanceIdOf(2)]);
  });

  test('tells of no Profile at all, and of a Profile and a Region that are not there', async () => {
    const { run, store } = await twoRegions();
    expect((await run(showing({ profile: 'nope' }))).error).toMatchObject({ code: 'no-such-scope' });
    expect((await run(showing({ region: 'eu-west-1' }))).error).toMatchObject({ code: 'no-such-scope' });
    store.update((snapshot) => ({ ...snapshot, profiles: [], scopes: [] }));
    expect((await run(showing())).error, 'all switched off').toMatchObject({ code: 'profiles-disabled' });
    store.update((snapshot) => ({ ...snapshot, allProfiles: [] }));
    expect((await run(showing())).error).toMatchObject({ code: 'no-profile' });
  });

  test('tells what is under way, and what went wrong with the last action', async () => {
    const { run, seoul } = await oneRegion({ name: 'web-1' }, { name: 'web-2' });
    await run(doing('start', ['web-1']));
    seoul.fail('insufficient-capacity', 'start');
    await run(doing('start', ['web-2']));
    expect((await run(showing())).instances).toMatchObject([
      { state: 'stopped', look: 'pending', error: null },
      { state: 'stopped', error: { code: 'insufficient-capacity' } },
    ]);
  });
});

describe('an action', () => {
  test('is sent once, and answered when AWS has taken it', async () => {
    const { run, seoul } = await twoRegions();
    const { instances, error } = await run(doing('stop', ['web-2']));
    expect(error).toBeNull();
    expect(instances).toMatchObject([{ instanceId: instanceIdOf(2), result: 'sent', error: null }]);
    expect(seoul.callsOf('stop')).toEqual([{ method: 'stop', ids: [instanceIdOf(2)] }]);
  });

  test('with several names and wildcards is one call for each Region', async () => {
    const { run, seoul, elsewhere } = await twoRegions();
    const { instances } = await run(doing('start', ['web-*', 'i-00000001']));
    expect(instances.map(({ result }) => result)).toEqual(['sent', 'sent', 'sent']);
    expect(seoul.callsOf('start').map(({ ids }) => ids)).toEqual([[instanceIdOf(1), instanceIdOf(2)]]);
    expect(elsewhere.callsOf('start').map(({ ids }) => ids)).toEqual([[instanceIdOf(9)]]);
  });

  test('is refused for a name that several instances have, and told which', async () => {
    const { run, seoul, elsewhere } = await twoRegions();
    const answer = await run(doing('start', ['web-1']));
    expect(answer.error).toMatchObject({ code: 'ambiguous-name', hint: expect.stringContaining('--region') });
    expect(idsOf(answer)).toEqual([instanceIdOf(1), instanceIdOf(9)]);
    expect([...seoul.callsOf('start'), ...elsewhere.callsOf('start')]).toEqual([]);
  });

  test.each([
    ['the Region', { region: 'us-east-1' }, [instanceIdOf(9)]],
    ['the wish for all of them', { all: true }, [instanceIdOf(1), instanceIdOf(9)]],
  ])('%s makes such a name clear', async (_what, given, ids) => {
    const { run } = await twoRegions();
    expect(idsOf(await run(doing('start', ['web-1'], given)))).toEqual(ids);
  });

  test('is refused as a whole where one of the names is not there', async () => {
    const { run, seoul } = await twoRegions();
    const answer = await run(doing('stop', ['web-2', 'web-3']));
    expect(answer.error).toMatchObject({ code: 'no-match', message: expect.stringContaining('web-3') });
    expect(seoul.callsOf('stop')).toEqual([]);
  });

  test('tells what AWS said against it, beside each instance', async () => {
    const { run, seoul } = await oneRegion({ name: 'web-1' }, { name: 'web-2' });
    seoul.failWhen(({ method, ids }) =>
      method === 'start' && ids.includes(instanceIdOf(1))
        ? appError('unsupported-operation', { detail: `not ${instanceIdOf(1)}`, requestId: 'r-1' })
        : null,
    );
    expect((await run(doing('start', ['web-?']))).instances).toMatchObject([
      { result: 'failed', error: { code: 'unsupported-operation', requestId: 'r-1' } },
      { result: 'sent', error: null },
    ]);
  });

  test('that is refused before it is sent is told as failed', async () => {
    const { running } = await oneRegion({ name: 'web-1', state: 'running' });
    const commands = { ...running.commands, stopInstances: () => fail(appError('not-permitted')) };
    const request = doing('stop', ['web-1']);
    const signal = new AbortController().signal;
    expect((await runRequest(request, { ...running, commands }, () => undefined, signal)).instances).toMatchObject([
      { result: 'failed', error: { code: 'not-permitted' } },
    ]);
  });

  test('does not overtake another one that is under way', async () => {
    const { run, seoul } = await oneRegion({ name: 'web-1', state: 'running' });
    await run(doing('stop', ['web-1']));
    expect((await run(doing('start', ['web-1']))).instances).toMatchObject([
      { result: 'failed', error: { code: 'action-under-way' } },
    ]);
    expect(seoul.callsOf('start')).toEqual([]);
  });

  test('turns the countdown of the same stop into a stop that is sent', async () => {
    const { run, seoul, actions, store, clock } = await oneRegion(
      { name: 'web-1', state: 'running' },
      { name: 'web-2', state: 'running' },
    );
    const ids = [instanceIdOf(1), instanceIdOf(2)];
    await actions.request({ scopeId: seoulScope, instanceIds: ids, action: 'stop', source: 'window' });
    expect(seoul.callsOf('stop'), 'the stop of the window does not count down').toEqual([]);
    expect((await run(doing('stop', ['web-1']))).instances).toMatchObject([{ result: 'sent', error: null }]);
    expect(seoul.callsOf('stop')).toEqual([{ method: 'stop', ids: [instanceIdOf(1)] }]);
    actions.undoStop(seoulScope, ids);
    expect(store.get().scopes[0]?.activities).toMatchObject({ [instanceIdOf(1)]: { phase: 'accepted' } });
    await clock.advance(60_000);
    expect(seoul.callsOf('stop')).toHaveLength(1);
  });

  test('passes by what was terminated under the same name', async () => {
    const { run } = await oneRegion({ name: 'web-1', state: 'terminated' }, { name: 'web-1' });
    expect(idsOf(await run(doing('start', ['web-1'])))).toEqual([instanceIdOf(2)]);
  });

  test('is sent to an instance that two Profiles see only once', async () => {
    const { run, seoul, elsewhere, store } = await oneRegion({ name: 'web-1' });
    store.update((snapshot) => ({
      ...snapshot,
      scopes: snapshot.scopes.map((scope) => ({ ...scope, instances: seoul.instances, region: seoulRegion })),
    }));
    expect((await run(doing('start', ['web-1']))).instances).toHaveLength(1);
    expect([...seoul.callsOf('start'), ...elsewhere.callsOf('start')]).toHaveLength(1);
  });

  test('more than 1,000 instances go in several calls', async () => {
    const { run, seoul } = await oneRegion(...Array.from({ length: 1_001 }, () => ({ name: 'node' })));
    const { instances } = await run(doing('start', ['node'], { all: true }));
    expect(instances.every(({ result }) => result === 'sent')).toBe(true);
    expect(seoul.callsOf('start').map(({ ids }) => ids.length)).toEqual([1_000, 1]);
  });

  test('a filter is enough, and one that nothing meets is told', async () => {
    const { run } = await twoRegions();
    const running = [{ name: 'instance-state-name', values: ['running'] }] as const;
    expect(idsOf(await run(doing('stop', [], { filters: running })))).toEqual([instanceIdOf(2)]);
    const nobody = [{ name: 'tag:Owner', values: ['nobody'] }] as const;
    expect((await run(doing('stop', [], { filters: nobody }))).error).toMatchObject({ code: 'no-match' });
  });
});
