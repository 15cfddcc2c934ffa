import { describe, expect, test } from 'vitest';
import type { EndedAction } from '../../../../src/main/notifications/ended-actions';
import { type HeldEnds, holdEnds, untilTold } from '../../../../src/main/notifications/held-ends';
import type { Group, GroupRun } from '../../../../src/shared/group';
import { type Activity, type InstanceId, toActionId, toGroupId } from '../../../../src/shared/model';
import {
  aScope,
  aSnapshot,
  instanceIdOf,
  instancesOf,
  noon,
  seoul,
  someAction,
} from '../../../support/snapshot-builder';

const scope = aScope({ instances: instancesOf({}, {}, {}) });
const [one, two, three] = [instanceIdOf(1), instanceIdOf(2), instanceIdOf(3)];

const ended = (id: InstanceId, actionId = someAction): EndedAction => {
  const instance = scope.instances.find(({ instanceId }) => instanceId === id);
  if (instance === undefined) throw new Error(`There is no ${id}`);
  return {
    actionId,
    action: 'start',
    scopeId: scope.id,
    region: seoul,
    instance,
    outcome: 'reached',
    wasChecked: false,
  };
};
const goingOn: Activity = {
  phase: 'accepted',
  actionId: someAction,
  action: 'start',
  since: noon,
  hasProgressed: true,
};
const withGoingOn = (...ids: readonly InstanceId[]) =>
  aSnapshot({ scopes: [{ ...scope, activities: Object.fromEntries(ids.map((id) => [id, goingOn])) }] });
const idsOf = (told: readonly { readonly ended: readonly EndedAction[] }[]) =>
  told.map((one) => one.ended.map(({ instance }) => instance.instanceId));

describe('the ends of a bulk action', () => {
  test('are told together, with the last one', () => {
    const first = holdEnds([], [ended(one)], { runs: [], snapshot: withGoingOn(two, three), now: noon });
    expect(first.told).toEqual([]);
    const second = holdEnds(first.held, [ended(two)], { runs: [], snapshot: withGoingOn(three), now: noon + 5_000 });
    expect(second.told).toEqual([]);
    const last = holdEnds(second.held, [ended(three)], { runs: [], snapshot: withGoingOn(), now: noon + 9_000 });
    expect(idsOf(last.told)).toEqual([[one, two, three]]);
    expect(last.held).toEqual([]);
  });

  test('are told after a minute, whether or not the last one has come', () => {
    const { held } = holdEnds([], [ended(one)], { runs: [], snapshot: withGoingOn(two), now: noon });
    expect(untilTold(held, noon + 20_000)).toBe(40_000);
    expect(holdEnds(held, [], { runs: [], snapshot: withGoingOn(two), now: noon + 59_999 }).told).toEqual([]);
    expect(idsOf(holdEnds(held, [], { runs: [], snapshot: withGoingOn(two), now: noon + 60_000 }).told)).toEqual([
      [one],
    ]);
  });

  test('do not wait for another action', () => {
    const other = toActionId('another');
    const { told } = holdEnds([], [ended(one, other)], { runs: [], snapshot: withGoingOn(two), now: noon });
    expect(idsOf(told)).toEqual([[one]]);
  });
});

test('what the run of a group has asked for is told once, when the run is over', () => {
  const group: Group = { id: toGroupId('demo'), name: 'Demo', steps: [{ kind: 'rule', rule: '*' }] };
  const other = toActionId('step-2');
  const run: GroupRun = { groupId: group.id, action: 'start', step: 1, stepCount: 2, actionIds: [someAction, other] };
  const during = aSnapshot({ scopes: [scope], groups: [group], groupRuns: [run] });
  let held: readonly HeldEnds[] = [];
  for (const end of [ended(one), ended(two, other)]) {
    const step = holdEnds(held, [end], { runs: [], snapshot: during, now: noon });
    expect(step.told).toEqual([]);
    held = step.held;
  }
  const over = holdEnds(held, [], { runs: [], snapshot: { ...during, groupRuns: [] }, now: noon + 1_000 });
  expect(over.told).toMatchObject([{ group }]);
  expect(idsOf(over.told)).toEqual([[one, two]]);
});

test('nothing held needs no timer', () => {
  expect(untilTold([], noon)).toBeNull();
});

test('the last end of a run that ends with it is told with the others', () => {
  const group: Group = { id: toGroupId('demo'), name: 'Demo', steps: [{ kind: 'rule', rule: '*' }] };
  const run: GroupRun = { groupId: group.id, action: 'start', step: 1, stepCount: 1, actionIds: [someAction] };
  const over = aSnapshot({ scopes: [scope], groups: [group] });
  const { told } = holdEnds([], [ended(one), ended(two)], { runs: [run], snapshot: over, now: noon });
  expect(told).toMatchObject([{ group }]);
});
