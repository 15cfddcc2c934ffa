import { fail, ok, type Result } from './errors';
import type { Instance } from './model';
import { conditionOf, type Word, wordsOf } from './quoted-words';
import { matchesPattern } from './wildcard';

/*
 * The rules by which groups and the protection name instances: `tag:Stack=demo*`, `Env=prod,staging`, `web-*`. Several
 * conditions, with spaces between them, must all be met. Quotes hold together what has spaces, commas or `=` in it.
 */

interface Condition {
  /** The tag's key; `Name` is the instance's name. */
  readonly key: string;
  /** At least one; it is enough to fit one of them. */
  readonly patterns: readonly string[];
}

export type InstanceRule = readonly Condition[];

/** Why a text is no rule; its sentence is `rule.PROBLEM`. */
export type RuleProblem = 'empty' | 'open-quote' | 'no-key' | 'no-value';

/** What is not understood is a problem and never a rule that matches something else. */
export function parseRule(text: string): Result<InstanceRule, RuleProblem> {
  const words = wordsOf(text);
  if (words === null) return fail('open-quote');
  if (words.length === 0) return fail('empty');
  const conditions: Condition[] = [];
  for (const word of words) {
    const condition = parseCondition(word);
    if (!condition.ok) return condition;
    conditions.push(condition.value);
  }
  return ok(conditions);
}

/** Whether the instance meets every condition. */
export function matchesRule(rule: InstanceRule, instance: Pick<Instance, 'name' | 'tags'>): boolean {
  return rule.every(({ key, patterns }) => {
    const value = key === 'Name' ? instance.name : instance.tags.find((tag) => tag.key === key)?.value;
    return value !== undefined && value !== null && patterns.some((pattern) => matchesPattern(pattern, value));
  });
}

function parseCondition(word: Word): Result<Condition, RuleProblem> {
  const { key: written, values: patterns } = conditionOf(word);
  const key = written === null ? 'Name' : written.replace(/^tag:/, '');
  if (key === '') return fail('no-key');
  return patterns.includes('') ? fail('no-value') : ok({ key, patterns });
}
