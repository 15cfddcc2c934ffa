import { describe, expect, test } from 'vitest';
import { groupText, matchesText, namesOf, ruleTargets, someNames } from '../../../src/renderer/target-names';
import type { Group } from '../../../src/shared/group';
import { groupMembers } from '../../../src/shared/group-members';
import { toGroupId } from '../../../src/shared/model';
import { translatorFor } from '../../../src/shared/translator';
import { aScope, aSnapshot, instanceIdOf, instancesOf } from '../../support/snapshot-builder';

const en = translatorFor('en');
const scope = aScope({
  instances: instancesOf({ name: 'web-1', state: 'running' }, { name: 'web-2' }, { name: null }, { name: 'db' }),
});
const loading = aScope({ freshness: { kind: 'loading' } });
const groupBy = (rule: string): Group => ({ id: toGroupId('g'), name: 'G', steps: [{ kind: 'rule', rule }] });

describe('what a rule matches, in words', () => {
  const words = (rule: string, scopes = [scope]) => matchesText(ruleTargets(rule, scopes), scopes, en);

  test('has the number and the names', () => {
    expect(words('web-*')).toBe('Matches 2 instances: web-1, web-2');
    expect(words('db')).toBe('Matches 1 instance: db');
  });

  test('says so where there is none', () => {
    expect(words('nothing')).toBe('Matches no instance now');
    expect(words('Env=')).toBe('Matches no instance now');
  });

  test('does not say that there is none before every Region has answered', () => {
    expect(words('nothing', [loading])).toBe('What it matches is not known yet');
  });
});

test('an instance that is not there is called by its ID', () => {
  const gone = { scopeId: scope.id, instanceId: instanceIdOf(99) };
  const unnamed = { scopeId: scope.id, instanceId: instanceIdOf(3) };
  expect(namesOf([gone, unnamed], [scope])).toEqual([instanceIdOf(99), instanceIdOf(3)]);
});

test('many names are cut with their number', () => {
  expect(someNames(['a', 'b', 'c', 'd', 'e', 'f'], en)).toBe('a, b, c, d and 2 more');
  expect(someNames(['a', 'b', 'c', 'd'], en)).toBe('a, b, c, d');
});

describe('what a group means now, in words', () => {
  function words(group: Group, given = {}): string {
    const snapshot = aSnapshot({ scopes: [scope], ...given });
    return groupText(group, groupMembers(group, snapshot.scopes), snapshot, en);
  }

  test('has how many there are and how many run', () => {
    expect(words(groupBy('web-*,db'))).toBe('3 instances, 1 running');
  });

  test('has the problem of a rule that is not understood', () => {
    expect(words(groupBy('Env='))).toBe('The rule lacks a value after “=” or a comma');
  });

  test('says what matches nothing, once that is known', () => {
    expect(words(groupBy('nothing'))).toBe('matches no instance');
    expect(words(groupBy('nothing'), { scopes: [loading] })).toBe('Not known');
  });

  test('has the step while it is under way', () => {
    const run = { groupId: toGroupId('g'), action: 'start', step: 2, stepCount: 3, actionIds: [] };
    expect(words(groupBy('web-*'), { groupRuns: [run] })).toBe('Starting, step 2 of 3');
    expect(words(groupBy('web-*'), { groupRuns: [{ ...run, action: 'stop' }] })).toBe('Stopping, step 2 of 3');
  });
});
