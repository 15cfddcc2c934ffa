import { expect, onTestFinished, test, vi } from 'vitest';
import type { ErrorCode } from '../../src/shared/errors';
import { findInstance, type InstanceId } from '../../src/shared/model';
import { translatorFor } from '../../src/shared/translator';
import type { AppBehindFront } from '../support/app-behind-front';
import { asking } from '../support/asking';
import { FAULTS, type FaultUnderTest } from '../support/faults-under-test';
import { LoopDelay } from '../support/loop-delay';
import { tellReliability, tries } from '../support/reliability';

const SECOND_MS = 1_000;
/** How long each fault goes on after it was told. */
const LASTS_MS = 20 * SECOND_MS;
/** What a request that is under way may still take: its own time-out, and that of an answer that trickles in. */
const UNDER_WAY_MS = 65 * SECOND_MS;
/** The SDK spaces requests out for a while after AWS has throttled, and the time moves in steps. */
const SLACK_MS = 5 * SECOND_MS;
const LONGEST_DELAY_MS = 50;

const times = tries({ inSuite: 1, inFull: 25 });

test.each(FAULTS.map((fault) => [fault.name, fault] as const))(
  'the app gets over %s',
  async (_name, fault) => {
    const { app, begin, end } = await fault.set();
    const delay = new LoopDelay();
    const recoveries: number[] = [];
    const seen = failuresIn(app);
    for (let n = 0; n < times; n += 1) {
      const before = app.scope();
      const start = await delay.during(async () => {
        await begin();
        // Who had a connection knows by then that it is cut.
        await app.pass(SECOND_MS);
        return suffer(app, fault);
      });
      await end();
      // What the app has got used to meanwhile may be wrong now.
      if (fault.code === null) void app.aws.poller.refresh(null);
      recoveries.push(await recover(app));
      expect(app.scope().instances.length, 'instances after it').toBe(before.instances.length);
      await expectOneStart(app, fault, start);
    }
    expect([...seen], 'all that the scope has ever said').toEqual(fault.code === null ? [] : [fault.code]);
    expect(delay.p99, 'what the event loop keeps waiting in 99 of 100 cases, ms').toBeLessThan(LONGEST_DELAY_MS);
    tellReliability({
      part: 'Faults',
      tried: sentence(fault.name),
      times,
      happened: happened(fault, Math.max(...recoveries), delay),
    });
  },
  300_000,
);

test('a clock that is set back by three hours while AWS throttles holds nothing up', async () => {
  const throttled = FAULTS.find(({ code }) => code === 'throttled');
  if (throttled === undefined) throw new Error('Nothing throttles');
  const { app, begin, end } = await throttled.set();
  await begin();
  await suffer(app, throttled);
  vi.setSystemTime(Date.now() - 3 * 3_600_000);
  await end();
  void app.aws.poller.refresh(null);
  await app.pass(SLACK_MS);
  expect(app.scope().freshness.kind).toBe('current');
});

/** The person sees what is wrong, and asks for a start all the same; the fault goes on for a while. */
async function suffer(app: AppBehindFront, fault: FaultUnderTest): Promise<InstanceId> {
  const { freshness, instances } = app.scope();
  const asOf = freshness.kind === 'current' ? freshness.asOf : null;
  void app.aws.poller.refresh(null);
  await until(app, () => fault.code !== null && app.scope().freshness.kind === 'failed', fault.toldWithinMs);
  if (fault.code === null) expect(app.scope().freshness).toMatchObject({ kind: 'current' });
  else {
    expect(app.scope().freshness, 'what the scope says').toMatchObject({ kind: 'failed', asOf });
    expectAdvice(app, fault);
    expect(app.scope().instances, 'the old picture').toBe(instances);
  }
  const start = idleInstance(app);
  void app.aws.actions.request(asking('start', app.scopeId, [start]));
  await app.pass(LASTS_MS);
  return start;
}

/** Every way in which the scope fails from now on. */
function failuresIn({ store }: AppBehindFront): ReadonlySet<ErrorCode> {
  const seen = new Set<ErrorCode>();
  onTestFinished(
    store.subscribe(({ scopes }) => {
      for (const { freshness } of scopes) if (freshness.kind === 'failed') seen.add(freshness.error.code);
    }),
  );
  return seen;
}

function expectAdvice(app: AppBehindFront, { code, advises }: FaultUnderTest): void {
  const { freshness } = app.scope();
  if (freshness.kind !== 'failed') throw new Error('Nothing is wrong');
  const { error } = freshness;
  expect(error.code).toBe(code);
  expect(translatorFor('en').text(error.hint), 'what the hint advises').toMatch(advises ?? /./);
  for (const text of [error.message, error.hint]) {
    const [english, korean] = [translatorFor('en').text(text), translatorFor('ko').text(text)];
    expect(english).not.toMatch(/^error\.|[{}]/);
    expect(korean).toMatch(/[가-힣]/);
    expect(korean).not.toMatch(/[{}]/);
  }
}

/** How long it took until the picture was true again, ms; no longer than what was under way, and one pause. */
async function recover(app: AppBehindFront): Promise<number> {
  const endedAt = Date.now();
  await until(app, () => !app.scope().isRefreshing, UNDER_WAY_MS);
  const { freshness } = app.scope();
  const pauseMs = freshness.kind === 'failed' ? freshness.retryAt - Date.now() : 0;
  await until(app, () => app.scope().freshness.kind === 'current', pauseMs + SLACK_MS);
  expect(app.scope().freshness, 'after one pause').toMatchObject({ kind: 'current' });
  return Date.now() - endedAt;
}

/** The start was carried out once or never, the app knows which, and the journal has it. */
async function expectOneStart(app: AppBehindFront, fault: FaultUnderTest, id: InstanceId): Promise<void> {
  await app.pass(90 * SECOND_MS);
  const carriedOut = app.endpoint.calls.filter(
    ({ action, outcome, parameters }) =>
      action === 'StartInstances' && outcome.kind === 'answered' && parameters['InstanceId.1'] === id,
  );
  expect(carriedOut, 'how often AWS has started it').toHaveLength(fault.start === 'carried out' ? 1 : 0);
  const activity = app.scope().activities[id];
  const told = activity?.phase === 'failed' ? activity.error.code : activity?.phase;
  const state = findInstance(app.scope(), id)?.state;
  if (fault.start === 'carried out') expect([told, state]).toEqual([undefined, 'running']);
  else expect([told, state]).toEqual([fault.start === 'lost' ? 'outcome-unknown' : (fault.code ?? ''), 'stopped']);
  const [began] = app.journal.filter(
    (record) => record.type === 'begun' && record.instances.some(({ instanceId }) => instanceId === id),
  );
  const records = app.journal.filter(({ actionId }) => actionId === began?.actionId).map(({ type }) => type);
  expect(records, 'what the journal has').toEqual(expect.arrayContaining(['begun', 'answered']));
  if (fault.start !== 'refused') expect(records, 'the end in the journal').toContain('settled');
}

function idleInstance(app: AppBehindFront): InstanceId {
  const { instances, activities } = app.scope();
  const idle = instances.find(({ instanceId, state }) => state === 'stopped' && activities[instanceId] === undefined);
  if (idle === undefined) throw new Error('Everything runs');
  return idle.instanceId;
}

async function until(app: AppBehindFront, isSo: () => boolean, longestMs: number): Promise<void> {
  for (let left = longestMs; left > 0 && !isSo(); left -= 100) await app.pass(100);
}

function happened({ code, start }: FaultUnderTest, recoveredMs: number, delay: LoopDelay): string {
  const told =
    code === null ? 'nothing to be told, the picture stays current' : `told as \`${code}\`, the old picture stays`;
  const outcome = { refused: 'told as refused', 'carried out': 'carried out once', lost: 'told as not carried out' }[
    start
  ];
  const recovered =
    code === null ? '' : `current again at most ${(recoveredMs / SECOND_MS).toFixed(1)} s after its end; `;
  return `${told}; ${recovered}each start ${outcome}; event loop p99 ${delay.p99.toFixed(0)} ms, longest ${delay.longest.toFixed(0)} ms`;
}

const sentence = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
