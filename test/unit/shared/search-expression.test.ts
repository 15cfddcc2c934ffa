import { describe, expect, test } from 'vitest';
import { parseSearch } from '../../../src/shared/search-expression';

const hintsOf = (text: string) => parseSearch(text).hints;

describe('what is not understood', () => {
  test.each([
    ['stat:run', 'state'],
    ['reg:ap', 'region'],
    ['Tags:Env=prod', 'tag'],
    ['instance-type:t3', 'type'],
    ['availability-zone:a', 'zone'],
    ['profil:work', 'profile'],
    ['xyz:1', null],
  ])('in %s is taken as a word, with a hint at %s', (text, suggestion) => {
    const written = text.slice(0, text.indexOf(':'));
    expect(hintsOf(text)).toEqual([{ kind: 'unknown-key', written, suggestion }]);
    expect(parseSearch(text).terms).toEqual([{ kind: 'word', text, isLiteral: false, isNegated: false }]);
  });

  test('of a value is left out, and told', () => {
    expect(parseSearch('state:running,asleep')).toEqual({
      terms: [{ kind: 'state', words: ['running'], isNegated: false }],
      isEmpty: false,
      hints: [{ kind: 'unknown-value', key: 'state', written: 'asleep' }],
    });
    expect(hintsOf('spot:perhaps is:mine')).toEqual([
      { kind: 'unknown-value', key: 'spot', written: 'perhaps' },
      { kind: 'unknown-value', key: 'is', written: 'mine' },
    ]);
  });

  test.each([
    ['region:""', 'region'],
    ['-state:""', 'state'],
    ['tag:""', 'tag'],
    ['tag:,', 'tag'],
  ] as const)('because %s asks for nothing is told', (text, key) => {
    const { isEmpty, hints } = parseSearch(text);
    expect([isEmpty, hints]).toMatchObject([true, [{ kind: 'unknown-value', key }]]);
  });

  test.each(['region:"', 'tag:"', 'web ""', '""', 'region:', 'tag:'])(
    'is not told of %s, which is only being written or says nothing',
    (text) => {
      expect(parseSearch(text).hints.filter(({ kind }) => kind !== 'open-quote')).toEqual([]);
    },
  );

  test('for want of a quotation mark goes to the end', () => {
    expect(parseSearch('tag:Owner="Anna B')).toEqual({
      terms: [{ kind: 'tag', key: 'Owner', patterns: ['Anna B'], isNegated: false }],
      isEmpty: false,
      hints: [{ kind: 'open-quote' }],
    });
  });

  test.each(['', 'web', '12:30', '::1', '"stat:run"', 'state:', 'tag:a:b=c:d', '-state:running az:a'])(
    '“%s” gives no hint',
    (text) => {
      expect(hintsOf(text)).toEqual([]);
    },
  );
});
