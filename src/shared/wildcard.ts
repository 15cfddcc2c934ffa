import { assertNever } from './assert-never';

/*
 * Patterns as EC2's filters know them: case-sensitive, `*` stands for any text, `?` for one character, and a backslash
 * makes either of them (or a backslash) ordinary.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
 */

type Token =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'any-text' | 'any-character' };

/** Whether the whole text is what the pattern describes. The cost is at most the product of both lengths. */
export const matchesPattern = (pattern: string, text: string): boolean => fitsAll(tokensOf(pattern), text);

/** How much of a text a pattern without a wildcard must be; one that has a wildcard is always the whole of it. */
export type Reach = 'whole' | 'start' | 'part';

/** The same for many texts: the pattern is read once. */
export function patternMatcher(pattern: string, reach: Reach = 'whole'): (text: string) => boolean {
  const tokens = tokensOf(pattern);
  if (tokens.some(({ kind }) => kind !== 'character')) return (text) => fitsAll(tokens, text);
  const literal = tokens.map((token) => (token.kind === 'character' ? token.character : '')).join('');
  switch (reach) {
    case 'whole':
      return (text) => text === literal;
    case 'start':
      return (text) => text.startsWith(literal);
    case 'part':
      return (text) => text.includes(literal);
    default:
      return assertNever(reach);
  }
}

function fitsAll(tokens: readonly Token[], text: string): boolean {
  const characters = [...text];
  let token = 0;
  let at = 0;
  // Where to go on after the last `*`, should what follows it not fit: one character further on each time.
  let retryToken = -1;
  let retryAt = 0;
  while (at < characters.length) {
    const current = tokens[token];
    if (current?.kind === 'any-text') {
      token += 1;
      retryToken = token;
      retryAt = at;
    } else if (current !== undefined && fits(current, characters[at])) {
      token += 1;
      at += 1;
    } else if (retryToken >= 0) {
      retryAt += 1;
      at = retryAt;
      token = retryToken;
    } else {
      return false;
    }
  }
  return tokens.slice(token).every(({ kind }) => kind === 'any-text');
}

/** Whether it is more than a text that stands for itself. */
export const hasWildcard = (pattern: string): boolean => tokensOf(pattern).some(({ kind }) => kind !== 'character');

const fits = (token: Token, character: string | undefined): boolean =>
  token.kind === 'any-character' || (token.kind === 'character' && token.character === character);

function tokensOf(pattern: string): readonly Token[] {
  const parts = pattern.match(/\\[*?\\]|./gsu) ?? [];
  return parts.map((part): Token => {
    if (part === '*') return { kind: 'any-text' };
    if (part === '?') return { kind: 'any-character' };
    return { kind: 'character', character: part.length > 1 && part.startsWith('\\') ? part.slice(1) : part };
  });
}
