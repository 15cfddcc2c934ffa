import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instanceFilterValues } from '../../../src/demo/instance-filters';
import { filterText, parseFilter } from '../../../src/shared/instance-filter';
import { INSTANCE_FILTER_NAMES } from '../../../src/shared/instance-filter-names';
import { translatorFor } from '../../../src/shared/translator';

/** What `filterText` gives for it: what AWS is asked for. */
function normalForm(text: string): string {
  const parsed = parseFilter(text);
  if (!parsed.ok) throw new Error(`${text} is no filter: ${translatorFor('en').text(parsed.error)}`);
  return filterText(parsed.value);
}

function problemOf(text: string): string {
  const parsed = parseFilter(text);
  if (parsed.ok) throw new Error(`${text} was understood as ${filterText(parsed.value)}`);
  return translatorFor('en').text(parsed.error);
}

describe('a filter', () => {
  test.each([
    ['of a tag', 'tag:Name=alice*', 'tag:Name=alice*'],
    ['of several values and tags', '  tag:Env=prod,staging   tag:Team=web ', 'tag:Env=prod,staging tag:Team=web'],
    ['of the state', 'state=running,stopped', 'instance-state-name=running,stopped'],
    ['of a state with a wildcard', 'state=stop*', 'instance-state-name=stop*'],
    ['by EC2’s own name', 'instance-type=t3.* vpc-id=vpc-1', 'instance-type=t3.* vpc-id=vpc-1'],
    ['of a tag that is there at all', 'tag-key=Owner', 'tag-key=Owner'],
    ['with a bare pattern for the name', 'web-*', 'tag:Name=web-*'],
    ['with the name as rules have it', 'Name=web-*', 'tag:Name=web-*'],
    ['with spaces and commas in quotes', 'tag:Stack="demo, 2"', 'tag:Stack="demo, 2"'],
    ['with a sign of equality in a key', '"tag:Cost=Center"=*', '"tag:Cost=Center"=*'],
    ['with escapes, which AWS reads', String.raw`tag:Name=a\*b\\c?`, String.raw`tag:Name=a\*b\\c?`],
    ['with a sign of equality in a value', 'tag:Query=a=b', 'tag:Query="a=b"'],
    ['as the CLI takes it', 'Name=tag:Name,Values=alice*', 'tag:Name=alice*'],
    [
      'as several of the CLI, with its option',
      '--filters Name=tag:Env,Values=prod,staging Name=instance-state-name,Values=running',
      'tag:Env=prod,staging instance-state-name=running',
    ],
    ['as the CLI takes it, quoted as a whole', '"Name=tag:Name,Values=a b,c"', 'tag:Name="a b",c'],
    ['as the CLI takes it, in single quotes', "'Name=tag:Name,Values=a b,c'", 'tag:Name="a b",c'],
    ['as the CLI takes it, its value quoted', 'Name=tag:Name,Values="a, b"', 'tag:Name="a, b"'],
  ])('%s, %s, asks AWS for %s', (_what, text, expected) => {
    expect(normalForm(text)).toBe(expected);
    expect(normalForm(expected), 'the normal form means the same').toBe(expected);
  });

  test.each([
    ['', 'The filter is empty'],
    ['  ', 'The filter is empty'],
    ['tag:Name="a', 'A quotation mark in the filter is not closed'],
    ['=a', 'The filter has no name before “=”'],
    ['tag:=a', 'The filter has no name before “=”'],
    ['tag:Env', 'tag:Env lacks a value after “=” or a comma'],
    ['instance-type', 'instance-type lacks a value after “=” or a comma'],
    ['tag:Env=', 'tag:Env lacks a value after “=” or a comma'],
    ['tag:Env=a,,b', 'tag:Env lacks a value after “=” or a comma'],
    ['Name=tag:Name,Values=', 'tag:Name lacks a value after “=” or a comma'],
    ['instance-typ=t3.*', 'EC2 knows no filter instance-typ. Did you mean instance-type?'],
    ['Instance-Type=t3.*', 'EC2 knows no filter Instance-Type. Did you mean instance-type?'],
    ['Env=prod', 'EC2 knows no filter Env. Did you mean tag:Env?'],
    ['state=runing', /^runing is no instance state\. There are pending, running,/],
    [Array.from({ length: 51 }, (_, n) => `tag:K${n}=a`).join(' '), 'AWS takes at most 50 conditions'],
    [
      `tag:K=${Array.from({ length: 201 }, (_, n) => n).join(',')}`,
      'AWS takes at most 200 values in all conditions together',
    ],
  ])('%j is none: %s', (text, problem) => {
    expect(problemOf(text)).toMatch(problem);
  });

  test('is found or refused for any text, without throwing, and in words of both languages', () => {
    const part = fc.constantFrom('"', '=', ',', ' ', '*', '\\', "'", 'tag:', 'Name=', ',Values=', 'state', 'a', '😀');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (text) => {
          const parsed = parseFilter(text);
          if (parsed.ok) {
            expect(parsed.value.every(({ name, values }) => name !== '' && values.length > 0)).toBe(true);
            expect(parseFilter(filterText(parsed.value)), 'read again').toEqual(parsed);
          } else {
            for (const language of ['en', 'ko'] as const) {
              expect(translatorFor(language).text(parsed.error)).not.toBe('');
            }
          }
        },
      ),
    );
  });

  test('means the same when it is written and read again, whatever its tags and values are', () => {
    const text = fc.string({ minLength: 1 }).filter((given) => !given.includes('"') && !given.includes("'"));
    const name = fc.oneof(
      text.map((key) => `tag:${key}`),
      fc.constantFrom(...INSTANCE_FILTER_NAMES).filter((known) => known !== 'instance-state-name'),
    );
    const filter = fc.record({ name, values: fc.array(text, { minLength: 1, maxLength: 4 }) });
    fc.assert(
      fc.property(fc.array(filter, { minLength: 1, maxLength: 5 }), (filters) => {
        expect(parseFilter(filterText(filters))).toEqual({ ok: true, value: filters });
      }),
    );
  });

  test('by any name that EC2 has is known to the local endpoint too', () => {
    expect(INSTANCE_FILTER_NAMES.filter((name) => instanceFilterValues(name) === undefined)).toEqual([]);
  });
});
