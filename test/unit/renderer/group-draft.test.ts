import { describe, expect, test } from 'vitest';
import {
  draftOfGroup,
  EMPTY_GROUP,
  GROUP_NAME_LENGTH,
  groupOfDraft,
  groupProblems,
  hasProblem,
  MOST_STEPS,
  RULE_LENGTH,
  withMovedStep,
  withNewStep,
  withoutStep,
  withStep,
} from '../../../src/renderer/group-draft';
import type { Group } from '../../../src/shared/group';
import { groupSchema } from '../../../src/shared/kept-schemas';
import { scopeId, toGroupId, toProfileId } from '../../../src/shared/model';
import { instanceIdOf, seoul } from '../../support/snapshot-builder';

const id = toGroupId('shop');
const web = { scopeId: scopeId(toProfileId('work'), seoul), instanceId: instanceIdOf(1) };
const shop: Group = {
  id,
  name: 'Shop',
  steps: [
    { kind: 'rule', rule: 'tag:Stack=db' },
    { kind: 'instances', targets: [web] },
  ],
};
const draft = draftOfGroup(shop);
const keysOf = ({ steps }: { readonly steps: readonly { readonly key: number }[] }) => steps.map(({ key }) => key);

describe('a group that is being filled in', () => {
  test('is the same group again while nothing is changed', () => {
    expect(groupOfDraft(draft, id)).toEqual(shop);
  });

  test('has no problem when it is complete', () => {
    expect(hasProblem(groupProblems(draft, ['Other']))).toBe(false);
  });

  test('tells everything that is missing at once', () => {
    const empty = withStep(withNewStep(EMPTY_GROUP), { key: 1, kind: 'instances', rule: '', targets: [] });
    expect(groupProblems(empty, [])).toEqual({
      name: 'groupEditor.nameMissing',
      steps: ['rule.empty', 'groupEditor.pickMissing'],
    });
  });

  test('may not be called like another one', () => {
    expect(groupProblems({ ...draft, name: ' Shop ' }, ['Shop']).name).toBe('groupEditor.nameTaken');
  });

  test('is not saved with a rule that is not understood', () => {
    const wrong = withStep(draft, { key: 0, kind: 'rule', rule: 'Env=', targets: [] });
    expect(groupProblems(wrong, []).steps).toEqual(['rule.no-value', null]);
  });

  test('is saved without spaces around what was typed', () => {
    const spaced = withStep({ ...draft, name: ' Shop ' }, { key: 0, kind: 'rule', rule: ' web-* ', targets: [] });
    expect(groupOfDraft(spaced, id)).toMatchObject({ name: 'Shop', steps: [{ rule: 'web-*' }, {}] });
  });

  test('keeps the rule of a step that is changed to picked instances and back', () => {
    const [first] = draft.steps;
    if (first === undefined) throw new Error('The draft has no step');
    const changed = withStep(withStep(draft, { ...first, kind: 'instances', targets: [web] }), {
      ...first,
      targets: [web],
    });
    expect(groupOfDraft(changed, id)).toEqual(shop);
  });
});

describe('the steps of a group', () => {
  test('are moved one place at a time', () => {
    expect(keysOf(withMovedStep(draft, 1, -1))).toEqual([1, 0]);
    expect(keysOf(withMovedStep(draft, 0, 1))).toEqual([1, 0]);
  });

  test('stay where they are at either end', () => {
    expect(withMovedStep(draft, 0, -1)).toBe(draft);
    expect(withMovedStep(draft, 1, 1)).toBe(draft);
  });

  test('never take the key of one that is there', () => {
    const moved = withMovedStep(withNewStep(draft), 2, -1);
    expect(keysOf(withNewStep(withoutStep(moved, 0)))).toEqual([2, 1, 3]);
  });
});

test.each([
  ['a name', GROUP_NAME_LENGTH, (length: number) => ({ ...shop, name: 'n'.repeat(length) })],
  ['a rule', RULE_LENGTH, (length: number) => ({ ...shop, steps: [{ kind: 'rule', rule: 'r'.repeat(length) }] })],
  [
    'the steps',
    MOST_STEPS,
    (length: number) => ({ ...shop, steps: Array.from({ length }, () => ({ kind: 'rule', rule: 'r' })) }),
  ],
])('main and the window agree on the greatest length of %s', (_what, most, groupWith) => {
  expect(groupSchema.safeParse(groupWith(most)).success).toBe(true);
  expect(groupSchema.safeParse(groupWith(most + 1)).success).toBe(false);
});
