import type { RequestFilter } from './query-parameters';
import { ServiceError } from './service-error';

/** Says which values of a thing a filter of this name looks at; `undefined` for a name that is no filter. */
export type FilterValues<Thing> = (filterName: string) => ((thing: Thing) => readonly string[]) | undefined;

/**
 * All filters must be met, each by any of its values. Values are case-sensitive; `*` stands for any text and `?` for
 * one character, and a backslash makes either of them ordinary.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
 */
export function compileFilters<Thing>(
  filters: readonly RequestFilter[],
  valuesOf: FilterValues<Thing>,
): (thing: Thing) => boolean {
  const tests = filters.map(({ name, values }) => {
    const look = valuesOf(name);
    if (look === undefined) throw new ServiceError('InvalidParameterValue', `The filter '${name}' is invalid`);
    const matches = values.map(compileWildcards);
    return (thing: Thing) => look(thing).some((value) => matches.some((match) => match(value)));
  });
  return (thing) => tests.every((test) => test(thing));
}

type Token =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'any-text' | 'any-character' };

/** A test for one filter value. */
export function compileWildcards(pattern: string): (text: string) => boolean {
  const tokens = tokenize(pattern);
  const literal = literalText(tokens);
  if (literal !== undefined) return (text) => text === literal;
  return (text) => matchesTokens(tokens, [...text]);
}

function tokenize(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  let escaped = false;
  for (const character of pattern) {
    if (escaped) {
      // Before anything but a wildcard or another backslash, a backslash is just a backslash.
      if (!'*?\\'.includes(character)) tokens.push({ kind: 'character', character: '\\' });
      tokens.push({ kind: 'character', character });
      escaped = false;
    } else if (character === '\\') {
      escaped = true;
    } else if (character === '*') {
      tokens.push({ kind: 'any-text' });
    } else if (character === '?') {
      tokens.push({ kind: 'any-character' });
    } else {
      tokens.push({ kind: 'character', character });
    }
  }
  if (escaped) tokens.push({ kind: 'character', character: '\\' });
  return tokens;
}

function literalText(tokens: readonly Token[]): string | undefined {
  let text = '';
  for (const token of tokens) {
    if (token.kind !== 'character') return undefined;
    text += token.character;
  }
  return text;
}

/** Goes back to the last `*` only: a hostile pattern costs its length times the text's, where a RegExp could cost ages. */
function matchesTokens(tokens: readonly Token[], text: readonly string[]): boolean {
  let token = 0;
  let at = 0;
  let lastAnyText: { readonly token: number; readonly at: number } | undefined;
  while (at < text.length) {
    const current = tokens[token];
    if (current?.kind === 'any-text') {
      lastAnyText = { token, at };
      token += 1;
    } else if (current?.kind === 'any-character' || (current?.kind === 'character' && current.character === text[at])) {
      token += 1;
      at += 1;
    } else if (lastAnyText !== undefined) {
      lastAnyText = { token: lastAnyText.token, at: lastAnyText.at + 1 };
      token = lastAnyText.token + 1;
      at = lastAnyText.at;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every(({ kind }) => kind === 'any-text');
}
