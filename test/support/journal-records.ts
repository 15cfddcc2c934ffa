import type { JournalEntry, JournalOutcome, JournalRecord } from '../../src/shared/journal';
import { toProfileId } from '../../src/shared/model';
import { aScope, instanceIdOf, noon, seoul, someAction } from './snapshot-builder';

type RecordOf<Type extends JournalRecord['type']> = Extract<JournalRecord, { type: Type }>;

/** What was asked for in all of them. */
const startOfWeb1 = {
  actionId: someAction,
  at: noon,
  action: 'start',
  source: 'window',
  scopeId: aScope().id,
  profileId: toProfileId('work'),
  profileName: 'work',
  region: seoul,
} as const;

/** A start of web-1 (`i-00000001`) of the Profile `work` in Seoul, clicked in the window at noon. */
export const begunRecord = (given: Partial<RecordOf<'begun'>> = {}): RecordOf<'begun'> => ({
  type: 'begun',
  ...startOfWeb1,
  instances: [{ instanceId: instanceIdOf(1), name: 'web-1' }],
  callerArn: null,
  isDryRun: false,
  ...given,
});

/** AWS has taken it. */
export const answeredRecord = (given: Partial<RecordOf<'answered'>> = {}): RecordOf<'answered'> => ({
  type: 'answered',
  actionId: someAction,
  at: noon + 300,
  instanceIds: [instanceIdOf(1)],
  answer: 'accepted',
  error: null,
  requestId: 'request-1',
  ...given,
});

/** It came to what was wanted. */
export const settledRecord = (given: Partial<RecordOf<'settled'>> = {}): RecordOf<'settled'> => ({
  type: 'settled',
  actionId: someAction,
  at: noon + 5_000,
  instanceId: instanceIdOf(1),
  outcome: 'reached',
  error: null,
  wasFollowed: true,
  ...given,
});

export const callerRecord = (given: Partial<RecordOf<'caller'>> = {}): RecordOf<'caller'> => ({
  type: 'caller',
  actionId: someAction,
  at: noon + 100,
  callerArn: 'arn:aws:iam::123456789012:user/me',
  ...given,
});

/** What came of web-1: it was reached in 5 s. */
export const anOutcome = (given: Partial<JournalOutcome> = {}): JournalOutcome => ({
  instanceId: instanceIdOf(1),
  name: 'web-1',
  result: 'reached',
  error: null,
  requestId: 'request-1',
  durationMs: 5_000,
  ...given,
});

/** The entry of that start. */
export const anEntry = (given: Partial<JournalEntry> = {}): JournalEntry => ({
  ...startOfWeb1,
  callerArn: 'arn:aws:iam::123456789012:user/me',
  isDryRun: false,
  outcomes: [anOutcome()],
  ...given,
});
