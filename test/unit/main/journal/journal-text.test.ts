import { describe, expect, test } from 'vitest';
import { matchingEntries } from '../../../../src/main/journal/journal-filter';
import { journalText } from '../../../../src/main/journal/journal-text';
import type { JournalFilter } from '../../../../src/shared/journal';
import { toActionId } from '../../../../src/shared/model';
import { anEntry, anOutcome } from '../../../support/journal-records';
import { instanceIdOf, noon } from '../../../support/snapshot-builder';

const everything: JournalFilter = { text: '', action: null, result: null, since: null, instanceId: null };

describe('the filter', () => {
  const failed = anEntry({
    actionId: toActionId('failed'),
    action: 'stop',
    at: noon + 1,
    outcomes: [
      anOutcome({
        name: '데모',
        result: 'failed',
        requestId: 'r-2',
        error: { code: 'throttled', awsCode: 'X', detail: null },
      }),
    ],
  });
  const entries = [failed, anEntry()];

  test.each<[string, Partial<JournalFilter>, readonly number[]]>([
    ['nothing', {}, [0, 1]],
    ['an action', { action: 'stop' }, [0]],
    ['a result', { result: 'reached' }, [1]],
    ['a time', { since: noon + 1 }, [0]],
    ['a name, whatever its case', { text: 'WEB' }, [1]],
    ['several words, in any order', { text: 'user/me  web-1' }, [1]],
    ['a request ID', { text: 'r-2' }, [0]],
    ['Korean that comes in pieces', { text: '데모'.normalize('NFD') }, [0]],
    ['words of which one is nowhere', { text: 'web-1 nowhere' }, []],
    ['words and a result together', { text: 'work', result: 'failed' }, [0]],
    ['an instance', { instanceId: instanceIdOf(1) }, [0, 1]],
    ['an instance that nothing was done with', { instanceId: instanceIdOf(9) }, []],
  ])('by %s keeps what matches, in its order', (_, filter, kept) => {
    expect(matchingEntries(entries, { ...everything, ...filter })).toEqual(kept.map((index) => entries[index]));
  });
});

test('by an instance keeps of an action with several what became of that one', () => {
  const outcomes = [anOutcome(), anOutcome({ instanceId: instanceIdOf(2), result: 'failed' })];
  const only = { ...everything, instanceId: instanceIdOf(2) };
  expect(matchingEntries([anEntry({ outcomes })], only)).toEqual([anEntry({ outcomes: outcomes.slice(1) })]);
  expect(matchingEntries([anEntry({ outcomes })], { ...only, result: 'reached' }), 'of another').toEqual([]);
});

describe('as CSV', () => {
  const lines = (text: string) => text.replace('\uFEFF', '').split('\r\n');

  test('an action has one line for each of its instances, below the names of the columns', () => {
    const outcomes = [anOutcome(), anOutcome({ instanceId: instanceIdOf(2), name: null, durationMs: null })];
    expect(lines(journalText([anEntry({ outcomes })], 'csv'))).toEqual([
      'time,action,instanceId,name,profile,region,caller,source,result,errorCode,errorDetail,requestId,durationMs,actionId,dryRun',
      '2026-10-02T12:00:00.000Z,start,i-00000001,web-1,work,ap-northeast-2,arn:aws:iam::123456789012:user/me,window,reached,,,request-1,5000,action-1,false',
      '2026-10-02T12:00:00.000Z,start,i-00000002,,work,ap-northeast-2,arn:aws:iam::123456789012:user/me,window,reached,,,request-1,,action-1,false',
      '',
    ]);
  });

  test('begins with the mark by which Excel knows UTF-8', () => {
    expect(journalText([], 'csv').charCodeAt(0)).toBe(0xfeff);
  });

  test.each([
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
    ['+1', '"\'+1"'],
    ['-1', '"\'-1"'],
    ['@SUM(A1)', '"\'@SUM(A1)"'],
    [' =1', '"\' =1"'],
    ['＝1', '"\'＝1"'],
    ['회사', '회사'],
  ])('the name %j is text in one cell, and never a formula', (name, cell) => {
    expect(journalText([anEntry({ outcomes: [anOutcome({ name })] })], 'csv')).toContain(`i-00000001,${cell},work`);
  });
});

test('as JSON it is whole, with times that programs read', () => {
  expect(JSON.parse(journalText([anEntry()], 'json'))).toEqual([{ ...anEntry(), at: '2026-10-02T12:00:00.000Z' }]);
});
