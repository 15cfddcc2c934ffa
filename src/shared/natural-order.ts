const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Texts as people order them: `web-2` before `web-10`, whatever the case. */
export const naturalOrder = (a: string, b: string): number => collator.compare(sortKey(a), sortKey(b));

/** Names are looked for by their first letter or digit, whatever signs or emoji stand before it. */
const sortKey = (text: string): string => (/^[a-z\d]/i.test(text) ? text : text.replace(/^[^\p{L}\p{N}]+/u, ''));
