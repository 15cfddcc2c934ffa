import type { AppError } from '../shared/errors';
import type { Scope } from '../shared/model';
import type { Clock } from './clock';
import type { Poller } from './poller';
import type { Store } from './store';

/** How often it is looked whether the network is back, ms; only while it is away. */
const LOOK_MS = 3_000;
/** What Node says where there is no way to any network. */
const NO_ROUTE = ['ENETUNREACH', 'ENETDOWN', 'EHOSTUNREACH'];

export interface ConnectionParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly poller: Pick<Poller, 'pause' | 'resume'>;
  /** The system's word on whether there is a network at all; "yes" may be wrong, "no" is not. */
  readonly isOnline: () => boolean;
}

/**
 * Finds out that the network is away when a request fails for want of it, and when it is back. While all goes well
 * nothing runs. The answer ends it.
 */
export function followConnection({ store, clock, poller, isOnline }: ConnectionParts): () => void {
  let cancel = (): void => {};

  function setOffline(isOffline: boolean): void {
    store.update((snapshot) => ({ ...snapshot, isOffline }));
    if (isOffline) poller.pause('offline');
    else poller.resume('offline');
  }

  function look(): void {
    if (isOnline()) setOffline(false);
    else cancel = clock.after(LOOK_MS, look);
  }

  const unsubscribe = store.subscribe(({ scopes, isOffline }) => {
    if (isOffline || !scopes.some(failedForWantOfNetwork) || isOnline()) return;
    setOffline(true);
    cancel = clock.after(LOOK_MS, look);
  });

  return () => {
    unsubscribe();
    cancel();
  };
}

const failedForWantOfNetwork = ({ freshness }: Scope): boolean =>
  freshness.kind === 'failed' && isWantOfNetwork(freshness.error);

function isWantOfNetwork({ code, awsCode }: AppError): boolean {
  if (code === 'host-not-found' || code === 'timeout') return true;
  // A connection that was refused found somebody to refuse it.
  return code === 'endpoint-unreachable' && awsCode !== null && NO_ROUTE.includes(awsCode);
}
