import type { AppError } from '../shared/errors';
import type { Action, ActionId, ActionSource, Activity, InstanceId, ScopeId } from '../shared/model';
import type { ScopeClient } from './aws/scope-client';

/** One request of a person that goes to AWS. */
export interface SentAction {
  readonly actionId: ActionId;
  readonly scopeId: ScopeId;
  readonly action: Action;
  readonly source: ActionSource;
  readonly client: ScopeClient;
  /** Only tried out: sent with DryRun. */
  readonly isDryRun: boolean;
  /** How a start for which AWS has no capacity goes on; without it, or where it is null, that is a failure. */
  readonly untilCapacity?: () => Extract<Activity, { phase: 'waiting' }> | null;
}

/** What AWS answered to a call, for the journal. */
export interface CallAnswer {
  readonly instanceIds: readonly InstanceId[];
  readonly answer: 'accepted' | 'refused' | 'unknown';
  readonly error: AppError | null;
  readonly requestId: string | null;
}

/** Keeps what is sent and what is answered. Neither ever rejects: a disk that is full stops no instance. */
export interface ActionRecorder {
  /** Resolves once it is on the disk. */
  begun(sent: SentAction, ids: readonly InstanceId[]): Promise<void>;
  answered(sent: SentAction, answer: CallAnswer): Promise<void>;
}
