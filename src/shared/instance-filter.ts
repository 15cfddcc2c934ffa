import { fail, ok, type Result } from './errors';
import { INSTANCE_FILTER_NAMES, nearestFilterName } from './instance-filter-names';
import { INSTANCE_STATES } from './model';
import { conditionOf, textOf, type Word, wordsOf } from './quoted-words';
import type { Text } from './text';
import { matchesPattern } from './wildcard';

/*
 * What a Profile asks AWS to narrow its list by: `tag:Name=alice* state=running,stopped`. Written like the rules of groups,
 * with EC2's filter names; sent as `Filters`, with the wildcards and backslashes as they were written. Also understood is
 * what people have from the AWS CLI: `Name=tag:Name,Values=alice*`.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
 */

/** One condition: any of the values will do. Several filters must all be met. */
export interface InstanceFilter {
  readonly name: string;
  /** At least one, none of them empty. */
  readonly values: readonly string[];
}

/** The most that one call takes. */
const MOST_FILTERS = 50;
const MOST_VALUES = 200;

const names = new Set(INSTANCE_FILTER_NAMES);

/** What is not understood is a problem, in words, and never a filter that matches something else. */
export function parseFilter(text: string): Result<readonly InstanceFilter[], Text> {
  const words = wordsOf(withoutShell(text));
  if (words === null) return problem('filter.openQuote');
  if (words.length === 0) return problem('filter.empty');
  const filters: InstanceFilter[] = [];
  for (const word of words) {
    const filter = filterOf(word);
    if (!filter.ok) return filter;
    filters.push(filter.value);
  }
  if (filters.length > MOST_FILTERS) return problem('filter.tooMany', { most: MOST_FILTERS });
  const valueCount = filters.reduce((sum, { values }) => sum + values.length, 0);
  return valueCount > MOST_VALUES ? problem('filter.tooManyValues', { most: MOST_VALUES }) : ok(filters);
}

/** The one way to write these filters that `parseFilter` understands best: EC2's names, quotes only where needed. */
export function filterText(filters: readonly InstanceFilter[]): string {
  return filters.map(({ name, values }) => `${quoted(name)}=${values.map(quoted).join(',')}`).join(' ');
}

const quoted = (text: string): string => (/[\s,=]/.test(text) ? `"${text}"` : text);

/** What a shell would have taken away before the AWS CLI saw it. */
const withoutShell = (text: string): string =>
  text.replace(/^\s*--filters\s/, '').replace(/'(Name=[^'"]*)'/g, (_whole, inner: string) => `"${inner}"`);

function filterOf(word: Word): Result<InstanceFilter, Text> {
  const { name, values } = cliFilterOf(word) ?? ownFilterOf(word);
  if (name === '' || name === 'tag:') return problem('filter.noName');
  if (values.includes('')) return problem('filter.noValue', { name });
  if (!names.has(name) && !name.startsWith('tag:')) {
    return problem('filter.unknownName', { name, nearest: nearestFilterName(name) });
  }
  const noState = name === 'instance-state-name' ? values.find((value) => !isState(value)) : undefined;
  if (noState !== undefined) return problem('filter.noState', { value: noState, states: INSTANCE_STATES.join(', ') });
  return ok({ name, values });
}

/** A bare pattern is one for the name, as in a rule. */
function ownFilterOf(word: Word): InstanceFilter {
  const { key, values } = conditionOf(word);
  // A name whose value is still to come is no pattern.
  const isBegun =
    key === null && values.some((value) => names.has(value) || value === 'state' || value.startsWith('tag:'));
  if (isBegun) return { name: values.join(','), values: [''] };
  if (key === null || key === 'Name') return { name: 'tag:Name', values };
  return { name: key === 'state' ? 'instance-state-name' : key, values };
}

/** Null for what is not in the CLI's form. */
function cliFilterOf(word: Word): InstanceFilter | null {
  const [, name, before] = /^(?:Name=)(.*?)(,Values=)/s.exec(textOf(word)) ?? [];
  if (name === undefined || before === undefined) return null;
  const [first] = word;
  const start = 'Name='.length + [...name].length + before.length;
  // Quotes around all of it are the shell's, and hold nothing together.
  const rest = word.slice(start).map((part) => (first?.isQuoted === true ? { ...part, isQuoted: false } : part));
  const { values } = conditionOf([{ text: '=', isQuoted: false }, ...rest]);
  return { name, values };
}

const isState = (pattern: string): boolean => INSTANCE_STATES.some((state) => matchesPattern(pattern, state));

const problem = (key: Text['key'], values: Text['values'] = {}): Result<never, Text> => fail({ key, values });
