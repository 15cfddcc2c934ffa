import fuzzysort from 'fuzzysort';
import { assertNever } from './assert-never';
import { conditionOf, textOf, valuesOf, type Word, wordsOf } from './quoted-words';

/*
 * What a person types to find instances: words, and filters such as `state:running`, `tag:Env=prod*` or `-tag:Owner`. All
 * of them must fit; `-` turns one round, commas give alternatives, quotes hold together what has spaces in it.
 */

/** The filters that compare one text of an instance with patterns. */
const TEXT_KEYS = ['name', 'id', 'type', 'dns', 'ip', 'region', 'zone', 'profile'] as const;
type TextKey = (typeof TEXT_KEYS)[number];

/** Every filter, most wanted first; each has a sentence `search.key.KEY`. */
export const SEARCH_KEYS = [
  'state',
  'tag',
  'region',
  'profile',
  'type',
  'zone',
  'name',
  'id',
  'dns',
  'ip',
  'is',
  'spot',
] as const;
export type SearchKey = (typeof SEARCH_KEYS)[number];

const ALIASES: Readonly<Record<string, SearchKey>> = { az: 'zone' };

/** Most wanted first: AWS's states, as AWS last said, and what is under way or went wrong. */
export const STATE_WORDS = [
  'running',
  'stopped',
  'starting',
  'stopping',
  'failed',
  'waiting',
  'rebooting',
  'pending',
  'shutting-down',
  'terminated',
] as const;
export type StateWord = (typeof STATE_WORDS)[number];

export type SearchTerm = { readonly isNegated: boolean } & (
  | {
      readonly kind: 'word';
      readonly text: string;
      /** Stood in quotes: nothing but this very text. */
      readonly isLiteral: boolean;
    }
  | { readonly kind: 'text'; readonly key: TextKey; readonly patterns: readonly string[] }
  /** At least one of the tags is there, with any value. */
  | { readonly kind: 'has-tag'; readonly keys: readonly string[] }
  | { readonly kind: 'tag'; readonly key: string; readonly patterns: readonly string[] }
  | { readonly kind: 'state'; readonly words: readonly StateWord[] }
  | { readonly kind: 'spot'; readonly isSpot: boolean }
);

/** What was not understood; the search goes on without it, or takes it as a word. */
export type SearchHint =
  | {
      readonly kind: 'unknown-key';
      readonly written: string;
      /** What may have been meant. */
      readonly suggestion: SearchKey | null;
    }
  | { readonly kind: 'unknown-value'; readonly key: SearchKey; readonly written: string }
  | { readonly kind: 'open-quote' };

export interface Search {
  readonly terms: readonly SearchTerm[];
  /** Nothing is asked for: every instance fits. */
  readonly isEmpty: boolean;
  readonly hints: readonly SearchHint[];
}

/** How a value is told that is nothing but quotes. */
const NOTHING = '""';

/** Every text is a search: what is not understood is a word or is left out, and told in the hints. */
export function parseSearch(text: string): Search {
  const closed = wordsOf(text);
  const hints: SearchHint[] = closed === null ? [{ kind: 'open-quote' }] : [];
  const terms = (closed ?? wordsOf(`${text}"`) ?? []).flatMap((word) => termOf(word, hints) ?? []);
  // Of quotes that are just being opened nobody is told that they hold nothing.
  const told =
    closed === null ? hints.filter((hint) => hint.kind !== 'unknown-value' || hint.written !== NOTHING) : hints;
  return { terms, isEmpty: terms.length === 0, hints: told };
}

/** The filter that a text before a colon names, in whatever case; null for none. */
export function searchKeyOf(written: string): SearchKey | null {
  const key = written.toLowerCase();
  return SEARCH_KEYS.find((known) => known === key) ?? ALIASES[key] ?? null;
}

/** The words for states that a text may mean: itself, else those that begin with it. */
function stateWordsOf(written: string): readonly StateWord[] {
  const word = written.toLowerCase();
  const exact = STATE_WORDS.filter((known) => known === word);
  return exact.length > 0 ? exact : STATE_WORDS.filter((known) => known.startsWith(word));
}

function termOf(whole: Word, hints: SearchHint[]): SearchTerm | null {
  const isNegated = whole[0]?.text === '-' && !whole[0].isQuoted && textOf(whole.slice(1)) !== '';
  const word = isNegated ? whole.slice(1) : whole;
  const colon = word.findIndex(({ text, isQuoted }) => text === ':' && !isQuoted);
  const written = textOf(word.slice(0, Math.max(0, colon)));
  const key = searchKeyOf(written);
  if (key !== null) return filterOf(key, word.slice(colon + 1), isNegated, hints);
  if (/^[a-z-]+$/i.test(written)) hints.push({ kind: 'unknown-key', written, suggestion: nearestKey(written) });
  return { kind: 'word', text: textOf(word), isLiteral: word.some(({ isQuoted }) => isQuoted), isNegated };
}

/** Null where the value is still missing, or is none. */
function filterOf(key: SearchKey, value: Word, isNegated: boolean, hints: SearchHint[]): SearchTerm | null {
  if (key === 'tag') return tagTerm(value, isNegated, hints);
  const values = valuesOf(value).filter((text) => text !== '');
  if (values.length === 0) {
    // Only what is not begun yet says nothing: of what is written and leaves nothing to look for, a person is told.
    if (value.length > 0) hints.push({ kind: 'unknown-value', key, written: textOf(value) || NOTHING });
    return null;
  }
  switch (key) {
    case 'state': {
      const words = values.flatMap((text) => {
        const meant = stateWordsOf(text);
        if (meant.length === 0) hints.push({ kind: 'unknown-value', key, written: text });
        return meant;
      });
      return words.length === 0 ? null : { kind: 'state', words, isNegated };
    }
    case 'spot':
    case 'is': {
      const written = values[0] ?? '';
      const isSpot = (key === 'is' ? IS_WORDS : SPOT_WORDS).get(written.toLowerCase());
      if (isSpot === undefined || values.length > 1) hints.push({ kind: 'unknown-value', key, written: values.join() });
      return isSpot === undefined ? null : { kind: 'spot', isSpot, isNegated };
    }
    case 'name':
    case 'id':
    case 'type':
    case 'dns':
    case 'ip':
    case 'region':
    case 'zone':
    case 'profile':
      return { kind: 'text', key, patterns: values, isNegated };
    default:
      return assertNever(key);
  }
}

const SPOT_WORDS: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['no', false],
]);
const IS_WORDS: ReadonlyMap<string, boolean> = new Map([['spot', true]]);

/** `tag:Owner` asks for the tag; `tag:Env=prod` for its value, `tag:Env=` for an empty one. */
function tagTerm(value: Word, isNegated: boolean, hints: SearchHint[]): SearchTerm | null {
  const { key, values } = conditionOf(value);
  const given = values.filter((text) => text !== '');
  if (key === null && given.length > 0) return { kind: 'has-tag', keys: given, isNegated };
  if (key === null && value.length === 0) return null;
  if (key === null || key === '') {
    hints.push({ kind: 'unknown-value', key: 'tag', written: textOf(value) || NOTHING });
    return null;
  }
  return { kind: 'tag', key, patterns: given.length === 0 ? [''] : given, isNegated };
}

/** `state` for `stat` or `instance-state-name`. */
function nearestKey(written: string): SearchKey | null {
  const lower = written.toLowerCase();
  const [begun] = fuzzysort.go(lower, SEARCH_KEYS, { limit: 1 });
  return SEARCH_KEYS.find((key) => key === begun?.target || (key.length > 2 && lower.includes(key))) ?? null;
}
