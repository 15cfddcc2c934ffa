import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesRule, parseRule } from '../../../src/shared/instance-rule';
import { anInstance } from '../../support/snapshot-builder';

const tags = [
  { key: 'Env', value: 'prod-eu' },
  { key: 'Stack', value: 'demo, 2' },
  { key: 'aws:autoscaling:groupName', value: 'web' },
  { key: 'Cost=Center', value: '' },
];

const matches = (rule: string, instance = anInstance({ name: 'prod-web 1', tags })): boolean => {
  const parsed = parseRule(rule);
  if (!parsed.ok) throw new Error(`${rule} is no rule: ${parsed.error}`);
  return matchesRule(parsed.value, instance);
};

describe('a rule', () => {
  test.each([
    ['a tag', 'tag:Env=prod*', true],
    ['a tag’s key alone', 'Env=prod*', true],
    ['a tag of another value', 'Env=staging', false],
    ['a value in another case', 'Env=PROD*', false],
    ['a key in another case', 'env=prod*', false],
    ['a key that AWS gave', 'aws:autoscaling:groupName=web', true],
    ['a tag that is not there', 'Owner=*', false],
    ['any value', 'Env=*', true],
    ['one of several values', 'Env=staging,prod-??', true],
    ['the Name tag', 'Name=prod*', true],
    ['the Name tag, in full', 'tag:Name=prod*', true],
    ['a bare pattern for the name', 'prod-*', true],
    ['several bare patterns', 'staging-*,prod-*', true],
    ['two conditions that are met', 'prod-*  Env=prod-eu', true],
    ['two conditions of which one is not', 'prod-* Env=staging', false],
    ['a value in quotes', 'Stack="demo, 2"', true],
    ['a name in quotes', '"prod-web 1"', true],
    ['a key in quotes', '"Cost=Center"=*', true],
    ['quotes around a whole condition’s value with a wildcard', 'Stack="demo, *"', true],
  ])('by %s (%s) matches: %s %s', (_what, rule, isMatch) => {
    expect(matches(rule)).toBe(isMatch);
  });

  test('never matches an instance without a name by its name', () => {
    expect(matches('*', anInstance({ name: null }))).toBe(false);
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['""', 'empty'],
    ['Stack="demo', 'open-quote'],
    ['=prod', 'no-key'],
    ['tag:=prod', 'no-key'],
    ['Env=', 'no-value'],
    ['Env=a,,b', 'no-value'],
    ['prod-*,', 'no-value'],
  ] as const)('%j is none: %s', (text, problem) => {
    expect(parseRule(text)).toEqual({ ok: false, error: problem });
  });

  test('is found or refused for any text, without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '=', ',', ' ', '*', 'a', 'tag:', 'Name') }), (text) => {
        const parsed = parseRule(text);
        if (parsed.ok) expect(parsed.value.every(({ key, patterns }) => key !== '' && patterns.length > 0)).toBe(true);
      }),
    );
  });

  test('with any key in quotes, and any value in quotes with its wildcards escaped, matches the tag that has them', () => {
    const text = fc.string({ minLength: 1 }).filter((given) => !given.includes('"'));
    fc.assert(
      fc.property(
        text.filter((key) => key !== 'Name' && !key.startsWith('tag:')),
        text,
        (key, value) => {
          const pattern = value.replaceAll(/[\\*?]/g, '\\$&');
          expect(matches(`"${key}"="${pattern}"`, anInstance({ tags: [{ key, value }] }))).toBe(true);
        },
      ),
    );
  });
});
