import { assertNever } from '../../shared/assert-never';
import type {
  JournalEntry,
  JournalError,
  JournalInstance,
  JournalOutcome,
  JournalRecord,
  JournalResult,
} from '../../shared/journal';
import type { Action, ActionId, InstanceId, ScopeId } from '../../shared/model';

type Begun = Extract<JournalRecord, { type: 'begun' }>;
type Answered = Extract<JournalRecord, { type: 'answered' }>;
type Settled = Extract<JournalRecord, { type: 'settled' }>;

/** Whether this run of the app has begun the action, so that it is the one that follows it. */
export type IsOfThisRun = (actionId: ActionId) => boolean;

/** All that the records say of one action. */
interface Told {
  readonly begun: Begun;
  readonly names: Map<InstanceId, JournalInstance>;
  /** The last answer about each instance. */
  readonly answers: Map<InstanceId, Answered>;
  readonly settled: Map<InstanceId, Settled>;
  callerArn: string | null;
}

/** What the records say together, newest action first. A record that stands twice says nothing new. */
export function journalEntries(records: readonly JournalRecord[], isOfThisRun: IsOfThisRun): readonly JournalEntry[] {
  return [...toldByAction(records).values()].map((told) => entryOf(told, isOfThisRun)).reverse();
}

/** The records of actions that have not come to their end, as far as these records tell. */
export function openRecords(records: readonly JournalRecord[], isOfThisRun: IsOfThisRun): readonly JournalRecord[] {
  const open = new Set(
    journalEntries(records, isOfThisRun)
      .filter(({ outcomes }) => outcomes.some(({ result }) => isOpen(result)))
      .map(({ actionId }) => actionId),
  );
  return records.filter(({ actionId }) => open.has(actionId));
}

/** An action of an earlier run whose outcome nobody saw. */
export interface UnresolvedAction {
  readonly actionId: ActionId;
  readonly action: Action;
  /** When it was asked for, ms since the epoch. */
  readonly at: number;
  readonly scopeId: ScopeId;
  readonly instanceIds: readonly InstanceId[];
}

/** The actions whose outcome is unknown because the app ended before it was there, oldest first. */
export function unresolvedActions(
  entries: readonly JournalEntry[],
  isOfThisRun: IsOfThisRun,
): readonly UnresolvedAction[] {
  return entries
    .filter(({ actionId }) => !isOfThisRun(actionId))
    .map(({ actionId, action, at, scopeId, outcomes }) => ({
      actionId,
      action,
      at,
      scopeId,
      instanceIds: outcomes.filter(({ result }) => isOpen(result)).map(({ instanceId }) => instanceId),
    }))
    .filter(({ instanceIds }) => instanceIds.length > 0)
    .reverse();
}

const isOpen = (result: JournalResult): boolean => result === 'under-way' || result === 'unknown';

/** In the order in which they were begun; records of an action whose beginning is lost tell nothing. */
function toldByAction(records: readonly JournalRecord[]): ReadonlyMap<ActionId, Told> {
  const all = new Map<ActionId, Told>();
  for (const record of records) {
    const told = all.get(record.actionId);
    if (told !== undefined) addTo(told, record);
    else if (record.type === 'begun') all.set(record.actionId, toldBy(record));
  }
  return all;
}

function toldBy(begun: Begun): Told {
  const names = new Map(begun.instances.map((instance) => [instance.instanceId, instance]));
  return { begun, names, answers: new Map(), settled: new Map(), callerArn: begun.callerArn };
}

function addTo(told: Told, record: JournalRecord): void {
  switch (record.type) {
    case 'begun':
      for (const instance of record.instances) told.names.set(instance.instanceId, instance);
      break;
    case 'answered':
      for (const id of record.instanceIds) told.answers.set(id, record);
      break;
    case 'settled':
      told.settled.set(record.instanceId, record);
      break;
    case 'caller':
      told.callerArn = record.callerArn;
      break;
    default:
      assertNever(record);
  }
}

function entryOf(told: Told, isOfThisRun: IsOfThisRun): JournalEntry {
  const { actionId, at, action, source, scopeId, profileId, profileName, region, isDryRun } = told.begun;
  const isFollowed = isOfThisRun(actionId);
  const outcomes = [...told.names.values()].map((instance) => outcomeOf(told, instance, isFollowed));
  const { callerArn } = told;
  return { actionId, at, action, source, scopeId, profileId, profileName, region, callerArn, isDryRun, outcomes };
}

function outcomeOf({ begun, answers, settled }: Told, instance: JournalInstance, isFollowed: boolean): JournalOutcome {
  const answer = answers.get(instance.instanceId);
  const end = settled.get(instance.instanceId);
  const common = { ...instance, requestId: answer?.requestId ?? null };
  if (begun.isDryRun) return { ...common, ...verdictOf(answer, isFollowed), durationMs: null };
  // Its scope went while AWS was still thinking: a refusal tells more than that nobody looked.
  const isRefusedUnseen = end?.outcome === 'unfollowed' && answer?.answer === 'refused';
  if (end !== undefined && !isRefusedUnseen) {
    const isMeasured = end.outcome === 'reached' && end.wasFollowed;
    const durationMs = isMeasured ? Math.max(0, end.at - begun.at) : null;
    return { ...common, result: end.outcome, error: end.error, durationMs };
  }
  const isReboot = begun.action === 'reboot';
  // A reboot changes no state: that AWS has taken it is its end.
  if (isReboot && answer?.answer === 'accepted') {
    return { ...common, result: 'reached', error: null, durationMs: Math.max(0, answer.at - begun.at) };
  }
  return { ...common, ...unsettled(answer, isFollowed, isRefusedUnseen), durationMs: null };
}

/** What a dry run came to. It changes nothing: one without an answer needs no looking after. */
function verdictOf(answer: Answered | undefined, isFollowed: boolean): Pick<JournalOutcome, 'result' | 'error'> {
  if (answer === undefined) return { result: isFollowed ? 'under-way' : 'unfollowed', error: null };
  const { error } = answer;
  if (answer.answer === 'accepted') return { result: 'allowed', error };
  return { result: error?.code === 'access-denied' ? 'denied' : 'failed', error };
}

/** How it stands with an instance whose end nobody has written down. */
function unsettled(
  answer: Answered | undefined,
  isFollowed: boolean,
  isOver: boolean,
): { readonly result: JournalResult; readonly error: JournalError | null } {
  const open = isFollowed ? 'under-way' : 'unknown';
  if (answer === undefined || answer.answer === 'accepted') return { result: open, error: null };
  const { error } = answer;
  if (answer.answer === 'unknown') return { result: 'unknown', error };
  // What AWS had no capacity for may have been sent again since, and that is not written down before it is answered.
  const mayBeSentAgain = error?.code === 'insufficient-capacity' && !isOver;
  return { result: mayBeSentAgain ? open : 'failed', error };
}
