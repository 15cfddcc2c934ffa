import { fail, ok, type Result } from './errors';
import type { Instance } from './model';
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

interface Character {
  readonly text: string;
  readonly isQuoted: boolean;
}

/** What is not understood is a problem and never a rule that matches something else. */
export function parseRule(text: string): Result<InstanceRule, RuleProblem> {
  const characters: Character[] = [];
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else characters.push({ text: character, isQuoted });
  }
  if (isQuoted) return fail('open-quote');
  const words = split(characters, (character) => /\s/.test(character)).filter((word) => word.length > 0);
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

function parseCondition(word: readonly Character[]): Result<Condition, RuleProblem> {
  const equals = word.findIndex(({ text, isQuoted }) => text === '=' && !isQuoted);
  const key = equals < 0 ? 'Name' : textOf(word.slice(0, equals)).replace(/^tag:/, '');
  if (key === '') return fail('no-key');
  const patterns = split(word.slice(equals + 1), (character) => character === ',').map(textOf);
  return patterns.includes('') ? fail('no-value') : ok({ key, patterns });
}

/** The parts between separators that do not stand in quotes. */
function split(characters: readonly Character[], isSeparator: (text: string) => boolean): readonly Character[][] {
  const parts: Character[][] = [[]];
  for (const character of characters) {
    if (!character.isQuoted && isSeparator(character.text)) parts.push([]);
    else parts.at(-1)?.push(character);
  }
  return parts;
}

const textOf = (characters: readonly Character[]): string => characters.map(({ text }) => text).join('');
