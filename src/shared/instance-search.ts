import fuzzysort, { type Prepared } from 'fuzzysort';
import { assertNever } from './assert-never';
import { instanceLook } from './instance-look';
import type { Instance, Profile, Scope, Tag } from './model';
import type { Search, SearchTerm, StateWord } from './search-expression';
import { plainForm, typedForm } from './search-forms';
import { hasWildcard, patternMatcher, type Reach } from './wildcard';

/*
 * Which instances a search finds. A word is found anywhere in what an instance is known by, or, in its name, type and tags, by the beginnings of
 * what it consists of: `bw` finds batch-worker. IDs and addresses are too random for that: there a word is only itself.
 */

/** An instance and where it is. */
export interface SearchedInstance {
  readonly instance: Instance;
  readonly scope: Scope;
  readonly profile: Profile;
}

type Matcher = (located: SearchedInstance) => boolean;

/** Tells of each instance whether the search finds it. What it learns of an instance lasts as long as that object. */
export function matcherOf(search: Search): Matcher {
  const matchers = search.terms.map(termMatcher);
  return (located) => matchers.every((matches) => matches(located));
}

/** Whether a text as a whole has all plain words of the search, and the search has no filters: for what is no instance. */
export function hasSearchWords(search: Search, text: string): boolean {
  const searched = typedForm(text);
  return search.terms.every(
    (term) => term.kind === 'word' && searched.includes(typedForm(term.text)) !== term.isNegated,
  );
}

function termMatcher(term: SearchTerm): Matcher {
  const matches = positiveMatcher(term);
  return term.isNegated ? (located) => !matches(located) : matches;
}

function positiveMatcher(term: SearchTerm): Matcher {
  switch (term.kind) {
    case 'word':
      return wordMatcher(term.text, !term.isLiteral && !term.isNegated);
    case 'text': {
      const matches = anyOf(term.patterns, REACH[term.key]);
      return (located) => textsOf(term.key, located).some((text) => text !== null && matches(plainForm(text)));
    }
    case 'has-tag': {
      const matches = anyOf(term.keys, 'whole');
      return ({ instance }) => plainTags(instance).some(({ key }) => matches(key));
    }
    case 'tag': {
      const matchesKey = anyOf([term.key], 'whole');
      const matches = anyOf(term.patterns, 'whole');
      return ({ instance }) => plainTags(instance).some(({ key, value }) => matchesKey(key) && matches(value));
    }
    case 'state':
      return (located) => term.words.some((word) => isInState(word, located));
    case 'spot':
      return ({ instance }) => instance.isSpot === term.isSpot;
    default:
      return assertNever(term);
  }
}

const HAS_LETTER = /\p{L}/u;

/** A word with a wildcard describes the whole of one fact; any other may be a part of one. */
function wordMatcher(word: string, isFuzzy: boolean): Matcher {
  if (hasWildcard(word)) {
    const matches = anyOf([word], 'whole');
    return ({ instance, profile }) => plainFacts(instance).some(matches) || matches(plainForm(profile.name));
  }
  const typed = typedForm(word);
  const matchesFuzzily = isFuzzy && HAS_LETTER.test(word) ? fuzzyMatcher(plainForm(word)) : () => false;
  return ({ instance, profile }) =>
    typedFacts(instance).includes(typed) || typedName(profile).includes(typed) || matchesFuzzily(instance);
}

/**
 * The library's own measure: from 0.5 on the letters begin words or stand together. Long words may have lost a letter or
 * two (`prodction`); short ones would be found in everything.
 */
const goodScore = (word: string): number => (word.length < 4 ? 0.5 : 0.34);

function fuzzyMatcher(word: string): (instance: Instance) => boolean {
  const answers = new Map<Prepared, boolean>();
  const enough = goodScore(word);
  return (instance) =>
    fuzzyFacts(instance).some((text) => {
      const known = answers.get(text);
      if (known !== undefined) return known;
      const isGood = (fuzzysort.single(word, text)?.score ?? 0) >= enough;
      answers.set(text, isGood);
      return isGood;
    });
}

/** How much of it must be given: all of what is short and a person's own word, less of what is long or goes by families. */
const REACH = {
  name: 'part',
  id: 'part',
  dns: 'part',
  ip: 'start',
  type: 'start',
  region: 'start',
  zone: 'start',
  profile: 'whole',
} as const satisfies Record<Extract<SearchTerm, { readonly kind: 'text' }>['key'], Reach>;

function textsOf(key: keyof typeof REACH, { instance, scope, profile }: SearchedInstance): readonly (string | null)[] {
  switch (key) {
    case 'name':
      return [instance.name];
    case 'id':
      return [instance.instanceId];
    case 'dns':
      return [instance.publicDnsName];
    case 'ip':
      return [instance.publicIpAddress, instance.privateIpAddress];
    case 'type':
      return [instance.instanceType];
    case 'region':
      return [scope.region];
    case 'zone':
      return [instance.availabilityZone];
    case 'profile':
      return [profile.name];
    default:
      return assertNever(key);
  }
}

/** AWS's words mean what AWS last said; the others what was asked for, or came of it. */
function isInState(word: StateWord, { instance, scope }: SearchedInstance): boolean {
  const activity = scope.activities[instance.instanceId];
  const look = instanceLook(instance, activity);
  switch (word) {
    case 'starting':
      return look === 'pending' || look === 'start-requested' || look === 'start-waiting';
    case 'stopping':
      return instance.state === 'stopping' || look === 'stop-requested' || look === 'stop-countdown';
    case 'rebooting':
      return look === 'rebooting';
    case 'waiting':
      return look === 'start-waiting';
    case 'failed':
      return activity?.phase === 'failed';
    case 'pending':
    case 'running':
    case 'stopped':
    case 'shutting-down':
    case 'terminated':
      return instance.state === word;
    default:
      return assertNever(word);
  }
}

function anyOf(patterns: readonly string[], reach: Reach): (text: string) => boolean {
  const matchers = patterns.map((pattern) => patternMatcher(plainForm(pattern), reach));
  return (text) => matchers.some((matches) => matches(text));
}

/** An instance that has not changed is the same object in the next picture: what was made of it is kept beside it. */
function remembered<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

const factsOf = (instance: Instance): readonly string[] =>
  [
    instance.name,
    instance.instanceId,
    instance.instanceType,
    instance.state,
    instance.availabilityZone,
    instance.publicDnsName,
    instance.publicIpAddress,
    instance.privateIpAddress,
    ...instance.tags.map(({ value }) => value),
  ].filter((fact) => fact !== null);

/** In plain form, the Name tag among them. */
const plainTags = remembered(({ name, tags }: Instance): readonly Tag[] =>
  (name === null ? tags : [{ key: 'Name', value: name }, ...tags]).map(({ key, value }) => ({
    key: plainForm(key),
    value: plainForm(value),
  })),
);

const plainFacts = remembered((instance: Instance): readonly string[] => factsOf(instance).map(plainForm));

/** All facts in the form in which they are typed; no word reaches over a line break. */
const typedFacts = remembered((instance: Instance): string => {
  const pairs = instance.tags.map(({ key, value }) => `${key}=${value}`);
  return typedForm([...factsOf(instance), ...pairs].join('\n'));
});

/** Learns of an instance what takes long, before it is first searched for; a second time it costs nothing. */
export function prepareForSearch(instance: Instance): void {
  typedFacts(instance);
  fuzzyFacts(instance);
}

const typedName = remembered(({ name }: Profile): string => typedForm(name));

/** The name, the type and the values of the tags that people write (AWS's own hold IDs and ARNs), where they have letters. */
const fuzzyFacts = remembered(({ name, instanceType, tags }: Instance): readonly Prepared[] => {
  const written = tags.filter(({ key }) => !key.startsWith('aws:')).map(({ value }) => value);
  return [name ?? '', instanceType, ...written].filter((text) => HAS_LETTER.test(text)).map(preparedOf);
});

/** Most types and tag values are those of many instances. */
const knownPrepared = new Map<string, Prepared>();
const MOST_PREPARED = 50_000;

function preparedOf(text: string): Prepared {
  const known = knownPrepared.get(text);
  if (known !== undefined) return known;
  const made = fuzzysort.prepare(plainForm(text));
  if (knownPrepared.size >= MOST_PREPARED) knownPrepared.clear();
  knownPrepared.set(text, made);
  return made;
}
