/** Text that is XML already: what the functions below return. */
export type Xml = string;

const needsEscape = /[&<>"'\r]|[^\t\n\x20-\uD7FF\uE000-\uFFFD]/;
const escaped = /[&<>"'\r]|[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\t\n\x20-\uD7FF\uE000-\uFFFD]/g;

function escapeMatch(match: string): string {
  switch (match) {
    case '&':
      return '&amp;';
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '"':
      return '&quot;';
    case "'":
      return '&#39;';
    case '\r':
      // A bare carriage return would come out of any parser as a line feed (XML 1.0, section 2.11).
      return '&#xD;';
    default:
      // A surrogate pair is a character like any other. Everything else that gets here (most control characters, lone
      // surrogates) cannot be written in XML 1.0 at all, not even as a reference.
      return match.length === 2 ? match : '\uFFFD';
  }
}

/** `text` as XML character data. What XML 1.0 cannot carry becomes U+FFFD. */
export function escapeXml(text: string): Xml {
  return needsEscape.test(text) ? text.replace(escaped, escapeMatch) : text;
}

/** `<name>value</name>`, the value escaped. */
export function element(name: string, value: string | number | boolean): Xml {
  return `<${name}>${typeof value === 'string' ? escapeXml(value) : String(value)}</${name}>`;
}

/** Nothing at all when there is no value: EC2 leaves such elements out. */
export function optionalElement(name: string, value: string | number | boolean | undefined): Xml {
  return value === undefined ? '' : element(name, value);
}

/** `<name>…</name>` around children that are XML already. */
export function parent(name: string, ...children: readonly Xml[]): Xml {
  const inner = children.join('');
  return inner === '' ? `<${name}/>` : `<${name}>${inner}</${name}>`;
}

/** EC2's list shape: `<name><item>…</item>…</name>`; an empty list is `<name/>`. */
export function itemSet(name: string, items: readonly Xml[]): Xml {
  return parent(name, ...items.map((item) => `<item>${item}</item>`));
}

/** A timestamp as EC2 writes it, e.g. `2026-10-02T01:22:33.000Z`. */
export function timestamp(name: string, msSinceEpoch: number): Xml {
  return element(name, new Date(msSinceEpoch).toISOString());
}
