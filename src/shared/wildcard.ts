/**
 * Whether the whole text fits the pattern, in which `*` stands for any characters and `?` for one. Case-sensitive, as in
 * EC2's filters. Its time grows with the product of both lengths at most, whatever the pattern.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  const wanted = [...pattern];
  const given = [...text];
  let at = 0;
  let position = 0;
  /** The last star, and up to where its characters go: where the rest does not fit, it takes one more. */
  let star = -1;
  let starEnd = 0;
  while (position < given.length) {
    const sign = wanted[at];
    if (sign === '*') {
      star = at;
      starEnd = position;
      at += 1;
    } else if (sign === '?' || (sign !== undefined && sign === given[position])) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      starEnd += 1;
      position = starEnd;
      at = star + 1;
    } else {
      return false;
    }
  }
  return wanted.slice(at).every((sign) => sign === '*');
}
