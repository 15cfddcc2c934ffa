import type { Instance, Scope } from '../../shared/model';

const HOUR_MS = 3_600_000;

/** An instance's run: it is told of once. */
export type RunKey = string;

export const runKey = ({ instanceId, launchTime }: Instance): RunKey => `${instanceId} ${launchTime}`;

/** The instances that have been running for more than so many hours and were not told of before. */
export function longRunning(
  scopes: readonly Scope[],
  hours: number,
  told: ReadonlySet<RunKey>,
  now: number,
): readonly Instance[] {
  return scopes
    .flatMap(({ instances }) => instances)
    .filter((instance) => {
      const { state, launchTime } = instance;
      if (state !== 'running' || launchTime === null) return false;
      return now - launchTime > hours * HOUR_MS && !told.has(runKey(instance));
    });
}
