import { expect, test } from 'vitest';
import { exitCodeOf, exitCodeOfError } from '../../../src/cli/exit-code';
import { anAnswer, anError, aReportedInstance, aReportedScope } from '../../support/reported';

test.each([
  ['usage', 2],
  ['no-profile', 3],
  ['no-such-scope', 3],
  ['no-match', 3],
  ['match-unknown', 1],
  ['ambiguous-name', 4],
  ['app-not-running', 5],
  ['app-not-started', 5],
  ['app-gone', 5],
  ['wait-timed-out', 6],
  ['confirmation-required', 7],
  ['access-denied', 1],
  ['of-a-newer-app', 1],
])('the error %s is exit code %i', (code, exitCode) => {
  expect(exitCodeOfError({ code })).toBe(exitCode);
  expect(exitCodeOf(anAnswer({ error: anError({ code }) }))).toBe(exitCode);
});

test('a look at Regions that did not answer has failed, and one at an instance that once failed to start has not', () => {
  expect(exitCodeOf(anAnswer({ scopes: [aReportedScope(), aReportedScope({ error: anError() })] }))).toBe(1);
  expect(exitCodeOf(anAnswer({ instances: [aReportedInstance({ error: anError() })] }))).toBe(0);
});

test.each([
  [['done', 'sent'], [null, null], 0],
  [['done', 'failed'], [null, 'access-denied'], 1],
  [['failed', 'failed'], ['confirmation-required', 'access-denied'], 1],
  [['failed', 'timed-out'], ['confirmation-required', 'wait-timed-out'], 7],
  [['done', 'timed-out'], [null, 'wait-timed-out'], 6],
] as const)('an action with the results %j and the errors %j ends with %i', (results, codes, exitCode) => {
  const instances = results.map((result, index) => {
    const code = codes[index] ?? null;
    return aReportedInstance({ result, error: code === null ? null : anError({ code }) });
  });
  const scopes = [aReportedScope({ error: anError() })];
  expect(exitCodeOf(anAnswer({ instances, scopes })), 'whatever else is wrong with the Region').toBe(exitCode);
});
