import type { Group, GroupRun } from '../../shared/group';
import { isUnderWay } from '../../shared/instance-look';
import type { ActionId, GroupId, Snapshot } from '../../shared/model';
import type { EndedAction } from './ended-actions';

/** How long the first of a bulk action that has come to its end waits for the others, ms. */
const LONGEST_HOLD_MS = 60_000;

/** What belongs together and is told once: one action, or all that the run of a group has asked for. */
export interface HeldEnds {
  readonly key: ActionId | GroupId;
  readonly ended: readonly EndedAction[];
  /** When the first of them ended, ms since the epoch. */
  readonly since: number;
}

/** What is to be told now, in one notification. */
export interface ToldEnds {
  readonly group: Group | null;
  readonly ended: readonly EndedAction[];
}

/**
 * Adds what has just ended to what is held, and takes out what need not wait any longer. `runs` are those of the picture
 * before: the last end of a run may be the end of the run as well.
 */
export function holdEnds(
  held: readonly HeldEnds[],
  ended: readonly EndedAction[],
  { runs, snapshot, now }: { readonly runs: readonly GroupRun[]; readonly snapshot: Snapshot; readonly now: number },
): { readonly held: readonly HeldEnds[]; readonly told: readonly ToldEnds[] } {
  const all = ended.reduce((so, one) => withEnd(so, one, keyOf(one, [...runs, ...snapshot.groupRuns]), now), held);
  const isReady = ({ key, since }: HeldEnds): boolean => !isGoingOn(key, snapshot) || now - since >= LONGEST_HOLD_MS;
  return {
    held: all.filter((one) => !isReady(one)),
    told: all.filter(isReady).map(({ key, ended: own }) => ({
      group: snapshot.groups.find(({ id }) => id === key) ?? null,
      ended: own,
    })),
  };
}

/** How long until something held is told whether or not the others have ended, ms; null where nothing is held. */
export function untilTold(held: readonly HeldEnds[], now: number): number | null {
  if (held.length === 0) return null;
  return Math.max(0, Math.min(...held.map(({ since }) => since + LONGEST_HOLD_MS - now)));
}

function withEnd(held: readonly HeldEnds[], one: EndedAction, key: HeldEnds['key'], now: number): readonly HeldEnds[] {
  const index = held.findIndex((candidate) => candidate.key === key);
  const known = held[index];
  if (known === undefined) return [...held, { key, ended: [one], since: now }];
  return held.with(index, { ...known, ended: [...known.ended, one] });
}

const keyOf = ({ actionId }: EndedAction, runs: readonly GroupRun[]): HeldEnds['key'] =>
  runs.find(({ actionIds }) => actionIds.includes(actionId))?.groupId ?? actionId;

function isGoingOn(key: HeldEnds['key'], { scopes, groupRuns }: Snapshot): boolean {
  if (groupRuns.some(({ groupId }) => groupId === key)) return true;
  return scopes.some(({ activities }) =>
    Object.values(activities).some(
      (activity) => activity.actionId === key && (isUnderWay(activity) || activity.phase === 'checking'),
    ),
  );
}
