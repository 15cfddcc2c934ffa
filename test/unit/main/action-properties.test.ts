import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIONS, READY_CONDITIONS } from '../../../src/shared/model';
import { DEFAULT_SETTINGS, STOP_BEHAVIORS } from '../../../src/shared/settings';
import { ACCOUNTS, type Deed, type Happening, INSTANCES } from '../../support/deeds';
import { EngineUnderTest } from '../../support/engine-under-test';
import { FAULTS } from '../../support/simulated-region';

/*
 * The poller, the actions, the groups, the questions and the journal against random fleets, faults, delays and clicks,
 * over hours of a clock that the test moves.
 */

/** A property that fails looks for its simplest case: time enough to print that, and the seed. */
const patience = { timeout: 120_000 };
const minute = 60_000;
const NUM_RUNS = Number(process.env['PROPERTY_RUNS'] ?? 500);
const seedGiven = process.env['PROPERTY_SEED'];

const account = fc.nat({ max: ACCOUNTS - 1 });
const instance = fc.nat({ max: INSTANCES - 1 });
const source = fc.constantFrom('tray', 'window', 'command-line');
const group = fc.nat({ max: 1 });

const click = fc.record({
  kind: fc.constant('click'),
  what: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('start', 'stop') },
    { weight: 1, arbitrary: fc.constantFrom(...ACTIONS) },
  ),
  account,
  instances: fc.uniqueArray(instance, { minLength: 1, maxLength: INSTANCES }),
  /** From where it is asked for, all at once. */
  from: fc.array(source, { minLength: 1, maxLength: 2 }),
});
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 8, arbitrary: click },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('undo', 'keep trying', 'give up', 'dismiss'),
      account,
      instances: fc.uniqueArray(instance, { minLength: 1, maxLength: INSTANCES }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('start group', 'stop group', 'cancel group'), group, from: source }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('confirm', 'cancel question') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('somebody else'),
      what: fc.constantFrom('start', 'stop', 'terminate', 'rename', 'launch'),
      account,
      instance,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('disorder'),
      account,
      disorder: fc.option(
        fc.record({ fault: fc.constantFrom(...FAULTS), on: fc.constantFrom('reads', 'changes', 'all') }),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('capacity'), account, room: fc.nat({ max: 4 }), fallsBack: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('pause', 'resume'),
      reason: fc.constantFrom('suspend', 'lock', 'offline'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('window'), isVisible: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refresh') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('settings'),
      stopBehavior: fc.constantFrom(...STOP_BEHAVIORS),
      readyWhen: fc.constantFrom(...READY_CONDITIONS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('remove profile', 'move profile'), account }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('switch dry run'), account }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('quit', 'crash') }) },
);
const happening: fc.Arbitrary<Happening> = fc.record({
  afterMs: fc.oneof(
    { weight: 3, arbitrary: fc.nat({ max: 400 }) },
    { weight: 3, arbitrary: fc.nat({ max: 8_000 }) },
    { weight: 1, arbitrary: fc.nat({ max: 5 * minute }) },
  ),
  deed,
});
const world = fc.record({
  seed: fc.nat(),
  latencyMs: fc.constantFrom(0, 200, 3_000, 12_000),
  staleMs: fc.constantFrom(0, 2_000, 5_000),
  diskMs: fc.constantFrom(0, 50, 3_000),
  settings: fc.record({
    stopBehavior: fc.constantFrom(...STOP_BEHAVIORS),
    readyWhen: fc.constantFrom(...READY_CONDITIONS),
    shortestPollSeconds: fc.constantFrom(15, 60),
    longestPollSeconds: fc.constantFrom(60, 300),
  }),
});

describe('whatever is clicked and whatever goes wrong', () => {
  test('nothing is sent twice, nothing is lost, and in the end the screen shows what is true', patience, async () => {
    await fc.assert(
      fc.asyncProperty(
        world,
        fc.array(happening, { maxLength: 40, size: 'max' }),
        async ({ settings, ...given }, happenings) => {
          const engine = new EngineUnderTest({ ...given, settings: { ...DEFAULT_SETTINGS, ...settings } });
          await engine.pass(5_000);
          for (const one of happenings) await engine.live(one);
          await engine.comeToRest();
          expect(engine.problems()).toEqual([]);
          expect(engine.shown()).toEqual(engine.truth());
          engine.end();
        },
      ),
      { numRuns: NUM_RUNS, ...(seedGiven === undefined ? {} : { seed: Number(seedGiven) }) },
    );
  });
});
