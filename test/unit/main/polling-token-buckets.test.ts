import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TokenBuckets } from '../../../src/demo/token-buckets';
import type { InstanceState } from '../../../src/shared/model';
import { type BegunRequest, minute, pollingMany } from '../../support/polling';
import { seededRandom } from '../../support/seeded-random';

type Polling = ReturnType<typeof pollingMany>;

/** A property that fails looks for its simplest case: time enough to print that, and the seed. */
const patience = { timeout: 60_000 };

/*
 * EC2's limits, as buckets of half the size: one that is emptied stands for a real one that falls below its half.
 * https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 */
const halfOfListing = { capacity: 100 / 2, refillPerSecond: 20 };
const halfOfById = { capacity: 50 / 2, refillPerSecond: 10 };

describe('EC2’s token buckets', () => {
  const sizes = Array.from({ length: 100 }, (_, n) => (n === 0 ? 2_030 : 30));
  const mass = fc.record({
    afterMs: fc.integer({ min: 5_000, max: 10 * minute }),
    /** The first of the scopes in which everything changes at once, and how many there are. */
    first: fc.nat({ max: 99 }),
    scopes: fc.integer({ min: 5, max: 40 }),
    settlesAfterMs: fc.integer({ min: 5_000, max: 90_000 }),
    click: fc.constantFrom('refresh', 'window', 'pause', 'none'),
  });

  test(
    'of no account fall below their half, with 100 scopes and 5,000 instances of which hundreds change',
    patience,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          // Several Profiles may reach the same account and Region: some ten of them share these buckets.
          fc.array(fc.nat({ max: 9 }), { minLength: 100, maxLength: 100 }),
          fc.array(mass, { minLength: 3, maxLength: 8 }),
          fc.nat(),
          async (accounts, changes, seed) => {
            const buckets = new TokenBuckets();
            const drained: BegunRequest[] = [];
            const polling = pollingMany(
              sizes.map((size) => ({ states: Array.from({ length: size }, () => 'running' as const), latencyMs: 150 })),
              {
                random: seededRandom(seed),
                onBegin: (request) => {
                  const account = `account-${accounts[request.region]}`;
                  const pages = Math.ceil((sizes[request.region] ?? 0) / 1_000);
                  const draw =
                    request.ids === null
                      ? { bucket: 'pages', limit: halfOfListing, tokens: pages }
                      : { bucket: 'by ID', limit: halfOfById, tokens: 1 };
                  if (!buckets.take(account, [draw], request.at)) drained.push(request);
                },
              },
            );
            polling.poller.sync();
            for (const change of changes) {
              await polling.pass(change.afterMs);
              click(change.click, polling);
              const touched = polling.regions.map((_, n) => n).slice(change.first, change.first + change.scopes);
              setAll(polling, touched, 'stopping');
              await Promise.all([polling.poller.refresh(null), polling.pass(change.settlesAfterMs)]);
              setAll(polling, touched, 'running');
            }
            await polling.pass(30 * minute);
            expect(drained, 'requests that took a bucket below its half').toEqual([]);
            expect(polling.store.get().scopes.flatMap(({ instances }) => instances)).toHaveLength(5_000);
          },
        ),
        { numRuns: 20 },
      );
    },
  );

  test(
    'do not fall below their half either where 100 Profiles reach the same account and Region',
    patience,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 100 }),
          fc.integer({ min: 30_000, max: 5 * minute }),
          fc.nat(),
          async (changing, settlesAfterMs, seed) => {
            const buckets = new TokenBuckets();
            const drained: BegunRequest[] = [];
            const polling = pollingMany(
              Array.from({ length: 100 }, () => ({ states: ['running', 'running'] as const, latencyMs: 150 })),
              {
                random: seededRandom(seed),
                isOneRegion: true,
                onBegin: (request) => {
                  const bucket = request.ids === null ? 'pages' : 'by ID';
                  const limit = request.ids === null ? halfOfListing : halfOfById;
                  if (!buckets.take('account', [{ bucket, limit, tokens: 1 }], request.at)) drained.push(request);
                },
              },
            );
            polling.poller.sync();
            await polling.pass(6 * minute);
            const touched = polling.regions.map((_, n) => n).slice(0, changing);
            setAll(polling, touched, 'stopping');
            await Promise.all([polling.poller.refresh(polling.scopeIds[0] ?? null), polling.pass(settlesAfterMs)]);
            setAll(polling, touched, 'stopped');
            await polling.pass(2 * minute);
            expect(drained, 'requests that took a bucket below its half').toEqual([]);
            const shown = polling.store
              .get()
              .scopes.slice(0, changing)
              .flatMap(({ instances }) => instances);
            expect(new Set(shown.map(({ state }) => state)), 'each has had its turn').toEqual(new Set(['stopped']));
          },
        ),
        { numRuns: 10 },
      );
    },
  );

  function click(what: 'refresh' | 'window' | 'pause' | 'none', { poller }: Polling): void {
    if (what === 'refresh') void poller.refresh(null);
    if (what === 'window') for (const visible of [true, false, true]) poller.setWindowVisible(visible);
    if (what === 'pause') poller.pause('suspend');
    if (what === 'pause') poller.resume('suspend');
  }

  /** AWS shows this state of every instance of these Regions, and the poller is told that something was asked for. */
  function setAll({ regions, poller, scopeIds }: Polling, touched: readonly number[], shown: InstanceState): void {
    for (const index of touched) {
      const [region, id] = [regions[index], scopeIds[index]];
      if (region === undefined || id === undefined) continue;
      region.instances = region.instances.map((instance) => ({ ...instance, state: shown }));
      poller.follow(id);
    }
  }
});
