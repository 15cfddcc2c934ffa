import type { PreloadApi, ViewName } from '../shared/contract';
import type { Snapshot } from '../shared/model';
import { applyChange, type SnapshotChange } from '../shared/snapshot-change';

/*
 * The only file that touches what the preload gives. The window keeps no state of AWS of its own: it holds the
 * picture as main last told of it, and asks main for everything else.
 */

declare global {
  interface Window {
    readonly ec2Tray: PreloadApi;
  }
}

const { onSnapshotChange, onShowView, onOutOfSight, ...commands } = window.ec2Tray;

/** Every command of the contract. Each answers with a Result and never rejects for what AWS or the disk did. */
export const bridge = commands;

let latest: Snapshot | null = null;
/** The last revision that main has told of. */
let newestRevision = 0;
let isAsking = false;
const listeners = new Set<() => void>();

function hold(snapshot: Snapshot): void {
  latest = snapshot;
  for (const listener of listeners) listener();
}

/** Asks for the whole picture: there is none yet, or a change has been missed. */
async function ask(): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  const answer = await commands.getSnapshot();
  isAsking = false;
  if (!answer.ok) return;
  // The answer and a change that was sent meanwhile may cross each other.
  if (latest === null || latest.revision < answer.value.revision) hold(answer.value);
  if ((latest?.revision ?? 0) < newestRevision) void ask();
}

function receive(change: SnapshotChange): void {
  newestRevision = Math.max(newestRevision, change.revision);
  if (latest !== null && change.revision <= latest.revision) return;
  if (latest !== null && change.from === latest.revision) hold(applyChange(latest, change));
  else void ask();
}

onSnapshotChange(receive);
void ask();

/** The last snapshot; null until the first has come. For `useSyncExternalStore`. */
export const latestSnapshot = (): Snapshot | null => latest;

/** The answer ends the subscription. */
export function subscribeToSnapshot(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Main asks for a view (the tray's "Settings…"). The answer ends the subscription. */
export const subscribeToShowView = (listener: (view: ViewName) => void): (() => void) => onShowView(listener);

/** Nobody has looked at the window for a while. The answer ends the subscription. */
export const subscribeToOutOfSight = (listener: () => void): (() => void) => onOutOfSight(listener);
