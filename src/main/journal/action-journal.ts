import type { AppError } from '../../shared/errors';
import type { JournalEntry, JournalError, JournalRecord } from '../../shared/journal';
import {
  type ActionId,
  findInstance,
  findScope,
  type InstanceId,
  type ProfileId,
  type Scope,
  type ScopeId,
  toProfileId,
  toRegion,
} from '../../shared/model';
import type { Clock } from '../clock';
import type { ActionRecorder, CallAnswer, SentAction } from '../sent-action';
import type { Store } from '../store';
import { journalEntries, type UnresolvedAction, unresolvedActions } from './journal-entries';
import type { JournalFile } from './journal-file';
import { type SettledAction, settledActions } from './settled-actions';

interface ActionJournalParts {
  readonly file: JournalFile;
  readonly store: Store;
  readonly clock: Clock;
  /** Asks AWS who a Profile acts as; null where it does not tell. Never rejects. */
  readonly callerArn: (profileId: ProfileId) => Promise<string | null>;
}

/** All entries, newest first. */
export interface JournalContent {
  readonly entries: readonly JournalEntry[];
  readonly unreadableLines: number;
}

/** Writes down every action: before it is sent, each answer of AWS, and its end, which it sees in the store. */
export class ActionJournal implements ActionRecorder {
  readonly #parts: ActionJournalParts;
  readonly #unsubscribe: () => void;

  constructor(parts: ActionJournalParts) {
    this.#parts = parts;
    let before = parts.store.get();
    this.#unsubscribe = parts.store.subscribe((snapshot) => {
      const settled = settledActions(before.scopes, snapshot.scopes);
      before = snapshot;
      for (const one of settled) void this.settle(one);
    });
  }

  begun(sent: SentAction, ids: readonly InstanceId[]): Promise<void> {
    const { file, store, clock } = this.#parts;
    const { actionId, scopeId, action, source, isDryRun } = sent;
    const scope = findScope(store.get(), scopeId);
    const where = scope ?? placeOf(scopeId);
    const profile = store.get().profiles.find(({ id }) => id === where.profileId);
    const instances = ids.map((instanceId) => ({
      instanceId,
      name: (scope && findInstance(scope, instanceId)?.name) ?? null,
    }));
    const callerArn = store.get().access[where.profileId]?.identity?.arn ?? null;
    const written = file.append({
      type: 'begun',
      actionId,
      at: clock.now(),
      action,
      source,
      scopeId,
      profileId: where.profileId,
      profileName: profile?.name ?? '',
      region: where.region,
      instances,
      callerArn,
      isDryRun,
    });
    if (callerArn === null) void this.#addCaller(actionId, where.profileId);
    return written;
  }

  answered({ actionId }: SentAction, { instanceIds, answer, error, requestId }: CallAnswer): Promise<void> {
    const { file, clock } = this.#parts;
    const kept = error === null ? null : journalError(error);
    return file.append({
      type: 'answered',
      actionId,
      at: clock.now(),
      instanceIds,
      answer,
      error: kept,
      requestId,
    });
  }

  /** Writes down the end of an action for one instance. */
  settle({ actionId, instanceId, outcome, error }: SettledAction): Promise<void> {
    const { file, clock } = this.#parts;
    const record: JournalRecord = {
      type: 'settled',
      actionId,
      at: clock.now(),
      instanceId,
      outcome,
      error: error === null ? null : journalError(error),
      wasFollowed: file.hasBegun(actionId),
    };
    return file.append(record);
  }

  async read(): Promise<JournalContent> {
    const { file } = this.#parts;
    const { records, unreadableLines } = await file.read();
    return { entries: journalEntries(records, file.hasBegun), unreadableLines };
  }

  /** The actions of earlier runs whose outcome nobody saw, oldest first. */
  async unresolved(): Promise<readonly UnresolvedAction[]> {
    return unresolvedActions((await this.read()).entries, this.#parts.file.hasBegun);
  }

  /** Before the app ends: nothing more is looked at, and all that was written down is on the disk. */
  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#parts.file.close();
  }

  async #addCaller(actionId: ActionId, profileId: ProfileId): Promise<void> {
    const { file, clock, callerArn } = this.#parts;
    const arn = await callerArn(profileId);
    if (arn !== null) await file.append({ type: 'caller', actionId, at: clock.now(), callerArn: arn });
  }
}

/** Names and AWS's own sentence, in no language of ours. */
const journalError = ({ code, awsCode, detail }: AppError): JournalError => ({ code, awsCode, detail });

/** Where a scope is that has just been removed: its ID still tells. */
function placeOf(scopeId: ScopeId): Pick<Scope, 'profileId' | 'region'> {
  const at = scopeId.lastIndexOf('@');
  return { profileId: toProfileId(scopeId.slice(0, at)), region: toRegion(scopeId.slice(at + 1)) };
}
