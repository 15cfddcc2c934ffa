import type { ActionId, GroupId, InstanceTarget } from './model';

/** One part of a group: what a rule matches, in any Profile, or instances that were picked. */
export type GroupStep =
  | { readonly kind: 'rule'; readonly rule: string }
  | { readonly kind: 'instances'; readonly targets: readonly InstanceTarget[] };

/**
 * Instances that are started and stopped together. Each step is begun when the one before it has reached its end; a
 * stop goes through them backwards. An instance belongs to the first step that names it.
 */
export interface Group {
  readonly id: GroupId;
  readonly name: string;
  readonly steps: readonly GroupStep[];
}

/** A group that is just being started or stopped. */
export interface GroupRun {
  readonly groupId: GroupId;
  readonly action: 'start' | 'stop';
  /** The step that is under way, counted from 1 in the order in which they are gone through. */
  readonly step: number;
  readonly stepCount: number;
  /** What it has asked for so far. */
  readonly actionIds: readonly ActionId[];
}
