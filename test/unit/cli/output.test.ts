import { describe, expect, test } from 'vitest';
import { jsonOutput, textOutput } from '../../../src/cli/output';
import { translatorFor } from '../../../src/shared/translator';
import { anAnswer, anError, aReportedInstance, aReportedScope } from '../../support/reported';
import { noon } from '../../support/snapshot-builder';

const look = { translator: translatorFor('en'), now: noon + 30_000, hasColor: false };
/** Control characters but line ends, and one that turns the direction of text. */
const COMMANDS_OF_TERMINALS = /[^\P{Cc}\n]|\u202e/u;
const hostile = 'web\u001b[31m\u009b2J\r\n\u202e';

describe('a list for people', () => {
  test('is a table of what AWS last said, with what is under way beside it', () => {
    const instances = [
      aReportedInstance({ state: 'running', look: 'running', publicDnsName: 'ec2-1.example.com' }),
      aReportedInstance({ name: null, look: 'start-requested' }),
    ];
    expect(textOutput('list', anAnswer({ instances, scopes: [aReportedScope()] }), look)).toEqual({
      out: [
        'Name   ID          State                       Type      Region          Profile  Public DNS',
        'web-1  i-00000001  running                     t3.micro  ap-northeast-2  work     ec2-1.example.com',
        '-      i-00000001  stopped (Start requested…)  t3.micro  ap-northeast-2  work     -',
        '',
      ].join('\n'),
      err: '',
    });
  });

  test('says so where there is nothing', () => {
    expect(textOutput('list', anAnswer(), look)).toEqual({ out: 'No instances\n', err: '' });
  });

  test('tells of a Region that failed, apart from the table, with AWS’s own words', () => {
    const error = anError({ detail: 'You are not authorized.', requestId: 'r-1' });
    const scopes = [aReportedScope({ asOf: null, error }), aReportedScope({ region: 'us-east-1', error })];
    const { out, err } = textOutput('list', anAnswer({ instances: [aReportedInstance()], scopes }), look);
    expect(out).not.toContain('not allowed');
    expect(err).toBe(
      [
        'work ap-northeast-2: You are not allowed to do this. What is there is not known.',
        '  Ask for it.',
        '  You are not authorized.',
        '  Request ID r-1',
        'work us-east-1: You are not allowed to do this. as of just now',
        '  Ask for it.',
        '  You are not authorized.',
        '  Request ID r-1',
        '',
      ].join('\n'),
    );
  });

  test('tells how old a picture of more than a minute is, in one line', () => {
    const scopes = [aReportedScope(), aReportedScope({ region: 'us-east-1' })];
    const { err } = textOutput('list', anAnswer({ scopes }), { ...look, now: noon + 61_000 });
    expect(err).toBe('work ap-northeast-2, work us-east-1: as of 1 minute ago\n');
  });

  test('is labelled as a demo once', () => {
    const scopes = ['us-east-1', 'eu-west-1'].map((region) =>
      aReportedScope({ profile: 'Demo', region, isDemo: true }),
    );
    const { err } = textOutput('list', anAnswer({ scopes }), look);
    expect(err).toBe('Demo: Demo account: nothing here is on AWS\n');
  });

  test('shows nothing that a terminal would take for a command', () => {
    const instance = aReportedInstance({
      name: hostile,
      tags: { [hostile]: hostile },
      error: anError({ detail: hostile }),
    });
    for (const command of ['list', 'status'] as const) {
      const { out, err } = textOutput(command, anAnswer({ instances: [instance] }), look);
      expect(`${out}${err}`).not.toMatch(COMMANDS_OF_TERMINALS);
    }
  });

  test('has colours only where they are wanted', () => {
    const answer = anAnswer({ instances: [aReportedInstance()] });
    expect(textOutput('list', answer, { ...look, hasColor: true }).out).toContain('\u001b[1mName\u001b[0m');
  });

  test('is in the app’s language', () => {
    const answer = anAnswer({ instances: [aReportedInstance({ look: 'start-requested' })] });
    const { out } = textOutput('list', answer, { ...look, translator: translatorFor('ko') });
    expect(out).toContain('stopped (시작 요청함…)');
    expect(out).toContain('퍼블릭 DNS');
  });
});

test('the status of an instance is all that is known of it, and nothing that is not', () => {
  const instance = aReportedInstance({ launchTime: '2026-10-02T12:00:00.000Z', tags: { Name: 'web-1', Env: 'dev' } });
  expect(textOutput('status', anAnswer({ instances: [instance] }), look).out).toBe(
    [
      'Name      web-1',
      'ID        i-00000001',
      'State     stopped',
      'Type      t3.micro',
      'Profile   work',
      'Region    ap-northeast-2',
      'Launched  2026-10-02T12:00:00.000Z',
      'Tags      Env=dev',
      '',
    ].join('\n'),
  );
});

test('an ambiguous name is a complaint with all that it could mean, and no answer', () => {
  const error = anError({ code: 'ambiguous-name', message: '2 instances are called web-1' });
  const instances = [aReportedInstance(), aReportedInstance({ instanceId: 'i-00000002', region: 'us-east-1' })];
  const { out, err } = textOutput('start', anAnswer({ instances, error }), look);
  expect(out).toBe('');
  expect(err).toMatch(
    /^ec2-tray: 2 instances are called web-1\n {2}Ask for it\.\nName .*\n.*i-00000001.*\n.*i-00000002/,
  );
});

test('a dry run tells what is allowed, and what is not', () => {
  const instances = [
    aReportedInstance({ result: 'allowed' }),
    aReportedInstance({ instanceId: 'i-00000002', name: 'db', result: 'failed', error: anError() }),
  ];
  const { out, err } = textOutput('stop', anAnswer({ instances }), look);
  expect(out).toBe('web-1 (i-00000001): allowed; nothing was changed\n');
  expect(err).toContain('db (i-00000002, work ap-northeast-2): You are not allowed to do this\n');
});

test('JSON loses nothing, and has nothing that a terminal would take for a command', () => {
  const instances = [aReportedInstance({ name: hostile })];
  const { out } = jsonOutput({ instances, scopes: [aReportedScope()], error: null });
  expect(out).not.toMatch(COMMANDS_OF_TERMINALS);
  expect(JSON.parse(out)).toEqual({ instances, scopes: [aReportedScope()], error: null });
});
