import type { InstanceState } from '../shared/model';

/** What was told longer ago than this is asked for again when somebody comes back to it, ms. */
const OLD_AFTER_MS = 60_000;

/** When AWS was asked last, ms since the epoch, and in which state the list had the instance then. */
export interface LastAsked {
  readonly state: InstanceState;
  readonly at: number;
}

/** What is before somebody's eyes: `state` is null where the list has no such instance. */
export interface DetailsLook {
  readonly state: InstanceState | null;
  readonly isInSight: boolean;
  readonly now: number;
}

/**
 * Whether AWS is to be asked for the details: at first, after each change of state, and when somebody comes back to old ones.
 * Only ever looked at when the state or the sight has changed: while nothing happens, nothing is asked.
 */
export function isToAsk(last: LastAsked | null, { state, isInSight, now }: DetailsLook): boolean {
  if (state === null || !isInSight) return false;
  return last === null || last.state !== state || now - last.at >= OLD_AFTER_MS;
}
