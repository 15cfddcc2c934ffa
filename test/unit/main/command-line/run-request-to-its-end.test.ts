import { describe, expect, test } from 'vitest';
import { doing, oneRegion, twoRegions } from '../../../support/command-line';
import { seoulScope } from '../../../support/polling';
import { instanceIdOf } from '../../../support/snapshot-builder';

const minute = 60_000;

describe('a dry run', () => {
  test('asks AWS whether it would be allowed and changes nothing', async () => {
    const { run, seoul } = await twoRegions();
    expect((await run(doing('stop', ['web-2'], { dryRun: true, waitSeconds: 5 }))).instances).toMatchObject([
      { result: 'allowed', error: null },
    ]);
    expect(seoul.callsOf('dry-run')).toHaveLength(1);
    expect(seoul.callsOf('stop')).toEqual([]);
  });

  test('is what every command comes to in a dry-run Profile, whether it says so or not', async () => {
    const { run, store, seoul } = await twoRegions();
    store.update((snapshot) => ({
      ...snapshot,
      profiles: snapshot.profiles.map((profile) => ({ ...profile, isDryRun: true })),
    }));
    const { instances } = await run(doing('stop', ['web-2'], { waitSeconds: 5 }));
    expect(instances).toMatchObject([{ result: 'allowed', error: null }]);
    expect(seoul.callsOf('dry-run')).toHaveLength(1);
    expect(seoul.callsOf('stop')).toEqual([]);
  });

  test('tells what is not allowed', async () => {
    const { run, seoul } = await twoRegions();
    seoul.fail('access-denied', 'dry-run');
    expect((await run(doing('stop', ['web-2'], { dryRun: true }))).instances).toMatchObject([
      { result: 'failed', error: { code: 'access-denied' } },
    ]);
  });
});

describe('waiting', () => {
  test('lasts until AWS shows the wanted state, and tells what happens on the way', async () => {
    const { run, seoul, clock, progress } = await oneRegion({ name: 'web-1' });
    const answer = run(doing('start', ['web-1'], { waitSeconds: 60 }));
    await clock.advance(0);
    seoul.setState(instanceIdOf(1), 'pending');
    await clock.advance(5_000);
    seoul.setState(instanceIdOf(1), 'running');
    await clock.advance(20_000);
    expect((await answer).instances).toMatchObject([{ result: 'done', state: 'running', error: null }]);
    expect(progress.map(({ look }) => look)).toEqual(['Starting…', 'Running']);
    expect(seoul.callsOf('start')).toHaveLength(1);
  });

  test('joins an action that is under way already instead of sending it again', async () => {
    const { run, seoul, clock } = await oneRegion({ name: 'web-1' });
    await run(doing('start', ['web-1']));
    const answer = run(doing('start', ['web-1'], { waitSeconds: 60 }));
    seoul.setState(instanceIdOf(1), 'running');
    await clock.advance(20_000);
    expect((await answer).instances).toMatchObject([{ result: 'done' }]);
    expect(seoul.callsOf('start')).toHaveLength(1);
  });

  test('ends with its time, while the app goes on following', async () => {
    const { run, seoul, clock, store } = await oneRegion({ name: 'web-1' });
    const answer = run(doing('start', ['web-1'], { waitSeconds: 30 }));
    seoul.setState(instanceIdOf(1), 'pending');
    await clock.advance(30_000);
    expect((await answer).instances).toMatchObject([{ result: 'timed-out', error: { code: 'wait-timed-out' } }]);
    expect(store.get().scopes[0]?.activities[instanceIdOf(1)]).toMatchObject({ phase: 'accepted' });
  });

  test('ends with the reason where it does not come to a good end', async () => {
    const { run, clock } = await oneRegion({ name: 'web-1' });
    const answer = run(doing('start', ['web-1'], { waitSeconds: 600 }));
    await clock.advance(5 * minute);
    expect((await answer).instances).toMatchObject([{ result: 'failed', error: { code: 'start-failed' } }]);
  });

  test('ends when the person does not want to wait any more', async () => {
    const { run, leave, clock } = await oneRegion({ name: 'web-1' });
    const answer = run(doing('start', ['web-1'], { waitSeconds: 600 }));
    await clock.advance(0);
    leave();
    expect((await answer).instances).toHaveLength(1);
  });

  test('a start that waits for its status checks is on its way until they have passed', async () => {
    const { run, seoul, clock, store } = await oneRegion({ name: 'web-1' });
    store.update((snapshot) => ({ ...snapshot, settings: { ...snapshot.settings, readyWhen: 'status-checks' } }));
    let isOver = false;
    const answer = run(doing('start', ['web-1'], { waitSeconds: 600 })).finally(() => {
      isOver = true;
    });
    await clock.advance(0);
    seoul.setState(instanceIdOf(1), 'running');
    await clock.advance(20_000);
    expect(store.get().scopes[0]?.activities[instanceIdOf(1)]).toMatchObject({ phase: 'checking' });
    expect(isOver).toBe(false);
    store.updateScope(seoulScope, (scope) => ({ ...scope, activities: {} }));
    expect((await answer).instances).toMatchObject([{ result: 'done', state: 'running' }]);
  });
});
