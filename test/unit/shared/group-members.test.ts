import { describe, expect, test } from 'vitest';
import type { GroupStep } from '../../../src/shared/group';
import { groupMembers } from '../../../src/shared/group-members';
import { toGroupId, toProfileId } from '../../../src/shared/model';
import { aScope, instanceIdOf, instancesOf, noon, someAction, virginia } from '../../support/snapshot-builder';

const groupOf = (...steps: readonly GroupStep[]) => ({ id: toGroupId('stack'), name: 'Stack', steps });
const byRule = (rule: string): GroupStep => ({ kind: 'rule', rule });

describe('the members of a group', () => {
  const seoul = aScope({
    instances: instancesOf(
      { name: 'db', state: 'running' },
      { name: 'web-1', state: 'stopped' },
      { name: 'web-2', state: 'pending' },
      { name: 'web-3', state: 'terminated' },
      { name: 'web-4', state: 'shutting-down' },
    ),
  });
  const elsewhere = aScope({ region: virginia, instances: instancesOf({ name: 'web-9', state: 'running' }) });
  const target = (scope: typeof seoul, number: number) => ({ scopeId: scope.id, instanceId: instanceIdOf(number) });

  test('are what its rules match in every scope, step by step, but not what is going for good', () => {
    const { steps } = groupMembers(groupOf(byRule('db'), byRule('web-*')), [seoul, elsewhere]);
    expect(steps).toEqual([[target(seoul, 1)], [target(seoul, 2), target(seoul, 3), target(elsewhere, 1)]]);
  });

  test('are what was picked, as far as it is there', () => {
    const picked: GroupStep = { kind: 'instances', targets: [target(elsewhere, 1), target(seoul, 99)] };
    expect(groupMembers(groupOf(picked), [seoul, elsewhere]).steps).toEqual([[target(elsewhere, 1)]]);
  });

  test('stand in the first step that names them', () => {
    const { steps, total } = groupMembers(groupOf(byRule('web-1'), byRule('*')), [seoul]);
    expect(steps).toEqual([[target(seoul, 2)], [target(seoul, 1), target(seoul, 3)]]);
    expect(total).toBe(3);
  });

  test('stand there once where two Profiles show the same account', () => {
    const again = { ...aScope({ profileId: toProfileId('other') }), instances: seoul.instances };
    expect(groupMembers(groupOf(byRule('db')), [seoul, again]).steps).toEqual([[target(seoul, 1)]]);
  });

  test('are counted by what they are and by what can be asked of them', () => {
    const sending = { phase: 'sending', actionId: someAction, action: 'start', since: noon } as const;
    const scope = aScope({ instances: seoul.instances, activities: { [instanceIdOf(2)]: sending } });
    expect(groupMembers(groupOf(byRule('*')), [seoul])).toMatchObject({
      total: 3,
      counts: { running: 1, starting: 1, stopped: 1 },
      startable: 1,
      stoppable: 1,
    });
    expect(groupMembers(groupOf(byRule('*')), [scope])).toMatchObject({ startable: 0, counts: { starting: 2 } });
  });

  test('of a rule that nobody understands are none, and the group says so', () => {
    const members = groupMembers(groupOf(byRule('Env='), byRule('db')), [seoul]);
    expect(members).toMatchObject({ problem: 'no-value', steps: [[], [target(seoul, 1)]] });
  });
});
