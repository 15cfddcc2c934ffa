import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RegionScans } from '../../../../src/main/regions/region-scans';
import { createStore } from '../../../../src/main/store';
import { appError, fail, ok } from '../../../../src/shared/errors';
import { type Region, toProfileId, toRegion } from '../../../../src/shared/model';
import { ManualClock, settled } from '../../../support/manual-clock';
import { ScriptedAccountClient, someRegions } from '../../../support/scripted-account-client';
import { aProfile, aScope, aSnapshot } from '../../../support/snapshot-builder';

const WINDOW_MS = 30_000;
const edited = { source: { kind: 'environment' }, endpointUrl: null, homeRegion: null, filter: null } as const;
const allRegions = { ...edited, regions: null } as const;

function scanning(regions: readonly Region[] = someRegions(3), snapshot = aSnapshot({ profiles: [], scopes: [] })) {
  const clock = new ManualClock();
  const store = createStore(snapshot);
  const client = new ScriptedAccountClient(clock);
  client.enable(regions);
  const scans = new RegionScans({ store, clock, clientFor: () => client });
  const asked = () => client.questions.map(({ region }) => region);
  return { clock, store, client, scans, asked, scan: () => store.get().regionScan };
}

describe('a scan for Regions', () => {
  test('asks each enabled Region and tells how many instances it has, or why it is not known', async () => {
    const { clock, client, scans, scan, asked } = scanning();
    const [one, two, three] = someRegions(3);
    client.regions = [...client.regions, { region: toRegion('aa-off-1'), optInStatus: 'not-opted-in' }];
    const refused = appError('access-denied');
    client.count = (region) => {
      if (region === two) return fail(refused);
      return ok(region === three ? { instanceCount: 1000, hasMore: true } : { instanceCount: 0, hasMore: false });
    };
    scans.begin(allRegions);
    expect(scan(), 'while the Regions are asked for').toMatchObject({ regions: null, status: { kind: 'running' } });
    await clock.advance(0);
    expect(scan()).toEqual({
      purpose: 'find-regions',
      regions: [one, two, three],
      counts: [
        { region: one, instanceCount: 0, hasMore: false },
        { region: two, error: refused },
        { region: three, instanceCount: 1000, hasMore: true },
      ],
      status: { kind: 'done' },
    });
    expect(asked(), 'a Region that is not opted in is not asked').toEqual([one, two, three]);
  });

  test('asks ten at once and the others 30 s after the answers, and says that it waits', async () => {
    const { clock, client, scans, scan, asked } = scanning(someRegions(17));
    client.latencyMs = () => 500;
    scans.begin(allRegions);
    await clock.advance(499);
    expect(asked()).toHaveLength(10);
    expect(scan()).toMatchObject({ counts: [], status: { kind: 'running', isPaced: false } });
    await clock.advance(1);
    expect(scan()?.counts).toHaveLength(10);
    expect(scan()).toMatchObject({ status: { kind: 'running', isPaced: true } });
    await clock.advance(WINDOW_MS - 1);
    expect(asked()).toHaveLength(10);
    await clock.advance(1);
    expect(asked()).toHaveLength(17);
    await clock.advance(500);
    expect(scan()?.counts).toHaveLength(17);
    expect(scan()).toMatchObject({ status: { kind: 'done' } });
  });

  test('that is cancelled asks no more, drops what is on its way, and keeps what it found', async () => {
    const { clock, client, scans, scan, asked } = scanning(someRegions(17));
    const latencies = [100, ...Array.from({ length: 9 }, () => 5_000)];
    client.latencyMs = () => latencies.shift() ?? 0;
    scans.begin(allRegions);
    await clock.advance(100);
    scans.cancel();
    expect(
      client.questions.filter(({ isAborted }) => isAborted),
      'their requests are cut',
    ).toHaveLength(9);
    await clock.advance(10 * WINDOW_MS);
    expect(asked()).toHaveLength(10);
    expect(scan()).toMatchObject({ counts: [{ region: 'aa-test-1' }], status: { kind: 'cancelled' } });
    expect(scan()?.counts).toHaveLength(1);
  });

  test('that is closed is forgotten, whatever answers still come', async () => {
    const { clock, client, scans, scan } = scanning();
    client.latencyMs = () => 100;
    scans.begin(allRegions);
    await clock.advance(50);
    scans.close();
    expect(scan()).toBeNull();
    await clock.advance(WINDOW_MS);
    expect(scan()).toBeNull();
  });

  test('fails as a whole where AWS does not tell the Regions', async () => {
    const { clock, client, scans, scan } = scanning();
    client.listingError = appError('expired-credentials');
    scans.begin(allRegions);
    await clock.advance(0);
    expect(scan()?.status).toEqual({ kind: 'failed', error: client.listingError });
  });

  test('is not taken for done because an earlier one’s time is up while the Regions are asked for', async () => {
    const { clock, client, scans, scan } = scanning();
    scans.begin({ ...edited, regions: someRegions(1) });
    await clock.advance(0);
    let tell = (): void => undefined;
    const told = new Promise<void>((resolve) => {
      tell = resolve;
    });
    client.listRegions = async () => {
      await told;
      return ok(client.regions);
    };
    scans.begin(allRegions);
    await clock.advance(2 * WINDOW_MS);
    expect(scan()).toMatchObject({ regions: null, status: { kind: 'running' } });
    tell();
    await settled();
    await clock.advance(0);
    expect(scan()).toMatchObject({ status: { kind: 'done' } });
    expect(scan()?.counts).toHaveLength(3);
  });

  test('leaves room for the Regions that are asked anyway, and none for those of the demo account', async () => {
    const [first, second] = [toRegion('bb-own-1'), toRegion('bb-own-2')];
    const profiles = [
      aProfile({ regions: [first, second] }),
      aProfile({ id: toProfileId('demo'), source: { kind: 'demo' } }),
    ];
    const scopes = [
      aScope({ region: first }),
      aScope({ region: second }),
      aScope({ profileId: toProfileId('demo'), region: toRegion('cc-demo-1') }),
    ];
    const { clock, scans, asked } = scanning([...someRegions(12), first], aSnapshot({ profiles, scopes }));
    scans.begin(allRegions);
    await clock.advance(0);
    expect(asked(), 'a Region that is asked anyway costs nothing more').toEqual([...someRegions(8), first]);
  });

  test('goes on one Region at a time where more than ten are asked anyway', async () => {
    const own = Array.from({ length: 12 }, (_, n) => toRegion(`bb-own-${n}`));
    const snapshot = aSnapshot({ profiles: [aProfile()], scopes: own.map((region) => aScope({ region })) });
    const { clock, scans, asked } = scanning(someRegions(3), snapshot);
    scans.begin(allRegions);
    await clock.advance(WINDOW_MS);
    expect(asked()).toEqual(someRegions(2));
  });

  test('is over when the app quits', async () => {
    const { clock, scans, asked } = scanning(someRegions(17));
    scans.begin(allRegions);
    await clock.advance(0);
    scans.stop();
    expect(clock.waiting).toBe(0);
    await clock.advance(WINDOW_MS);
    expect(asked()).toHaveLength(10);
  });
});

test('a filter is tried in the chosen Regions only, at once where they were just asked', async () => {
  const { clock, client, scans, scan } = scanning(someRegions(10));
  scans.begin(allRegions);
  await clock.advance(0);
  scans.begin({ ...edited, regions: someRegions(2), filter: 'tag:Name=alice*' });
  await clock.advance(0);
  expect(client.questions.slice(10).map(({ region, filter }) => [region, filter])).toEqual(
    someRegions(2).map((region) => [region, 'tag:Name=alice*']),
  );
  expect(scan()).toMatchObject({ purpose: 'try-filter', status: { kind: 'done' } });
});

test('never more than ten Regions are asked within 30 s, over cancelled, closed and repeated scans of whatever account', async () => {
  const deed = fc.oneof(
    fc.record({ kind: fc.constant('scan' as const), from: fc.nat(30), count: fc.integer({ min: 1, max: 25 }) }),
    fc.record({ kind: fc.constant('try' as const), from: fc.nat(30), count: fc.integer({ min: 1, max: 25 }) }),
    fc.record({ kind: fc.constant('cancel' as const) }),
    fc.record({ kind: fc.constant('close' as const) }),
    fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 40_000 }) }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(deed, { maxLength: 12 }),
      fc.array(fc.nat(20_000), { minLength: 1 }),
      async (deeds, latencies) => {
        const { clock, client, scans } = scanning();
        let answers = 0;
        client.latencyMs = () => {
          answers += 1;
          return latencies[answers % latencies.length] ?? 0;
        };
        for (const doing of deeds) {
          if (doing.kind === 'wait') await clock.advance(doing.ms);
          else if (doing.kind === 'cancel') scans.cancel();
          else if (doing.kind === 'close') scans.close();
          else {
            const regions = someRegions(60).slice(doing.from, doing.from + doing.count);
            client.enable(regions);
            scans.begin({ ...edited, regions: doing.kind === 'try' ? regions : null });
            await clock.advance(0);
          }
        }
        await clock.advance(10 * WINDOW_MS);
        for (const { askedAt } of client.questions) {
          // Asked, or still being asked, in the 30 s from then on: an answer that is throttled is asked for again.
          const inWindow = client.questions.filter(
            (other) => other.askedAt < askedAt + WINDOW_MS && (other.answeredAt ?? Number.POSITIVE_INFINITY) >= askedAt,
          );
          const regions = new Set(inWindow.map(({ region }) => region));
          expect([...regions], `from ${new Date(askedAt).toISOString()} on`).toHaveLength(Math.min(regions.size, 10));
        }
      },
    ),
  );
});
