import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matcherOf } from '../../../src/shared/instance-search';
import { completionsFor, searchFactsOf } from '../../../src/shared/search-completion';
import { parseSearch } from '../../../src/shared/search-expression';
import { anInstance, aProfile, aScope, instancesOf, virginia } from '../../support/snapshot-builder';

const scopes = [
  aScope({
    instances: instancesOf(
      {
        instanceType: 't3.micro',
        tags: [
          { key: 'Env', value: 'dev' },
          { key: 'Owner', value: 'Anna Berg' },
        ],
      },
      {
        instanceType: 't3.micro',
        tags: [
          { key: 'Env', value: 'prod' },
          { key: 'Note', value: '' },
        ],
      },
      {
        instanceType: 'm7i.large',
        tags: [
          { key: 'Env', value: 'prod' },
          { key: 'Owner', value: '김하늘' },
        ],
      },
    ),
  }),
  aScope({ region: virginia }),
];
const facts = searchFactsOf(scopes, [aProfile({ name: 'work' }), aProfile({ name: 'my account' })]);
const placeOf = (region: string): string | null => (region === 'ap-northeast-2' ? 'Seoul' : null);

const offered = (text: string, caret = text.indexOf('|')) =>
  completionsFor(text.replace('|', ''), caret, () => facts, placeOf);
const labels = (text: string) => offered(text).map(({ label }) => label);
/** The search once the first offer is taken. */
function taken(text: string): string | null {
  const [first] = offered(text);
  const plain = text.replace('|', '');
  return first === undefined ? null : plain.slice(0, first.from) + first.text + plain.slice(first.to);
}

describe('completions', () => {
  test.each([
    ['s|', ['state:', 'spot:']],
    ['web -ta|', ['tag:']],
    ['STA|', ['state:']],
    ['state:|', ['running', 'stopped', 'starting', 'stopping', 'failed', 'waiting', 'rebooting', 'pending']],
    ['state:running,st|', ['stopped', 'starting', 'stopping']],
    ['state:nning|', ['running']],
    ['state:din|', ['pending']],
    ['tag:|', ['Env', 'Owner', 'Note']],
    ['tag:Env=|', ['prod', 'dev']],
    ['tag:env=d|', ['dev', 'prod']],
    ['tag:Owner=berg|', ['Anna Berg']],
    ['tag:Owner="anna b|', ['Anna Berg']],
    ['tag:Owner=긲|', []],
    ['tag:Owner=김한|', ['김하늘']],
    ['type:|', ['t3.micro', 'm7i.large']],
    ['region:se|', ['ap-northeast-2']],
    ['az:|', ['ap-northeast-2a']],
    ['profile:my|', ['my account']],
    ['spot:|', ['yes', 'no']],
    ['state:run| web', ['running']],
  ])('for %s are %j', (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  test.each([
    '|',
    'web|',
    'web |',
    's|tate',
    '"state|',
    'stat:|',
    'xyz:r|',
    'name:w|',
    'state:running|',
    'state:running |',
  ])('are not there for %s', (text) => {
    expect(labels(text)).toEqual([]);
  });

  test.each([
    ['web sta|', 'web state:'],
    ['-t|', '-tag:'],
    ['state:ru|', 'state:running '],
    ['state:ru| web', 'state:running web'],
    ['state:running,stopp|', 'state:running,stopped '],
    ['tag:E|', 'tag:Env='],
    ['tag:Owner=an|', 'tag:Owner="Anna Berg" '],
    ['tag:Owner="an|" web', 'tag:Owner="Anna Berg" web'],
    ['profile:"my|', 'profile:"my account" '],
  ])('make of %s: %s', (text, expected) => {
    expect(taken(text)).toBe(expected);
  });

  test('know a Region by its place', () => {
    expect(offered('region:ap|')[0]).toMatchObject({ label: 'ap-northeast-2', detail: 'Seoul' });
  });

  test('ask what instances there are only where that matters', () => {
    completionsFor('web sta', 7, () => expect.fail('nothing of it is needed'), placeOf);
  });

  test('come whatever is typed, and stay within it', () => {
    const part = fc.constantFrom('state', 'tag', ':', '=', ',', '"', ' ', '-', 'Env', 'o', '결');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), fc.nat(40), (parts, at) => {
        const text = parts.join('');
        const caret = Math.min(at, text.length);
        for (const { from, to } of completionsFor(text, caret, () => facts, placeOf)) {
          expect(from).toBeLessThanOrEqual(caret);
          expect(to).toBeGreaterThanOrEqual(caret);
          expect(to).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });

  test('find the instance whose tag they offer, whatever stands in it', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.stringMatching(/^[a"*?\\ ,:=-]+$/));
    fc.assert(
      fc.property(text, text, (key, value) => {
        fc.pre(key.trim() !== '' && value.trim() !== '');
        const instance = anInstance({ tags: [{ key, value }] });
        const known = searchFactsOf([aScope({ instances: [instance] })], []);
        const [first] = completionsFor('tag:', 4, () => known, placeOf);
        const begun = `tag:${first?.text ?? ''}`;
        const [second] = completionsFor(begun, begun.length, () => known, placeOf);
        const search = parseSearch(`${begun}${second?.text ?? ''}`);
        expect(search.terms, begun).toHaveLength(1);
        expect(matcherOf(search)({ instance, scope: aScope(), profile: aProfile() }), begun + second?.text).toBe(true);
      }),
    );
  });
});
