import type { Group, GroupStep } from '../shared/group';
import { parseRule } from '../shared/instance-rule';
import type { GroupId, InstanceTarget } from '../shared/model';
import type { MessageKey } from '../shared/text';

/*
 * A group that is being filled in, and what is wrong with it. Main checks it all again by the contract.
 */

/** The most that main takes. */
export const GROUP_NAME_LENGTH = 80;
export const MOST_STEPS = 20;
export const RULE_LENGTH = 1000;

/** It keeps both what was written and what was picked, so that changing one's mind twice costs nothing. */
export interface StepDraft {
  /** Stays with the step wherever it is moved. */
  readonly key: number;
  readonly kind: GroupStep['kind'];
  readonly rule: string;
  readonly targets: readonly InstanceTarget[];
}

export interface GroupDraft {
  readonly name: string;
  readonly steps: readonly StepDraft[];
}

const emptyStep = (key: number): StepDraft => ({ key, kind: 'rule', rule: '', targets: [] });

export const EMPTY_GROUP: GroupDraft = { name: '', steps: [emptyStep(0)] };

export function draftOfGroup({ name, steps }: Group): GroupDraft {
  return { name, steps: steps.map((step, key) => ({ ...emptyStep(key), ...step })) };
}

/** What would be saved now; a step without a rule, or without instances, is saved by nobody. */
export function groupOfDraft(draft: GroupDraft, id: GroupId): Group {
  return { id, name: draft.name.trim(), steps: draft.steps.map(stepOfDraft) };
}

function stepOfDraft({ kind, rule, targets }: StepDraft): GroupStep {
  return kind === 'rule' ? { kind, rule: rule.trim() } : { kind, targets };
}

export interface GroupProblems {
  readonly name: MessageKey | null;
  /** One for each step. What is wrong within a rule is told while it is written. */
  readonly steps: readonly (MessageKey | null)[];
}

/** `otherNames` are the names of the other groups. */
export function groupProblems({ name, steps }: GroupDraft, otherNames: readonly string[]): GroupProblems {
  return { name: nameProblem(name.trim(), otherNames), steps: steps.map(stepProblem) };
}

export const hasProblem = ({ name, steps }: GroupProblems): boolean =>
  name !== null || steps.some((problem) => problem !== null);

function nameProblem(name: string, otherNames: readonly string[]): MessageKey | null {
  if (name === '') return 'groupEditor.nameMissing';
  return otherNames.includes(name) ? 'groupEditor.nameTaken' : null;
}

function stepProblem(step: StepDraft): MessageKey | null {
  if (step.kind === 'instances') return step.targets.length === 0 ? 'groupEditor.pickMissing' : null;
  const parsed = parseRule(step.rule);
  return parsed.ok ? null : `rule.${parsed.error}`;
}

export function withNewStep(draft: GroupDraft): GroupDraft {
  const key = Math.max(-1, ...draft.steps.map((step) => step.key)) + 1;
  return { ...draft, steps: [...draft.steps, emptyStep(key)] };
}

export function withStep(draft: GroupDraft, changed: StepDraft): GroupDraft {
  return { ...draft, steps: draft.steps.map((step) => (step.key === changed.key ? changed : step)) };
}

export function withoutStep(draft: GroupDraft, key: number): GroupDraft {
  return { ...draft, steps: draft.steps.filter((step) => step.key !== key) };
}

/** One place up (-1) or down (1); at the end it stays where it is. */
export function withMovedStep(draft: GroupDraft, key: number, by: -1 | 1): GroupDraft {
  const from = draft.steps.findIndex((step) => step.key === key);
  const step = draft.steps[from];
  const other = draft.steps[from + by];
  if (step === undefined || other === undefined) return draft;
  return { ...draft, steps: draft.steps.with(from, other).with(from + by, step) };
}
