import { describe, expect, test } from 'vitest';
import { appError } from '../../../../src/shared/errors';
import { type InstanceState, type Snapshot, toGroupId } from '../../../../src/shared/model';
import { entryWith, labelOf, menuOf } from '../../../support/seen-menu';
import { aScope, aSnapshot, failedWith, instancesOf } from '../../../support/snapshot-builder';

const groupId = toGroupId('stack');

function withGroup(rule: string, states: readonly InstanceState[], given: Partial<Snapshot> = {}): Snapshot {
  const instances = instancesOf(...states.map((state, index) => ({ name: `web-${index + 1}`, state })));
  const groups = [{ id: groupId, name: 'Shop', steps: [{ kind: 'rule', rule }] }] as const;
  return aSnapshot({ scopes: [aScope({ instances })], groups, ...given });
}

const groupEntry = (snapshot: Snapshot) => entryWith(menuOf(snapshot), 'Shop (group)');

describe('a group in the menu', () => {
  test.each([
    ['start', ['stopped', 'stopped'], '○ Shop (group) — 0 of 2 running · Start'],
    ['stop', ['running', 'running'], '● Shop (group) — 2 of 2 running · Stop'],
    ['stop', ['running', 'pending'], '◐ Shop (group) — 1 of 2 running · Stop'],
  ] as const)('takes one click for a %s of %j', (action, states, label) => {
    expect(groupEntry(withGroup('web-*', states))).toEqual({
      type: 'item',
      label,
      command: { kind: 'group', action, groupId },
    });
  });

  test('that runs in part opens to both, for nobody can tell which one is meant', () => {
    expect(groupEntry(withGroup('web-*', ['running', 'stopped', 'stopped']))).toEqual({
      type: 'submenu',
      label: '◐ Shop (group) — 1 of 3 running',
      entries: [
        { type: 'item', label: 'Start the 2 that are stopped', command: { kind: 'group', action: 'start', groupId } },
        {
          type: 'item',
          label: 'Stop the one that is running',
          command: { kind: 'group', action: 'stop', groupId },
        },
      ],
    });
  });

  test('that is just being gone through tells how far it is, and can be cancelled', () => {
    const groupRuns = [{ groupId, action: 'start', step: 2, stepCount: 3, actionIds: [] }] as const;
    expect(groupEntry(withGroup('web-*', ['running'], { groupRuns }))).toEqual({
      type: 'item',
      label: '◐ Shop (group) — Starting, step 2 of 3 · Cancel',
      command: { kind: 'group', action: 'cancel', groupId },
    });
  });

  test.each([
    ['changes as a whole', 'web-*', ['pending', 'stopping'], '○ Shop (group) — 0 of 2 running'],
    ['has nothing in it', 'db-*', ['running'], '○ Shop (group) — matches no instance'],
  ] as const)('that %s cannot be clicked', (_what, rule, states, label) => {
    expect(groupEntry(withGroup(rule, states))).toEqual({ type: 'label', label });
  });

  test.each([
    ['being asked', { kind: 'loading' }, 'Asking AWS…'],
    ['failing', failedWith(appError('throttled')), 'Not known'],
  ] as const)('is not called empty while its Region is %s', (_what, freshness, state) => {
    const snapshot = withGroup('web-*', [], { scopes: [aScope({ freshness })] });
    expect(labelOf(groupEntry(snapshot))).toBe(`○ Shop (group) — ${state}`);
  });

  test('whose rule nobody understands says so, and starts nothing', () => {
    expect(groupEntry(withGroup('Env=', ['stopped']))).toEqual({
      type: 'item',
      label: '▲ Shop (group) — The rule lacks a value after “=” or a comma',
      command: { kind: 'show', view: 'instances' },
    });
  });
});
