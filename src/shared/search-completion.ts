import { assertNever } from './assert-never';
import type { Profile, Scope } from './model';
import { SEARCH_KEYS, type SearchKey, STATE_WORDS, searchKeyOf } from './search-expression';
import { plainForm, typedForm } from './search-forms';
import { patternMatcher } from './wildcard';

/*
 * What may be meant by the filter that a person is just typing: its key, or a value that some instance has.
 */

/** The values that there are, the most frequent first. */
export interface SearchFacts {
  readonly regions: readonly string[];
  readonly zones: readonly string[];
  readonly profiles: readonly string[];
  readonly types: readonly string[];
  readonly tagKeys: readonly string[];
  readonly tagValues: ReadonlyMap<string, readonly string[]>;
}

/** `text` takes the place of what stands from `from` to before `to`, in UTF-16 units. */
export interface Completion {
  readonly kind: 'key' | 'tag-key' | 'value';
  /** The filter that it belongs to. */
  readonly key: SearchKey;
  /** What is offered, as it is called: `state:`, `Env`, `Anna Berg`. */
  readonly label: string;
  /** What else it is known by: a Region's place. */
  readonly detail: string | null;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** More are not offered at once. */
const MOST_COMPLETIONS = 8;

/**
 * What the filter may become whose end the caret stands at; nothing for any other word. `placeOf` gives a Region's name;
 * the facts are asked for only where they matter.
 */
export function completionsFor(
  text: string,
  caret: number,
  facts: () => SearchFacts,
  placeOf: (region: string) => string | null,
): readonly Completion[] {
  const begun = beginnings(text, caret);
  if (begun === null) return [];
  const { term, value, tagKey, isQuoted } = begun;
  const typed = text.slice(term, caret);
  const colon = typed.indexOf(':');
  if (colon < 0) {
    const keys = typed === '' ? [] : SEARCH_KEYS.filter((key) => key.startsWith(typed.toLowerCase()));
    return keys.map((key) => ({
      kind: 'key',
      key,
      label: `${key}:`,
      detail: null,
      text: `${key}:`,
      from: term,
      to: caret,
    }));
  }
  const key = searchKeyOf(typed.slice(0, colon));
  if (key === null) return [];
  const kind = key === 'tag' && tagKey === null ? 'tag-key' : 'value';
  const end = isQuoted && text[caret] === '"' ? caret + 1 : caret;
  const after = kind === 'tag-key' ? '=' : end < text.length ? '' : ' ';
  return best(
    valuesOf(key, tagKey, facts()),
    unquoted(text.slice(value, caret)),
    key === 'region' ? placeOf : null,
  ).map(({ label, detail }) => ({ kind, key, label, detail, text: `${quoted(label)}${after}`, from: value, to: end }));
}

interface Beginnings {
  /** Where the term begins, behind its `-`. */
  readonly term: number;
  /** Where the value begins that is being typed: behind the colon, `=` or the last comma. */
  readonly value: number;
  /** What stands before the `=`. */
  readonly tagKey: string | null;
  readonly isQuoted: boolean;
}

/** Null where the caret stands inside a word. */
function beginnings(text: string, caret: number): Beginnings | null {
  let term = 0;
  let value = 0;
  let tagKey: string | null = null;
  let isQuoted = false;
  for (let at = 0; at < caret; at += 1) {
    const character = text.charAt(at);
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted || character === '"') continue;
    if (/\s/.test(character) || (character === '-' && at === term)) {
      term = at + 1;
      value = term;
      tagKey = null;
    } else if (character === ',' || (character === ':' && value === term)) {
      value = at + 1;
    } else if (character === '=' && tagKey === null) {
      tagKey = unquoted(text.slice(value, at));
      value = at + 1;
    }
  }
  const next = text.charAt(caret);
  const isAtEnd = next === '' || (isQuoted ? next === '"' : /[\s,]/.test(next));
  return isAtEnd ? { term, value, tagKey, isQuoted } : null;
}

function valuesOf(key: SearchKey, tagKey: string | null, facts: SearchFacts): readonly string[] {
  switch (key) {
    case 'tag':
      return tagKey === null ? facts.tagKeys : tagValuesOf(tagKey, facts);
    case 'state':
      return STATE_WORDS;
    case 'region':
      return facts.regions;
    case 'zone':
      return facts.zones;
    case 'profile':
      return facts.profiles;
    case 'type':
      return facts.types;
    case 'spot':
      return ['yes', 'no'];
    case 'is':
      return ['spot'];
    // Of these there are as many as there are instances: the list itself is the better help.
    case 'name':
    case 'id':
    case 'dns':
    case 'ip':
      return [];
    default:
      return assertNever(key);
  }
}

/** Those of all tags that the search would look at. */
function tagValuesOf(written: string, { tagKeys, tagValues }: SearchFacts): readonly string[] {
  const matches = patternMatcher(plainForm(written));
  const keys = tagKeys.filter((key) => matches(plainForm(key)));
  return [...new Set(keys.flatMap((key) => tagValues.get(key) ?? []))];
}

/** Those that begin with what is written, then those that have it elsewhere; what is written in full already helps no more. */
function best(values: readonly string[], written: string, detailOf: ((value: string) => string | null) | null) {
  const sought = typedForm(written);
  const beginning: { readonly label: string; readonly detail: string | null }[] = [];
  const having: typeof beginning = [];
  for (const label of values) {
    const detail = detailOf?.(label) ?? null;
    const [form, detailForm] = [typedForm(label), typedForm(detail ?? '')];
    if (form === sought) continue;
    if (form.startsWith(sought) || detailForm.startsWith(sought)) beginning.push({ label, detail });
    else if (form.includes(sought) || detailForm.includes(sought)) having.push({ label, detail });
  }
  return [...beginning, ...having].slice(0, MOST_COMPLETIONS);
}

const unquoted = (text: string): string => text.replaceAll('"', '');

/** A value as the search is to be given it. There is no way to write a quotation mark, but `?` stands for it too. */
function quoted(value: string): string {
  const pattern = value.replace(/[*?\\]/g, '\\$&').replaceAll('"', '?');
  return /[\s,=]/.test(pattern) ? `"${pattern}"` : pattern;
}

/** What the instances of these scopes have. */
export function searchFactsOf(scopes: readonly Scope[], profiles: readonly Profile[]): SearchFacts {
  const regions = new Counts();
  const zones = new Counts();
  const types = new Counts();
  const tagKeys = new Counts();
  const tagValues = new Map<string, Counts>();
  for (const scope of scopes) {
    regions.add(scope.region);
    for (const { availabilityZone, instanceType, tags } of scope.instances) {
      if (availabilityZone !== null) zones.add(availabilityZone);
      types.add(instanceType);
      for (const { key, value } of tags) {
        tagKeys.add(key);
        const values = tagValues.get(key) ?? new Counts();
        tagValues.set(key, values);
        if (value !== '') values.add(value);
      }
    }
  }
  return {
    regions: regions.byCount(),
    zones: zones.byCount(),
    profiles: profiles.map(({ name }) => name),
    types: types.byCount(),
    tagKeys: tagKeys.byCount(),
    tagValues: new Map([...tagValues].map(([key, values]) => [key, values.byCount()])),
  };
}

class Counts {
  readonly #counts = new Map<string, number>();

  add(text: string): void {
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + 1);
  }

  /** The most frequent first. */
  byCount(): readonly string[] {
    return [...this.#counts].sort((a, b) => b[1] - a[1]).map(([text]) => text);
  }
}
