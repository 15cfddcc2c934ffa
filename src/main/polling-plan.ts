import type { Instance, InstanceId } from '../shared/model';
import type { Settings } from '../shared/settings';

/*
 * When AWS is asked what, as pure functions: no clock, no I/O. `random` is a number from 0 to 1, for jitter.
 */

/** The numbers behind the plan. A setting may put other ones in place of the shortest and the longest listing pause. */
export interface PollingPlan {
  /** The pause between two listings of a scope in which something changed lately, ms. */
  readonly listShortestMs: number;
  /** The pause between two listings of a scope that has been quiet for long, ms. */
  readonly listLongestMs: number;
  /** The next listing comes after this share of the time between changes: at 1/5, 5 quiet minutes make a minute. */
  readonly quietShareVisible: number;
  /** The same while nobody looks: the pauses grow sooner. */
  readonly quietShareHidden: number;
  /** The first look at a changing instance, and the longest time between two, ms. */
  readonly followFirstMs: number;
  readonly followLongestMs: number;
  /** Each look comes this many times later than the one before it. */
  readonly followGrowth: number;
  /** Looks come earlier or later by up to this share. */
  readonly followJitter: number;
  /** The pause after the first failure; doubled after each further one, up to the longest, ms. */
  readonly retryFirstMs: number;
  readonly retryLongestMs: number;
  /** The shortest pause after AWS has throttled a request: full jitter alone could ask again at once. */
  readonly throttledShortestMs: number;
}

/** The plan with the bounds that the person has set. */
export function planFor({ shortestPollSeconds, longestPollSeconds }: Settings): PollingPlan {
  return {
    ...defaultPlan,
    listShortestMs: shortestPollSeconds * 1000,
    listLongestMs: Math.max(shortestPollSeconds, longestPollSeconds) * 1000,
  };
}

export const defaultPlan: PollingPlan = {
  listShortestMs: 60_000,
  listLongestMs: 10 * 60_000,
  quietShareVisible: 1 / 5,
  quietShareHidden: 1 / 2,
  followFirstMs: 1_000,
  followLongestMs: 10_000,
  followGrowth: 1.4,
  followJitter: 0.1,
  retryFirstMs: 5_000,
  retryLongestMs: 5 * 60_000,
  throttledShortestMs: 1_000,
};

/** Changes that come closer together than this are one change: a start is seen as pending and as running. */
const ONE_CHANGE_MS = 5 * 60_000;
/** As many changes as are remembered of a scope. */
const MOST_CHANGES = 4;
/** Security teams alert on DescribeInstances in more Regions than this within 30 s: more scopes begin later. */
export const MOST_SCOPES_AT_ONCE = 10;
export const STAGGER_MS = 30_000;
/** EC2 takes at most this many IDs in one call. */
const MOST_IDS = 1000;

/** What is known of a scope when its next listing is planned. */
interface ScopeRhythm {
  /** How long ago the last changes were seen, newest first, ms. */
  readonly changeAges: readonly number[];
  readonly isWindowVisible: boolean;
}

/**
 * How long until the next listing of a scope that AWS answers about, ms. Without jitter: scopes begin staggered and
 * keep that distance, and a person who was told "each minute" gets it.
 */
export function listDelay(rhythm: ScopeRhythm, plan: PollingPlan = defaultPlan): number {
  const share = rhythm.isWindowVisible ? plan.quietShareVisible : plan.quietShareHidden;
  return between(plan.listShortestMs, share * timeBetweenChanges(rhythm.changeAges), plan.listLongestMs);
}

/**
 * The shortest time between changes that the last one, two, three … of them suggest, ms. So a scope in which something
 * has just changed counts as busy, and one that changed often is forgotten later than one that changed once.
 */
function timeBetweenChanges(ages: readonly number[]): number {
  // A computer's clock that was set back makes times to come out of times gone by.
  return Math.min(...ages.map((age, index) => Math.max(0, age) / (index + 1)));
}

/** The times of the last changes, newest first, with the one that was seen `now`; ms since the epoch. */
export function withChange(times: readonly number[], now: number): readonly number[] {
  const [newest, ...older] = times;
  const isSameChange = newest !== undefined && now - newest < ONE_CHANGE_MS;
  return [now, ...(isSameChange ? older : times)].slice(0, MOST_CHANGES);
}

/** Whether a person sees a difference between two pictures of a scope, both in the order in which they are shown. */
export function hasChanged(before: readonly Instance[], after: readonly Instance[]): boolean {
  if (before.length !== after.length) return true;
  return after.some((instance, index) => {
    const old = before[index];
    return (
      old === undefined ||
      old.instanceId !== instance.instanceId ||
      old.state !== instance.state ||
      old.name !== instance.name ||
      old.publicDnsName !== instance.publicDnsName
    );
  });
}

/** How long until the next look at changing instances, after `rounds` looks that found them still changing, ms. */
export function followDelay(rounds: number, random: number, plan: PollingPlan = defaultPlan): number {
  const delay = Math.min(plan.followLongestMs, plan.followFirstMs * plan.followGrowth ** rounds);
  return delay * (1 - plan.followJitter + 2 * plan.followJitter * random);
}

/**
 * How long until AWS is asked again after the given number of failures in a row, ms: a limit that doubles, with half
 * of it left to chance; all of it where AWS throttled ("full jitter"), so that clients that share its limit spread out.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function retryDelay(
  { failures, isThrottled }: { readonly failures: number; readonly isThrottled: boolean },
  random: number,
  plan: PollingPlan = defaultPlan,
): number {
  const limit = Math.min(plan.retryLongestMs, plan.retryFirstMs * 2 ** (failures - 1));
  const least = isThrottled ? Math.min(plan.throttledShortestMs, limit) : limit / 2;
  return least + (limit - least) * random;
}

/** One call about changing instances, and whether every one of them has had its turn with it. */
interface FollowTurn {
  readonly ids: readonly InstanceId[];
  /** Who had their turn in this round, with `ids`; empty once the round is over. */
  readonly asked: ReadonlySet<InstanceId>;
}

/** The IDs to ask about next: as many as fit into one call, those first who have not had their turn in this round. */
export function followTurn(changing: readonly InstanceId[], asked: ReadonlySet<InstanceId>): FollowTurn {
  const waiting = changing.filter((id) => !asked.has(id));
  // Those who were waiting have all settled meanwhile: a new round begins.
  if (waiting.length === 0 && asked.size > 0) return followTurn(changing, new Set());
  const ids = waiting.slice(0, MOST_IDS);
  return { ids, asked: ids.length === waiting.length ? new Set() : new Set([...asked, ...ids]) };
}

/** How long until one more scope may begin, after those that began at these times (oldest first), ms. */
export function staggerDelay(begun: readonly number[], now: number): number {
  const tenthLast = begun.at(-MOST_SCOPES_AT_ONCE);
  return tenthLast === undefined ? 0 : between(0, tenthLast + STAGGER_MS - now, STAGGER_MS);
}

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(most, value));
