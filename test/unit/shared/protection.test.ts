import { expect, test } from 'vitest';
import { appError, type ErrorCode } from '../../../src/shared/errors';
import type { Activity } from '../../../src/shared/model';
import { protectionBy } from '../../../src/shared/protection';
import { anInstance, noon, someAction } from '../../support/snapshot-builder';

const prod = anInstance({ tags: [{ key: 'Env', value: 'production' }] });
const protecting = (rule: string, isOn = true) => ({ protection: { isOn, rule } });
const refused = (code: ErrorCode): Activity => ({
  phase: 'failed',
  actionId: someAction,
  action: 'stop',
  at: noon,
  error: appError(code),
});

test.each([
  ['that the rule matches', 'Env=prod*', true, undefined, true],
  ['that the rule does not match', 'Env=dev*', true, undefined, false],
  ['that the rule matches while it is off', 'Env=prod*', false, undefined, false],
  ['under a rule that nobody understands, which might mean it', 'Env="', true, undefined, true],
  ['whose stop AWS refused as protected', 'Env=dev*', false, refused('stop-protected'), true],
  ['whose stop AWS refused for another reason', 'Env=dev*', false, refused('access-denied'), false],
] as const)('an instance %s (%s, on: %s) is protected or not as it should', (_what, rule, isOn, activity, answer) => {
  expect(protectionBy(protecting(rule, isOn))(prod, activity)).toBe(answer);
});
