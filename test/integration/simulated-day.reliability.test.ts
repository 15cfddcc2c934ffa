import { expect, onTestFinished, test, vi } from 'vitest';
import type { EndpointCall } from '../../src/demo/call-log';
import { systemClock } from '../../src/main/clock';
import { openJournalFile } from '../../src/main/journal/journal-file';
import { NoticeBoard } from '../../src/main/notices';
import { type AppBehindFront, appBehindFront } from '../support/app-behind-front';
import { asking } from '../support/asking';
import { heapAfterCollection } from '../support/collect-garbage';
import { type Misbehaviour, misbehavingFront } from '../support/misbehaving-front';
import { tellReliability, tries } from '../support/reliability';
import { seededRandom } from '../support/seeded-random';
import { temporaryDirectory } from '../support/temporary-directory';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const SEED = 20_261_124;
const INSTANCES = 40;
const MOST_GROWTH = 0.05;

const hours = tries({ inSuite: 2, inFull: 24 });
/** By then everything that is loaded or kept once has been: every kind of fault has been there, and the call log is full. */
const warmUpHours = hours / 4;

type Fault = readonly [begin: () => unknown, end: () => unknown];

function faultsOf(app: AppBehindFront): readonly Fault[] {
  const html = { 'content-type': 'text/html' };
  const ways: readonly Misbehaviour[] = [
    { kind: 'refused' },
    { kind: 'reset' },
    { kind: 'black hole' },
    { kind: 'slow bytes' },
    { kind: 'cut' },
    { kind: 'page', status: 200, headers: html, body: '<html><body>Sign in</body></html>' },
    { kind: 'page', status: 302, headers: { location: 'http://portal.hotel.test/' }, body: '' },
    { kind: 'page', status: 503, headers: html, body: '<html><body>Unavailable</body></html>' },
  ];
  const failing = (code: string, status: number): Fault => [
    () => app.endpoint.faults.fail({ code, status }),
    () => app.endpoint.faults.clear(),
  ];
  const skewed = (skewHours: number): Fault => [() => app.setSkew(skewHours * HOUR_MS), () => app.setSkew(0)];
  return [
    ...ways.map((how): Fault => [() => app.front.misbehave(how), () => app.front.misbehave(null)]),
    failing('InternalError', 500),
    failing('RequestLimitExceeded', 503),
    skewed(3),
    skewed(-3),
    [app.endSessions, app.signIn],
  ];
}

test('a day of random faults leaves nothing behind', async () => {
  const random = seededRandom(SEED);
  const between = (least: number, most: number): number => least + random() * (most - least);
  const warnings: string[] = [];
  const noteWarning = ({ name }: Error): void => void warnings.push(name);
  process.on('warning', noteWarning);
  onTestFinished(() => void process.off('warning', noteWarning));

  const front = await misbehavingFront();
  const host = `127.0.0.1:${front.port}`;
  const journalFile = openJournalFile({
    directory: temporaryDirectory(),
    clock: systemClock,
    notices: new NoticeBoard(),
  });
  const app = await appBehindFront({
    front,
    instances: INSTANCES,
    endpointUrl: `http://${host}`,
    hosts: [host],
    keptCalls: 200,
    journalFile,
  });
  const faults = faultsOf(app);
  const carriedOut = countChanges(app);
  const pass = (ms: number): Promise<void> => app.pass(ms, SECOND_MS);
  let faultCount = 0;

  const act = (): void => {
    const { instances, activities } = app.scope();
    const one = instances[Math.floor(random() * instances.length)];
    if (one === undefined || activities[one.instanceId] !== undefined) return;
    const action = one.state === 'running' ? 'stop' : 'start';
    void app.aws.actions.request(asking(action, app.scopeId, [one.instanceId]));
  };
  /** What failed is put away, as a person does, and nothing is under way any more. */
  const comeToRest = async (): Promise<void> => {
    await pass(15 * MINUTE_MS);
    expect(app.scope().freshness, 'a quarter of an hour after the last fault').toMatchObject({ kind: 'current' });
    app.store.updateScope(app.scopeId, (scope) => ({ ...scope, activities: {} }));
    await app.quiet();
  };
  const live = async (untilMs: number): Promise<void> => {
    while (Date.now() < untilMs) {
      act();
      await pass(between(MINUTE_MS, 6 * MINUTE_MS));
      const [begin, end] = faults[faultCount % faults.length] ?? [];
      await begin?.();
      await pass(between(SECOND_MS, 10 * SECOND_MS));
      if (random() < 0.5) void app.aws.poller.refresh(null);
      act();
      await pass(between(10 * SECOND_MS, 4 * MINUTE_MS));
      await end?.();
      app.aws.poller.setWindowVisible(random() < 0.5);
      faultCount += 1;
      carriedOut.look();
    }
  };

  const begunAt = Date.now();
  await live(begunAt + warmUpHours * HOUR_MS);
  await comeToRest();
  const before = footprint(app);
  await live(begunAt + hours * HOUR_MS);
  await comeToRest();
  const after = footprint(app);

  const growth = after.heapBytes / before.heapBytes - 1;
  expect(growth, `the heap grew from ${megabytes(before.heapBytes)} to ${megabytes(after.heapBytes)}`).toBeLessThan(
    MOST_GROWTH,
  );
  expect(after.held, 'timers and subscriptions').toEqual(before.held);
  expect(after.connections, 'connections').toBeLessThanOrEqual(10);
  expect(warnings, 'what Node warns of, such as too many listeners').not.toContain('MaxListenersExceededWarning');

  const { records } = await journalFile.read();
  const begun = records.filter(({ type }) => type === 'begun');
  const ended = new Set(
    records.flatMap((record) =>
      record.type === 'settled' || (record.type === 'answered' && record.answer !== 'unknown') ? [record.actionId] : [],
    ),
  );
  expect(
    begun.filter(({ actionId }) => !ended.has(actionId)),
    'actions that nobody was told the end of',
  ).toEqual([]);
  expect(carriedOut.count(), 'changes that AWS made').toBeLessThanOrEqual(begun.length);

  await app.end();
  await app.pass(2 * MINUTE_MS);
  expect([vi.getTimerCount(), app.subscribers(), front.connections()], 'what is left of the app').toEqual([0, 0, 0]);
  tellReliability({
    part: 'Faults',
    tried: `${hours} simulated hours of random faults (seed ${SEED}), one at a time, with actions before and in the middle of them; the real SDK, sockets and journal`,
    times: faultCount,
    happened: `heap ${megabytes(before.heapBytes)} after warm-up, ${megabytes(after.heapBytes)} at the end (${(growth * 100).toFixed(1)} %); as many timers and subscriptions as before, none after the end, nor a socket; ${begun.length} actions, ${carriedOut.count()} carried out, none twice, the end of each told`,
  });
}, 600_000);

/** Counts what AWS has carried out, though it remembers its last calls only. */
function countChanges({ endpoint }: AppBehindFront) {
  let seen: EndpointCall | undefined;
  let count = 0;
  return {
    look: (): void => {
      const fresh = endpoint.calls.slice(seen === undefined ? 0 : endpoint.calls.indexOf(seen) + 1);
      seen = endpoint.calls.at(-1);
      count += fresh.filter(
        ({ action, outcome }) => /^(Start|Stop)/.test(action) && outcome.kind === 'answered',
      ).length;
    },
    count: () => count,
  };
}

function footprint(app: AppBehindFront) {
  return {
    heapBytes: heapAfterCollection(),
    held: { timers: vi.getTimerCount(), subscribers: app.subscribers() },
    connections: app.front.connections(),
  };
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
