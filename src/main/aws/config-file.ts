import { isUtf8 } from 'node:buffer';
import { plainText } from '../../shared/plain-text';
import type { MessageKey, MessageValues, Text } from '../../shared/text';

/*
 * The shared AWS config files with their line numbers, to tell a person what is wrong and where. It takes the same lines
 * for sections and settings as the SDK's reader, which stays the one that signs in and tells nothing of what it skips.
 * https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 */

/** In `credentials` every section is a profile; in `config` all but the default one say what they are. */
export type ConfigFileKind = 'config' | 'credentials';

interface ConfigSetting {
  readonly value: string;
  /** Counted from 1. */
  readonly line: number;
}

export interface ConfigSection {
  /** Of its first header. */
  readonly line: number;
  /** By key; what is nested has both, such as `ec2.endpoint_url`. The last one of a key counts. */
  readonly settings: ReadonlyMap<string, ConfigSetting>;
}

interface LineProblem {
  readonly line: number;
  /** The profile that the line belongs to, or would; null where there is none. */
  readonly profileName: string | null;
  /** Never holds anything of the line but a section's name: it may be a secret. */
  readonly text: Text;
}

export interface ParsedConfigFile {
  /** By the names that the SDK's reader gives them: `work`, `sso-session.corp`, `services.local`. */
  readonly sections: ReadonlyMap<string, ConfigSection>;
  /** In the order of the lines; at most one for each. */
  readonly problems: readonly LineProblem[];
}

const SECTION_TYPES = ['profile', 'sso-session', 'services'];
/** What the SDK's reader understands between the brackets; everything else is a name as a whole. */
const TYPED_HEADER = /^(?<type>[\w-]+)\s(?<quote>["']?)(?<name>[\w@+.%:/-]+)\k<quote>$/;
const MEANT_HEADER = /^(?<type>profile|sso-session|services)\s+["']?(?<name>.*?)["']?$/;
/** A header without its end, and nothing in it that could be anything but a name. */
const UNCLOSED_PROFILE = /^\[\s*(?:profile\s+)?(?<name>[\w@.-]{1,64})$/;
/** Sections of the AWS CLI alone. */
const SECTIONS_OF_OTHERS = ['plugins', 'preview'];
/** With a profile of this name the SDK's reader refuses the whole file. */
const REFUSED_HEADERS = ['__proto__', 'profile __proto__'];

/** Nobody reads more; what is no config file at all has one in every line. */
const MOST_PROBLEMS = 50;

export function parseConfigFile(bytes: Uint8Array, kind: ConfigFileKind): ParsedConfigFile {
  // Some Windows programs save like this; not one line of it can be read.
  if (isUtf16(bytes)) {
    return { sections: new Map(), problems: [{ line: 1, profileName: null, text: problemText('bad-utf8') }] };
  }
  const reader = new Reader(kind, linesThatAreNotUtf8(bytes));
  // The mark at the start of a file that Windows programs like to write counts as a space, as for the SDK's reader.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  for (const line of text.split(/\r?\n/)) reader.read(line);
  return reader.end();
}

/** Where the lines that follow a header go. */
interface Current {
  /** Null where the SDK's reader skips the section. */
  readonly name: string | null;
  readonly profileName: string | null;
  readonly settings: Map<string, ConfigSetting>;
}

class Reader {
  readonly #kind: ConfigFileKind;
  readonly #garbled: ReadonlySet<number>;
  readonly #sections = new Map<string, { readonly line: number; readonly settings: Map<string, ConfigSetting> }>();
  readonly #problems: LineProblem[] = [];
  #line = 0;
  #current: Current | null = null;
  /** The key that indented lines belong to. */
  #parentKey: string | null = null;
  /** The line of a header that is not closed: what follows it goes to the section before. */
  #unclosedLine: number | null = null;
  #isRefused = false;

  constructor(kind: ConfigFileKind, garbled: ReadonlySet<number>) {
    this.#kind = kind;
    this.#garbled = garbled;
  }

  read(raw: string): void {
    this.#line += 1;
    const line = raw.replace(/(?:^|\s)[;#].*$/s, '').trim();
    const isHeader = line.startsWith('[') && line.endsWith(']');
    if (isHeader) this.#readHeader(line.slice(1, -1));
    // Also where it is only a comment: the AWS CLI refuses the whole file then.
    if (this.#garbled.has(this.#line)) this.#tell('bad-utf8', this.#current?.profileName ?? null);
    if (line !== '' && !isHeader) this.#readSetting(line, raw);
  }

  end(): ParsedConfigFile {
    return { sections: this.#isRefused ? new Map() : this.#named(), problems: this.#problems };
  }

  #readHeader(inner: string): void {
    this.#parentKey = null;
    this.#unclosedLine = null;
    const name = sectionName(inner, this.#kind);
    const problem = headerProblem(inner, name, this.#kind);
    const known = name === null ? undefined : this.#sections.get(name);
    const settings = known?.settings ?? new Map<string, ConfigSetting>();
    const profileName = problem?.profileName ?? profileOf(name);
    this.#current = { name, profileName, settings };
    if (name !== null && known === undefined) this.#sections.set(name, { line: this.#line, settings });
    if (REFUSED_HEADERS.includes(inner)) this.#isRefused = true;
    if (problem !== null) this.#tell(problem.key, profileName, { name: problem.profileName ?? plainText(inner) });
    else if (name !== null) this.#tellDuplicate(name, profileName);
  }

  #tellDuplicate(name: string, profileName: string | null): void {
    const same = name === 'default' ? 'profile.default' : name === 'profile.default' ? 'default' : name;
    const first = this.#sections.get(same);
    if (first === undefined || first.line === this.#line) return;
    this.#tell('duplicate', profileName, { first: first.line });
  }

  #readSetting(line: string, raw: string): void {
    const current = this.#current;
    const isUnclosed = line.startsWith('[');
    if (isUnclosed) {
      this.#tell('header-unclosed', UNCLOSED_PROFILE.exec(line)?.groups?.['name'] ?? null);
      this.#unclosedLine = this.#line;
    }
    if (current === null) {
      if (this.#unclosedLine === null) this.#tell('outside-section', null);
      return;
    }
    const at = line.indexOf('=');
    if (at < 1) {
      if (!isUnclosed) this.#tell('not-a-setting', current.profileName);
      return;
    }
    const key = line.slice(0, at).trim();
    const value = line.slice(at + 1).trim();
    if (current.name === null) return;
    if (!isUnclosed) this.#tellSwallowed(current.profileName);
    if (value === '') {
      this.#parentKey = key;
      return;
    }
    if (raw.trimStart() === raw) this.#parentKey = null;
    current.settings.set(this.#parentKey === null ? key : `${this.#parentKey}.${key}`, { value, line: this.#line });
  }

  /** Once for all lines that a section gets from the one whose header is broken. */
  #tellSwallowed(profileName: string | null): void {
    if (this.#unclosedLine === null || profileName === null) return;
    const header = this.#unclosedLine;
    const isTold = this.#problems.some(({ text }) => text.values['header'] === header);
    if (!isTold) this.#tell('swallowed', profileName, { header });
  }

  #tell(problem: ConfigProblemName, profileName: string | null, values: MessageValues = {}): void {
    if (this.#problems.at(-1)?.line === this.#line || this.#problems.length === MOST_PROBLEMS) return;
    this.#problems.push({ line: this.#line, profileName, text: problemText(problem, values) });
  }

  /** The SDK's reader drops the word `profile` last of all, so that `[profile default]` replaces `[default]`. */
  #named(): ReadonlyMap<string, ConfigSection> {
    if (this.#kind === 'credentials') return this.#sections;
    const entries = [...this.#sections]
      .filter(([name, { settings }]) => name !== 'profile.default' || settings.size > 0)
      .sort(([a], [b]) => Number(b === 'default') - Number(a === 'default'));
    return new Map(entries.map(([name, section]) => [name.replace(/^profile\./, ''), section]));
  }
}

/** What a problem is called in the locales, after `configProblem.`. */
export type ConfigProblemName =
  Extract<MessageKey, `configProblem.${string}`> extends `configProblem.${infer Name}` ? Name : never;

export const problemText = (name: ConfigProblemName, values: MessageValues = {}): Text => ({
  key: `configProblem.${name}`,
  values,
});

/** The name under which the SDK's reader keeps a section at first; null for one that it skips. */
function sectionName(inner: string, kind: ConfigFileKind): string | null {
  const typed = TYPED_HEADER.exec(inner)?.groups;
  if (typed !== undefined) {
    const { type = '', name = '' } = typed;
    return SECTION_TYPES.includes(type) ? `${type}.${name}` : null;
  }
  if (inner === '') return null;
  const isTyped = SECTION_TYPES.includes(inner.split('.', 1)[0] ?? '') && inner.includes('.');
  return kind === 'credentials' || inner === 'default' || isTyped ? inner : null;
}

/** Sections of other kinds belong to no profile. */
function profileOf(name: string | null): string | null {
  if (name === null || /^(sso-session|services)\./.test(name)) return null;
  return plainText(name.replace(/^profile\./, ''));
}

interface HeaderProblem {
  readonly key: ConfigProblemName;
  readonly profileName: string | null;
}

function headerProblem(inner: string, name: string | null, kind: ConfigFileKind): HeaderProblem | null {
  const trimmed = inner.trim();
  if (trimmed === '' || (kind === 'config' && SECTION_TYPES.includes(trimmed))) {
    return { key: 'header-empty', profileName: null };
  }
  const meant = MEANT_HEADER.exec(trimmed)?.groups;
  const meantProfile = meant?.['type'] === 'profile' ? plainText(meant['name'] ?? '') : null;
  if (REFUSED_HEADERS.includes(inner)) return { key: 'name-refused', profileName: '__proto__' };
  if (kind === 'credentials') {
    if (name === null) return { key: 'name-unsupported', profileName: plainText(trimmed) };
    return meantProfile === null ? null : { key: 'prefix-in-credentials', profileName: meantProfile };
  }
  if (name !== null || SECTIONS_OF_OTHERS.includes(trimmed)) return null;
  if (meant !== undefined) return { key: 'name-unsupported', profileName: meantProfile };
  if (trimmed === 'default') return { key: 'name-unsupported', profileName: 'default' };
  return /\s/.test(trimmed)
    ? { key: 'section-unknown', profileName: null }
    : { key: 'prefix-missing', profileName: plainText(trimmed) };
}

/** By the mark at its start. */
const isUtf16 = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

function linesThatAreNotUtf8(bytes: Uint8Array): ReadonlySet<number> {
  const garbled = new Set<number>();
  if (isUtf8(bytes)) return garbled;
  let start = 0;
  for (let line = 1; start <= bytes.length; line += 1) {
    const next = bytes.indexOf(10, start);
    const end = next === -1 ? bytes.length : next;
    if (!isUtf8(bytes.subarray(start, end))) garbled.add(line);
    start = end + 1;
  }
  return garbled;
}
