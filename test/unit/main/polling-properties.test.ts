import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PauseReason } from '../../../src/main/poller';
import { defaultPlan, MOST_SCOPES_AT_ONCE, STAGGER_MS } from '../../../src/main/polling-plan';
import type { ErrorCode } from '../../../src/shared/errors';
import { INSTANCE_STATES, type InstanceState } from '../../../src/shared/model';
import { type BegunRequest, minute, pollingMany, scopeIn } from '../../support/polling';
import { seededRandom } from '../../support/seeded-random';
import { instanceIdOf } from '../../support/snapshot-builder';

/*
 * The poller against random fleets, faults, delays and clicks, over hours of a clock that the test moves.
 */

type Polling = ReturnType<typeof pollingMany>;

/** A property that fails looks for its simplest case: time enough to print that, and the seed. */
const patience = { timeout: 60_000 };
/** An answer that takes longer than any run. */
const NEVER_MS = 1_000 * 60 * minute;
const SLOWEST_MS = 20_000;
const REASONS = ['suspend', 'lock', 'offline'] as const satisfies readonly PauseReason[];
const FAULTS = ['throttled', 'timeout', 'instance-not-found', 'access-denied'] as const satisfies readonly ErrorCode[];

const state = fc.constantFrom(...INSTANCE_STATES);
const anyRegion = fc.record({
  states: fc.array(state, { maxLength: 8 }),
  latencyMs: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: SLOWEST_MS }) },
    { weight: 1, arbitrary: fc.constant(NEVER_MS) },
  ),
});
const anIndex = fc.nat({ max: 1_000 });
const anEvent = fc.record({
  afterMs: fc.oneof(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 15 * minute })),
  region: anIndex,
  deed: fc.oneof(
    fc.record({ kind: fc.constantFrom('pause', 'resume'), reason: fc.constantFrom(...REASONS) }),
    fc.record({ kind: fc.constant('window'), visible: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('refresh', 'refresh all', 'follow') }),
    fc.record({ kind: fc.constant('change'), instance: anIndex, state }),
    fc.record({ kind: fc.constant('fault'), code: fc.option(fc.constantFrom(...FAULTS)) }),
  ),
});
type Event = typeof anEvent extends fc.Arbitrary<infer Value> ? Value : never;

/** Does one of the deeds; `pauses` is the test's own account of the reasons that hold. */
function perform({ deed, region: index }: Event, polling: Polling, pauses: Set<PauseReason>): void {
  const { poller, regions, scopeIds } = polling;
  const region = regions[index % regions.length];
  const id = scopeIds[index % scopeIds.length];
  if (region === undefined || id === undefined) return;
  if ('reason' in deed && deed.kind === 'pause') {
    pauses.add(deed.reason);
    poller.pause(deed.reason);
  } else if ('reason' in deed) {
    pauses.delete(deed.reason);
    poller.resume(deed.reason);
  } else if ('visible' in deed) poller.setWindowVisible(deed.visible);
  else if ('instance' in deed) region.setState(instanceIdOf((deed.instance % 8) + 1), deed.state);
  else if ('code' in deed && deed.code !== null) region.fail(deed.code);
  else if ('code' in deed) region.recover();
  else if (deed.kind === 'follow') poller.follow(id);
  else void poller.refresh(deed.kind === 'refresh' ? id : null);
}

/** The longest that a scope of so many may go without a listing once nothing stands against it, ms. */
const longestWait = (scopes: number): number =>
  defaultPlan.listLongestMs + Math.ceil(scopes / MOST_SCOPES_AT_ONCE) * STAGGER_MS + 2 * SLOWEST_MS;

describe('whatever happens over hours', () => {
  test(
    'a scope is asked one thing at a time, nothing during a pause, and the screen comes to what is true',
    patience,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(anyRegion, { minLength: 1, maxLength: 14 }),
          fc.array(anEvent, { maxLength: 30 }),
          fc.nat(),
          async (given, events, seed) => {
            const pauses = new Set<PauseReason>();
            const duringPause: BegunRequest[] = [];
            let hasAsked = false;
            const polling = pollingMany(given, {
              random: seededRandom(seed),
              // Offline or behind a locked screen, somebody who asks is answered.
              onBegin: (request) =>
                (pauses.has('suspend') || (pauses.size > 0 && !hasAsked)) && duringPause.push(request),
            });
            polling.poller.sync();
            for (const event of events) {
              await polling.pass(event.afterMs);
              hasAsked ||= ['refresh', 'refresh all', 'follow'].includes(event.deed.kind);
              perform(event, polling, pauses);
            }
            for (const region of polling.regions) region.recover();
            pauses.clear();
            for (const reason of REASONS) polling.poller.resume(reason);
            const free = polling.clock.now();
            await polling.pass(longestWait(given.length));

            expect(polling.mostAtOnce(), 'requests of one scope at once').toBeLessThanOrEqual(1);
            expect(duringPause, 'requests that began during a pause').toEqual([]);
            for (const [index, { latencyMs }] of given.entries()) {
              if (latencyMs !== NEVER_MS) expectTruth(polling, index, free);
            }
            polling.poller.stop();
            expect(polling.begun.every(({ ids }) => ids === null || (ids.length > 0 && ids.length <= 1_000))).toBe(
              true,
            );
          },
        ),
        { numRuns: 200 },
      );
    },
  );

  function expectTruth({ begun, regions, scopeIds, store }: Polling, index: number, free: number): void {
    const [id, region] = [scopeIds[index], regions[index]];
    if (id === undefined || region === undefined) throw new Error(`There is no Region ${index}`);
    const listings = begun.filter((request) => request.region === index && request.ids === null && request.at >= free);
    expect(listings.length, `listings of ${id} once nothing stood against them`).toBeGreaterThan(0);
    const scope = scopeIn(store.get().scopes, id);
    expect(scope.freshness.kind).toBe('current');
    expect(statesOf(scope.instances)).toEqual(statesOf(region.instances));
  }

  test('a slow or dead scope changes nothing in when another is asked', patience, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(state, { maxLength: 5 }),
        // With it no more than may begin at once: beyond that the stagger keeps them waiting, not each other.
        fc.array(fc.integer({ min: 0, max: NEVER_MS }), { minLength: 1, maxLength: MOST_SCOPES_AT_ONCE - 1 }),
        fc.integer({ min: 0, max: 1_000 }),
        async (states, latencies, latencyMs) => {
          const timesBeside = async (others: readonly number[]) => {
            const slow = others.map((own) => ({ states: ['pending' as const], latencyMs: own }));
            const polling = pollingMany([{ states, latencyMs }, ...slow]);
            polling.poller.sync();
            await polling.pass(10 * minute);
            polling.poller.pause('lock');
            polling.poller.resume('lock');
            await polling.pass(10 * minute);
            return polling.begun.filter(({ region }) => region === 0).map(({ at }) => at);
          };
          const alone = latencies.map(() => 0);
          expect(await timesBeside(latencies)).toEqual(await timesBeside(alone));
        },
      ),
      { numRuns: 8 },
    );
  });

  test(
    'a changing instance is seen in its new state one longest look later, also among thousands',
    patience,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 3_500 }),
          fc.integer({ min: 0, max: 5 * minute }),
          fc.constantFrom<InstanceState>('running', 'stopped', 'terminated'),
          fc.nat(),
          async (count, changesAfterMs, becomes, seed) => {
            const states = Array.from({ length: count }, () => 'pending' as const);
            const polling = pollingMany([{ states, latencyMs: 200 }], { random: seededRandom(seed) });
            polling.poller.sync();
            await polling.pass(changesAfterMs);
            const last = instanceIdOf(1 + (seed % count));
            polling.regions[0]?.setState(last, becomes);
            // A round of turns may just have passed it by: its own turn then comes with the next one.
            const turns = Math.ceil(count / 1_000);
            await polling.pass(1.1 * (defaultPlan.followLongestMs + 2 * turns * defaultPlan.followFirstMs) + 1_000);
            const shown = polling.store.get().scopes[0]?.instances.find(({ instanceId }) => instanceId === last);
            expect(shown?.state).toBe(becomes);
          },
        ),
        { numRuns: 12 },
      );
    },
  );
});

const statesOf = (instances: Polling['regions'][number]['instances']) =>
  Object.fromEntries(instances.map((instance) => [instance.instanceId, instance.state]));
