import type { Group, GroupStep } from './group';
import { primaryAction } from './instance-look';
import { type InstanceRule, matchesRule, parseRule, type RuleProblem } from './instance-rule';
import { type Instance, type InstanceTarget, type Scope, targetKey } from './model';
import { countStates, type StateCounts } from './state-counts';

export interface GroupMembers {
  /** One for each of the group's steps, in their order; a step that names nothing that is there is empty. */
  readonly steps: readonly (readonly InstanceTarget[])[];
  /** How many instances there are in all steps together. */
  readonly total: number;
  readonly counts: StateCounts;
  /** How many of them a start, or a stop, would change now. */
  readonly startable: number;
  readonly stoppable: number;
  /** How many of these AWS is known to refuse. */
  readonly denied: Readonly<Record<'start' | 'stop', number>>;
  /** The first step's rule that is not understood, and so names nothing; null where there is none. */
  readonly problem: RuleProblem | null;
}

/**
 * What a group means now, in all scopes. An instance belongs to the first step that names it, and where two Profiles
 * show the same one, to the first of them: nothing is asked of it twice. What is going for good belongs to no group.
 */
export function groupMembers(group: Group, scopes: readonly Scope[]): GroupMembers {
  const steps = group.steps.map(parsedStep);
  const targets = steps.map((): InstanceTarget[] => []);
  const seen = new Set<string>();
  let startable = 0;
  let stoppable = 0;
  const denied = { start: 0, stop: 0 };
  const members = scopes.map((scope) => ({
    ...scope,
    instances: scope.instances.filter((instance) => {
      const { instanceId, state } = instance;
      if (state === 'terminated' || state === 'shutting-down') return false;
      const step = targets[steps.findIndex((candidate) => names(candidate, scope, instance))];
      const identity = `${scope.region}/${instanceId}`;
      if (step === undefined || seen.has(identity)) return false;
      step.push({ scopeId: scope.id, instanceId });
      seen.add(identity);
      const action = primaryAction(instance, scope.activities[instanceId]);
      if (action === 'start') startable += 1;
      if (action === 'stop') stoppable += 1;
      const isDenied = (action === 'start' || action === 'stop') && scope.permissions.of[action].verdict === 'denied';
      if (isDenied) denied[action] += 1;
      return true;
    }),
  }));
  return {
    steps: targets,
    total: seen.size,
    counts: countStates(members),
    startable,
    stoppable,
    denied,
    problem: steps.find(({ problem }) => problem !== null)?.problem ?? null,
  };
}

interface ParsedStep {
  readonly rule: InstanceRule | null;
  readonly picked: ReadonlySet<string>;
  readonly problem: RuleProblem | null;
}

function parsedStep(step: GroupStep): ParsedStep {
  if (step.kind === 'instances') return { rule: null, picked: new Set(step.targets.map(targetKey)), problem: null };
  const parsed = parseRule(step.rule);
  return parsed.ok
    ? { rule: parsed.value, picked: new Set(), problem: null }
    : { rule: null, picked: new Set(), problem: parsed.error };
}

function names({ rule, picked }: ParsedStep, { id }: Scope, instance: Instance): boolean {
  if (rule !== null) return matchesRule(rule, instance);
  return picked.size > 0 && picked.has(targetKey({ scopeId: id, instanceId: instance.instanceId }));
}
