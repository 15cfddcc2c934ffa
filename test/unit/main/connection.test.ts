import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { followConnection } from '../../../src/main/connection';
import { withFailure } from '../../../src/main/scope-changes';
import { createStore } from '../../../src/main/store';
import { type AppError, appError } from '../../../src/shared/errors';
import { ManualClock } from '../../support/manual-clock';
import { aScope, aSnapshot, noon } from '../../support/snapshot-builder';

/** A connection that is followed, over a system whose word the test gives. */
function following(system: { isOnline: boolean }) {
  const clock = new ManualClock();
  const store = createStore(aSnapshot());
  const poller = { pause: vi.fn(), resume: vi.fn() };
  const stop = followConnection({ store, clock, poller, isOnline: () => system.isOnline });
  onTestFinished(stop);
  const fail = (error: AppError) => store.updateScope(aScope().id, (scope) => withFailure(scope, error, noon + 5_000));
  return { clock, store, poller, fail, stop };
}

const unreachable = appError('endpoint-unreachable', { awsCode: 'ENETUNREACH' });

describe('a request that fails for want of a network', () => {
  test.each([unreachable, appError('host-not-found'), appError('timeout')])(
    'pauses everything until the network is back ($code)',
    async (error) => {
      const system = { isOnline: false };
      const { clock, store, poller, fail } = following(system);
      fail(error);
      expect(poller.pause.mock.calls).toEqual([['offline']]);
      expect(store.get().isOffline).toBe(true);
      await clock.advance(60_000);
      expect(poller.resume).not.toHaveBeenCalled();
      system.isOnline = true;
      await clock.advance(3_000);
      expect(poller.resume.mock.calls).toEqual([['offline']]);
      expect(store.get().isOffline).toBe(false);
      expect(clock.waiting, 'timers once it is back').toBe(0);
    },
  );

  test('pauses nothing where the system says that there is a network', () => {
    const { poller, fail, clock } = following({ isOnline: true });
    fail(unreachable);
    expect(poller.pause).not.toHaveBeenCalled();
    expect(clock.waiting).toBe(0);
  });
});

test.each([
  appError('endpoint-unreachable', { awsCode: 'ECONNREFUSED' }),
  appError('access-denied'),
  appError('throttled'),
])('any other failure is no sign of it ($code)', (error) => {
  const { poller, fail } = following({ isOnline: false });
  fail(error);
  expect(poller.pause).not.toHaveBeenCalled();
});

test('while nothing fails, nothing runs', () => {
  const { clock } = following({ isOnline: false });
  expect(clock.waiting).toBe(0);
});

test('nothing runs once it is stopped', () => {
  const { clock, fail, stop } = following({ isOnline: false });
  fail(unreachable);
  stop();
  expect(clock.waiting).toBe(0);
});
