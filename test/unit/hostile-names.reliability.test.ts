import { expect, test } from 'vitest';
import { textOutput } from '../../src/cli/output';
import { journalText } from '../../src/main/journal/journal-text';
import { redactedText } from '../../src/main/log-redaction';
import { longRunningText } from '../../src/main/notifications/notification-text';
import { DEFAULT_SSH } from '../../src/shared/model';
import { sshCommand } from '../../src/shared/ssh-command';
import { translatorFor } from '../../src/shared/translator';
import { HOSTILE_TEXTS } from '../support/hostile-texts';
import { anEntry, anOutcome } from '../support/journal-records';
import { tellReliability } from '../support/reliability';
import { anAnswer, aReportedInstance, aReportedScope } from '../support/reported';
import { menuOf, seen } from '../support/seen-menu';
import { anInstance, aScope, aSnapshot, noon } from '../support/snapshot-builder';

/* What a hostile account may call an instance, in every place where main writes it; the window's are in hostile.test.tsx. */

/** What a terminal or a menu takes for a command, and what turns the direction of what follows. */
const COMMANDS = /[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const en = translatorFor('en');
const look = { translator: en, now: noon, hasColor: false };

const PLACES: Readonly<Record<string, (name: string) => void>> = {
  'a line of the tray’s menu': (name) => {
    const instance = anInstance({ name, tags: [{ key: name, value: name }] });
    const lines = seen(menuOf(aSnapshot({ scopes: [aScope({ instances: [instance] })] })));
    const quiet = seen(menuOf(aSnapshot({ scopes: [aScope({ instances: [anInstance({ name: 'web' })] })] })));
    expect(lines.join('\n')).not.toMatch(COMMANDS);
    expect(lines, 'as many lines as with an ordinary name').toHaveLength(quiet.length);
  },
  'a notification, whose body may be read as markup': (name) => {
    const text = longRunningText([anInstance({ name })], 8, en);
    expect(text?.body).not.toContain('<');
    expect(text?.title).not.toBe('');
  },
  'a cell of the journal’s CSV': (name) => {
    const text = journalText([anEntry({ outcomes: [anOutcome({ name })] })], 'csv').replace('\uFEFF', '');
    const [, record = ''] = text.split(/\r\n(?=\d{4}-)/);
    const cell = /^[^,]*,[^,]*,[^,]*,("(?:[^"]|"")*"|[^",]*),work,/.exec(record)?.[1];
    expect(cell, record).toBeDefined();
    expect((cell ?? '').replace(/^"/, ''), 'how the cell begins').not.toMatch(/^[=+\-@\t\r]/);
  },
  'a line on a terminal': (name) => {
    const instances = [aReportedInstance({ name, tags: { [name]: name } })];
    const { out, err } = textOutput('list', anAnswer({ instances, scopes: [aReportedScope()] }), look);
    expect(`${out}${err}`).not.toMatch(COMMANDS);
    expect(out.trimEnd().split('\n'), 'the head and one line').toHaveLength(2);
  },
  'the ssh command, where it stands for the host': (name) => {
    const none = { publicDnsName: name, publicIpAddress: null, privateIpAddress: '10.0.0.7' };
    expect(sshCommand(DEFAULT_SSH, none)).toMatch(/^ssh ec2-user@[A-Za-z0-9][A-Za-z0-9.-]*$/);
  },
  'a line of the log': (name) => {
    expect(redactedText(name)).not.toMatch(/\p{Cc}/u);
  },
};

test.each(Object.entries(PLACES))('%s is text, whatever an instance is called', (_place, check) => {
  for (const name of HOSTILE_TEXTS) check(name);
});

test('how many were tried is told', () => {
  const places = Object.keys(PLACES).length;
  expect([places, HOSTILE_TEXTS.length]).not.toContain(0);
  tellReliability({
    part: 'Security',
    tried:
      'Names and tags with markup, ANSI, bidi overrides, format strings, `javascript:`, paths and formulas, in menu, notification, CSV, terminal, ssh command and log',
    times: places * HOSTILE_TEXTS.length,
    happened: 'text everywhere: no control character, no further line or cell, no formula, no second command',
  });
});
