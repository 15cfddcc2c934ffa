import { describe, expect, test } from 'vitest';
import type { MenuEntry } from '../../../../src/main/tray/menu-entry';
import { type Activity, type Instance, type Snapshot, toProfileId } from '../../../../src/shared/model';
import { entryWith, labelOf, many, menuOf } from '../../../support/seen-menu';
import {
  anInstance,
  aProfile,
  aScope,
  aSnapshot,
  instanceIdOf,
  instancesOf,
  noon,
  someAction,
} from '../../../support/snapshot-builder';

function inside(entries: readonly MenuEntry[], label: string): readonly MenuEntry[] {
  const found = entries.find((entry) => entry.type === 'submenu' && entry.label === label);
  if (found?.type !== 'submenu') throw new Error(`No submenu ${label} among ${entries.map(labelOf).join(', ')}`);
  return found.entries;
}

const moreOf = (snapshot: Snapshot) => inside(menuOf(snapshot), 'More');
const withOne = (given: Partial<Instance>, activity?: Activity, snapshot: Partial<Snapshot> = {}) =>
  aSnapshot({
    scopes: [
      aScope({
        instances: instancesOf({ name: 'web', ...given }),
        activities: activity === undefined ? {} : { [instanceIdOf(1)]: activity },
      }),
    ],
    ...snapshot,
  });
/** The lines of the only instance, those that cannot be clicked in brackets. */
const linesOf = (snapshot: Snapshot) =>
  inside(moreOf(snapshot), 'web').map((entry) =>
    entry.type === 'label' ? `(${entry.label})` : labelOf(entry) || '---',
  );
const target = { scopeId: aScope().id, instanceId: instanceIdOf(1) };

describe('“More”', () => {
  test('has for each instance what else can be done with it', () => {
    const running = { state: 'running', publicDnsName: 'ec2-1.example.com' } as const;
    expect(linesOf(withOne(running))).toEqual([
      'Force stop',
      'Reboot',
      '---',
      'Copy public DNS',
      'Copy private IP',
      'Copy instance ID',
      'Copy ssh command',
      'Open in the AWS console',
      '---',
      'Pin to the top',
    ]);
  });

  test('keeps the same lines for a stopped one, of which those that make no sense cannot be clicked', () => {
    const lines = linesOf(withOne({ privateIpAddress: null }));
    expect(lines.filter((line) => line.startsWith('('))).toEqual([
      '(Force stop)',
      '(Reboot)',
      '(Copy public DNS)',
      '(Copy private IP)',
      '(Copy ssh command)',
    ]);
  });

  test('offers to hibernate only where that is configured', () => {
    expect(linesOf(withOne({ state: 'running', isHibernationConfigured: true }))).toContain('Hibernate');
    expect(linesOf(withOne({ state: 'stopped', isHibernationConfigured: true }))).toContain('(Hibernate)');
  });

  test('lets a stop be forced that AWS has taken and that does not come to its end', () => {
    const stopping = {
      phase: 'accepted',
      actionId: someAction,
      action: 'stop',
      since: noon,
      hasProgressed: true,
    } as const;
    expect(linesOf(withOne({ state: 'stopping' }, stopping))).toContain('Force stop');
    const sending = { phase: 'sending', actionId: someAction, action: 'stop', since: noon } as const;
    expect(linesOf(withOne({ state: 'running' }, sending))).toContain('(Force stop)');
  });

  test.each([
    ['the demo account', aProfile({ source: { kind: 'demo' } })],
    ['another endpoint', aProfile({ endpointUrl: 'http://127.0.0.1:4566' })],
  ])('opens no console for %s', (_what, profile) => {
    expect(linesOf(withOne({}, undefined, { profiles: [profile] }))).toContain('(Open in the AWS console)');
  });

  test.each([
    ['Force stop', { kind: 'instance', action: 'force-stop', target }],
    ['Copy ssh command', { kind: 'copy-ssh-command', target }],
    ['Copy private IP', { kind: 'copy', field: 'privateIpAddress', target }],
    ['Open in the AWS console', { kind: 'open-in-console', target }],
  ])('asks by “%s” for just that', (label, command) => {
    expect(entryWith(moreOf(withOne({ state: 'running' })), label)).toEqual({ type: 'item', label, command });
  });

  test('shows by a check mark whether an instance is pinned, and a click turns that over', () => {
    const pinLine = { type: 'checkbox', label: 'Pin to the top' };
    expect(entryWith(moreOf(withOne({})), 'Pin to the top')).toEqual({
      ...pinLine,
      isChecked: false,
      command: { kind: 'pin', isPinned: true, target },
    });
    expect(entryWith(moreOf(withOne({}, undefined, { pins: [target] })), 'Pin to the top')).toEqual({
      ...pinLine,
      isChecked: true,
      command: { kind: 'pin', isPinned: false, target },
    });
  });

  test('has the pinned first, then what runs, then the others, and tells how many it leaves out', () => {
    const instances = many(25, 'stopped').with(
      20,
      anInstance({ instanceId: instanceIdOf(21), name: 'up', state: 'running' }),
    );
    const pins = [{ ...target, instanceId: instanceIdOf(24) }];
    const labels = moreOf(aSnapshot({ scopes: [aScope({ instances })], pins })).map(labelOf);
    expect(labels.slice(0, 4)).toEqual(['web-24', 'up', 'web-1', 'web-2']);
    expect(labels.slice(-2)).toEqual(['web-18', '5 more… (opens the window)']);
  });

  test('is not there without instances', () => {
    expect(menuOf(aSnapshot({ profiles: [aProfile({ id: toProfileId('work') })] })).map(labelOf)).not.toContain('More');
  });
});
