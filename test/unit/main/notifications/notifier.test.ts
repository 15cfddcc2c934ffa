import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Notifier, type ShownNotification } from '../../../../src/main/notifications/notifier';
import { withActivity, withFailure, withListing } from '../../../../src/main/scope-changes';
import { createStore } from '../../../../src/main/store';
import { appError } from '../../../../src/shared/errors';
import type { Activity, Instance } from '../../../../src/shared/model';
import { DEFAULT_SETTINGS, type Settings } from '../../../../src/shared/settings';
import { ManualClock } from '../../../support/manual-clock';
import { aScope, aSnapshot, instanceIdOf, instancesOf, noon, someAction } from '../../../support/snapshot-builder';

const scopeId = aScope().id;
const one = instanceIdOf(1);
const hour = 3_600_000;

/** The notifications of a scope with these instances. */
function telling(instances: readonly Instance[], settings: Partial<Settings> = {}, isLookedAt = false) {
  const clock = new ManualClock();
  const shown: ShownNotification[] = [];
  const run = { copyDns: vi.fn(), copySshCommand: vi.fn(), keepTrying: vi.fn() };
  const store = createStore(
    aSnapshot({ settings: { ...DEFAULT_SETTINGS, ...settings }, scopes: [aScope({ instances })] }),
  );
  const notifier = new Notifier({ store, clock, isLookedAt: () => isLookedAt, show: (one) => shown.push(one), run });
  onTestFinished(() => notifier.stop());
  const list = (listed: readonly Instance[]) =>
    store.updateScope(scopeId, (scope) =>
      withListing(scope, listed, { askedAt: clock.now(), now: clock.now(), readyWhen: 'running' }),
    );
  const mark = (activity: Activity | null) => store.updateScope(scopeId, (scope) => withActivity(scope, one, activity));
  return { clock, shown, store, list, mark, run, notifier, titles: () => shown.map(({ title }) => title) };
}

const web = (given: Partial<Instance>) => instancesOf({ name: 'web', ...given });
const starting: Activity = {
  phase: 'accepted',
  actionId: someAction,
  action: 'start',
  since: noon,
  hasProgressed: true,
};

describe('a start that has come to its end', () => {
  test('offers the address and the ssh command to be copied', () => {
    const { shown, list, mark, run } = telling(web({}));
    mark(starting);
    list(web({ state: 'running', publicDnsName: 'ec2-1.example' }));
    expect(shown).toMatchObject([
      { title: 'web is running', buttons: [{ label: 'Copy public DNS' }, { label: 'Copy ssh command' }] },
    ]);
    shown[0]?.buttons[0]?.run();
    shown[0]?.buttons[1]?.run();
    expect(run.copyDns).toHaveBeenCalledWith(expect.objectContaining({ scopeId }));
    expect(run.copySshCommand).toHaveBeenCalledOnce();
  });

  test('is called ready once it is known to be usable, and not told of before', () => {
    const { titles, mark, list } = telling(web({}), { readyWhen: 'tcp-port' });
    mark(starting);
    list(web({ state: 'running' }));
    mark({ phase: 'checking', actionId: someAction, action: 'start', since: noon, readyWhen: 'tcp-port' });
    mark(null);
    expect(titles().at(-1)).toBe('web is ready');
  });

  test('for want of capacity offers to keep trying', () => {
    const { shown, mark, run } = telling(web({}));
    mark(starting);
    const error = appError('insufficient-capacity');
    mark({ phase: 'failed', actionId: someAction, action: 'start', at: noon, error });
    expect(shown).toMatchObject([{ title: 'web: could not start', buttons: [{ label: 'Keep trying' }] }]);
    shown[0]?.buttons[0]?.run();
    expect(run.keepTrying).toHaveBeenCalledOnce();
  });

  test.each([
    ['while the person looks at the window', {}, true],
    ['when they want no notifications', { notifications: false }, false],
  ] as const)('is not told %s', (_when, settings, isLookedAt) => {
    const { shown, mark, list } = telling(web({}), settings, isLookedAt);
    mark(starting);
    list(web({ state: 'running' }));
    expect(shown).toEqual([]);
  });
});

describe('what somebody else has started', () => {
  const wanted = { tellsStartedByOthers: true };

  test('is told, once', () => {
    const { titles, list } = telling(web({}), wanted);
    list(web({ state: 'pending' }));
    list(web({ state: 'running' }));
    expect(titles()).toEqual(['web was started by somebody else']);
  });

  test('is told also of one that was not there before', () => {
    const { titles, list } = telling([], wanted);
    list(instancesOf({ name: 'a', state: 'running' }, { name: 'b', state: 'pending' }));
    expect(titles()).toEqual(['2 instances were started by somebody else']);
  });

  test('is not what was started here, nor what a first listing shows, nor told unasked', () => {
    const ours = telling(web({}), wanted);
    ours.mark(starting);
    ours.list(web({ state: 'pending' }));
    ours.list(web({ state: 'running' }));
    expect(ours.titles()).toEqual(['web is running']);

    const unasked = telling(web({}));
    unasked.list(web({ state: 'running' }));
    expect(unasked.titles()).toEqual([]);

    const first = telling([], wanted);
    first.store.updateScope(scopeId, () => aScope({ freshness: { kind: 'loading' } }));
    first.store.updateScope(scopeId, (scope) => withFailure(scope, appError('timeout'), noon));
    first.list(web({ state: 'running' }));
    expect(first.titles()).toEqual([]);
  });
});

describe('what has been running for long', () => {
  test('is told once, and again after another start', async () => {
    const { titles, list, clock } = telling(web({ state: 'running', launchTime: noon - 7 * hour }), {
      tellsRunningAfterHours: 8,
    });
    await clock.advance(hour - 1);
    expect(titles()).toEqual([]);
    await clock.advance(2 * 60_000);
    expect(titles()).toEqual(['web has been running for more than 8 hours']);
    await clock.advance(5 * hour);
    expect(titles()).toHaveLength(1);
    list(web({ state: 'running', launchTime: clock.now() }));
    await clock.advance(9 * hour);
    expect(titles()).toHaveLength(2);
  });

  test('needs no timer unless it is wanted, and none once it is not', async () => {
    const { clock, store } = telling(web({ state: 'running', launchTime: 0 }));
    expect(clock.waiting).toBe(0);
    const change = (tellsRunningAfterHours: number | null) =>
      store.update((snapshot) => ({ ...snapshot, settings: { ...snapshot.settings, tellsRunningAfterHours } }));
    change(1);
    expect(clock.waiting).toBe(1);
    change(null);
    expect(clock.waiting).toBe(0);
  });
});
