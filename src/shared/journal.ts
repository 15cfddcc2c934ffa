import type { AppError } from './errors';
import type { Action, ActionId, ActionSource, InstanceId, ProfileId, Region, ScopeId } from './model';

/*
 * The journal: what was asked for, by whom, and what came of it. On disk it is a list of records that are only ever added;
 * an entry is what the records of one action say together. Times are ms since the epoch, UTC.
 */

/** What was asked for, where, and by whom. */
interface JournalRequest {
  readonly actionId: ActionId;
  readonly at: number;
  readonly action: Action;
  readonly source: ActionSource;
  readonly scopeId: ScopeId;
  readonly profileId: ProfileId;
  readonly profileName: string;
  readonly region: Region;
  /** Who AWS takes the caller for; null while that is not known. */
  readonly callerArn: string | null;
  /** Only tried out: sent with DryRun, so that nothing changed. */
  readonly isDryRun: boolean;
}

/** One line of the journal's file. */
export type JournalRecord =
  /** Flushed before anything is sent to AWS. */
  | (JournalRequest & { readonly type: 'begun'; readonly instances: readonly JournalInstance[] })
  /** AWS's answer to a call that was made for this action; a batch that was split has several. */
  | {
      readonly type: 'answered';
      readonly actionId: ActionId;
      readonly at: number;
      readonly instanceIds: readonly InstanceId[];
      /** `unknown`: no answer came, or none that tells. */
      readonly answer: 'accepted' | 'refused' | 'unknown';
      readonly error: JournalError | null;
      readonly requestId: string | null;
    }
  /** The end for one instance. */
  | {
      readonly type: 'settled';
      readonly actionId: ActionId;
      readonly at: number;
      readonly instanceId: InstanceId;
      readonly outcome: SettledOutcome;
      readonly error: JournalError | null;
      /** Whether it was looked at all the time: after a crash nobody knows when its end came. */
      readonly wasFollowed: boolean;
    }
  /** Who AWS took the caller for, once it was known. */
  | { readonly type: 'caller'; readonly actionId: ActionId; readonly at: number; readonly callerArn: string };

export interface JournalInstance {
  readonly instanceId: InstanceId;
  /** The Name tag's value at that time; null where there was none. */
  readonly name: string | null;
}

/**
 * `reached`: the wanted state was there; `failed`: AWS refused, or it never came; `cancelled`: the person gave up waiting;
 * `unfollowed`: its Profile or Region was removed, so that nobody looked any more.
 */
export const SETTLED_OUTCOMES = ['reached', 'failed', 'cancelled', 'unfollowed'] as const;
export type SettledOutcome = (typeof SETTLED_OUTCOMES)[number];

/** What is kept of an AppError: names and AWS's own sentence, in no language of ours. */
export type JournalError = Pick<AppError, 'code' | 'awsCode' | 'detail'>;

/**
 * How it stands with one instance of an action: `under-way` while it is followed; `unknown` where the app ended, or no
 * answer came, before anybody knew, and AWS has not been asked yet; `allowed` and `denied` are the verdicts of a dry run.
 */
export const JOURNAL_RESULTS = ['under-way', 'unknown', ...SETTLED_OUTCOMES, 'allowed', 'denied'] as const;
export type JournalResult = (typeof JOURNAL_RESULTS)[number];

/** What became of one instance of an action. */
export interface JournalOutcome extends JournalInstance {
  readonly result: JournalResult;
  readonly error: JournalError | null;
  /** Of the call that carried it; null where no answer came. */
  readonly requestId: string | null;
  /** From the request to the wanted state, ms; null unless it was reached before our eyes. */
  readonly durationMs: number | null;
}

/** One action: one request of a person, in one scope. */
export interface JournalEntry extends JournalRequest {
  readonly outcomes: readonly JournalOutcome[];
}

/** Which entries somebody wants to see; null where it does not matter. */
export interface JournalFilter {
  /** Words that must all be somewhere in the entry: names, IDs, Profile, Region, who, request ID, error. */
  readonly text: string;
  readonly action: Action | null;
  /** Of at least one of its instances. */
  readonly result: JournalResult | null;
  /** The earliest time, ms since the epoch. */
  readonly since: number | null;
  /** Only what was done with this instance; of an action with several, nothing of the others. */
  readonly instanceId: InstanceId | null;
}

export const JOURNAL_FORMATS = ['csv', 'json'] as const;
export type JournalFormat = (typeof JOURNAL_FORMATS)[number];

/** What of the journal is shown at once. */
export interface JournalPage {
  /** The newest ones, newest first. */
  readonly entries: readonly JournalEntry[];
  /** How many match in all. */
  readonly matchCount: number;
  /** How many there are, whatever the filter. */
  readonly totalCount: number;
  /** Lines of the file that could not be understood; they are left in it. */
  readonly unreadableLines: number;
}
