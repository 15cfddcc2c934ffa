import { describe, expect, test } from 'vitest';
import { journalEntries, openRecords, unresolvedActions } from '../../../../src/main/journal/journal-entries';
import type { JournalRecord } from '../../../../src/shared/journal';
import { toActionId } from '../../../../src/shared/model';
import { answeredRecord, begunRecord, callerRecord, settledRecord } from '../../../support/journal-records';
import { instanceIdOf, noon, someAction, someIds } from '../../../support/snapshot-builder';

const here = () => true;
const earlier = () => false;
const capacity = {
  code: 'insufficient-capacity',
  awsCode: 'InsufficientInstanceCapacity',
  detail: 'None left',
} as const;
const denied = { code: 'access-denied', awsCode: 'UnauthorizedOperation', detail: 'No' } as const;

/** What the records say of the one instance in them. */
function outcomeOf(records: readonly JournalRecord[], isOfThisRun: () => boolean) {
  const [entry, ...others] = journalEntries(records, isOfThisRun);
  expect(others, 'entries besides the one that was meant').toEqual([]);
  return entry?.outcomes[0];
}

describe('an action that is not settled', () => {
  test.each([
    ['nothing was answered yet', [], 'under-way', 'unknown'],
    ['AWS has taken it', [answeredRecord({})], 'under-way', 'unknown'],
    ['no answer came', [answeredRecord({ answer: 'unknown', requestId: null })], 'unknown', 'unknown'],
    ['AWS had no capacity', [answeredRecord({ answer: 'refused', error: capacity })], 'under-way', 'unknown'],
    ['AWS has refused it', [answeredRecord({ answer: 'refused', error: denied })], 'failed', 'failed'],
  ] as const)('where %s is told differently by the run that follows it and by a later one', (_, more, now, later) => {
    const records = [begunRecord({}), ...more];
    expect(outcomeOf(records, here)?.result, 'in the run that began it').toBe(now);
    expect(outcomeOf(records, earlier)?.result, 'in a later run').toBe(later);
  });

  test('counts as reached once AWS has taken a reboot, which no state tells of', () => {
    const records = [begunRecord({ action: 'reboot' }), answeredRecord({ at: noon + 400 })];
    expect(outcomeOf(records, earlier)).toMatchObject({ result: 'reached', durationMs: 400 });
  });
});

describe('an action that is settled', () => {
  test('has the duration from the request to the wanted state, and the request’s ID', () => {
    const records = [begunRecord({}), answeredRecord({}), settledRecord({ at: noon + 12_000 })];
    expect(outcomeOf(records, earlier)).toMatchObject({
      result: 'reached',
      durationMs: 12_000,
      requestId: 'request-1',
    });
  });

  test('has no duration where nobody looked when its end came', () => {
    const records = [begunRecord({}), settledRecord({ at: noon + 9_000_000, wasFollowed: false })];
    expect(outcomeOf(records, earlier)).toMatchObject({ result: 'reached', durationMs: null });
  });

  test('has none below zero, when the computer’s clock was set back', () => {
    expect(outcomeOf([begunRecord({}), settledRecord({ at: noon - 5_000 })], here)?.durationMs).toBe(0);
  });

  test('is failed where AWS refused after its scope had gone', () => {
    const records = [
      begunRecord({}),
      settledRecord({ outcome: 'unfollowed' }),
      answeredRecord({ answer: 'refused', error: capacity }),
    ];
    expect(outcomeOf(records, here)).toMatchObject({ result: 'failed', error: capacity });
  });
});

test('entries come newest first, each with who asked for it, also when that was known only later', () => {
  const second = toActionId('action-2');
  const records = [
    begunRecord({}),
    begunRecord({ actionId: second, callerArn: 'arn:aws:iam::1:user/b' }),
    callerRecord({ callerArn: 'arn:aws:iam::1:user/a' }),
  ];
  expect(journalEntries(records, here).map(({ actionId, callerArn }) => [actionId, callerArn])).toEqual([
    [second, 'arn:aws:iam::1:user/b'],
    [someAction, 'arn:aws:iam::1:user/a'],
  ]);
});

test('each instance of a split batch has the answer of the call that carried it', () => {
  const [good, bad] = someIds(2);
  if (good === undefined || bad === undefined) throw new Error('Two IDs were meant');
  const records = [
    begunRecord({ instances: [good, bad].map((instanceId) => ({ instanceId, name: null })) }),
    answeredRecord({ instanceIds: [bad], answer: 'refused', error: denied, requestId: 'refused' }),
    answeredRecord({ instanceIds: [good], requestId: 'taken' }),
  ];
  const outcomes = journalEntries(records, here)[0]?.outcomes ?? [];
  expect(outcomes.map(({ requestId, error }) => [requestId, error])).toEqual([
    ['taken', null],
    ['refused', denied],
  ]);
});

test('records that stand twice, as after a change of files, say nothing new', () => {
  const records = [begunRecord({}), answeredRecord({}), settledRecord({})];
  expect(journalEntries([...records, ...records], here)).toEqual(journalEntries(records, here));
});

test('records of an action whose beginning is lost make no entry', () => {
  expect(journalEntries([answeredRecord({}), settledRecord({})], here)).toEqual([]);
});

describe('what is open', () => {
  const done = toActionId('done');
  const records = [
    begunRecord({ actionId: done }),
    begunRecord({}),
    settledRecord({ actionId: done }),
    answeredRecord({}),
  ];

  test('has all its records carried on, and what is done has none', () => {
    expect(openRecords(records, here)).toEqual([begunRecord({}), answeredRecord({})]);
  });

  test('is unresolved where an earlier run began it, with the instances that are not settled', () => {
    const [one, two] = [instanceIdOf(1), instanceIdOf(2)];
    const both = [one, two].map((instanceId) => ({ instanceId, name: null }));
    const entries = journalEntries([begunRecord({ instances: both }), settledRecord({ instanceId: one })], earlier);
    expect(unresolvedActions(entries, earlier).map(({ instanceIds }) => instanceIds)).toEqual([[two]]);
    expect(unresolvedActions(entries, here), 'of this run').toEqual([]);
  });
});
