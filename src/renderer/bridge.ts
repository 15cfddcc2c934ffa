import type { PreloadApi, ViewName } from '../shared/contract';
import type { Snapshot } from '../shared/model';
import { keepIdentity } from './keep-identity';

/*
 * The only file that touches what the preload gives. The window keeps no state of AWS of its own: it holds the last
 * snapshot that main sent, and asks main for everything else.
 */

declare global {
  interface Window {
    readonly ec2Tray: PreloadApi;
  }
}

const { onSnapshot, onShowView, ...commands } = window.ec2Tray;

/** Every command of the contract. Each answers with a Result and never rejects for what AWS or the disk did. */
export const bridge = commands;

let latest: Snapshot | null = null;
const listeners = new Set<() => void>();

function receive(snapshot: Snapshot): void {
  // The answer to the first question and a later push may cross each other.
  if (latest !== null && snapshot.revision < latest.revision) return;
  latest = keepIdentity(latest, snapshot);
  for (const listener of listeners) listener();
}

onSnapshot(receive);
void commands.getSnapshot().then((answer) => {
  if (answer.ok) receive(answer.value);
});

/** The last snapshot; null until the first has come. For `useSyncExternalStore`. */
export const latestSnapshot = (): Snapshot | null => latest;

/** The answer ends the subscription. */
export function subscribeToSnapshot(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Main asks for a view (the tray's "Settings…"). The answer ends the subscription. */
export const subscribeToShowView = (listener: (view: ViewName) => void): (() => void) => onShowView(listener);
