import { expect, test } from 'vitest';
import { shortArn } from '../../../src/shared/arn';

test.each([
  ['arn:aws:iam::123456789012:role/team/admin', 'team/admin (123456789012)'],
  ['arn:aws-cn:iam::123456789012:mfa/kim', 'kim (123456789012)'],
  ['GAHT12345678', 'GAHT12345678'],
  ['arn:aws:iam::123456789012:', 'arn:aws:iam::123456789012:'],
])('%s is shown as %s', (arn, shown) => {
  expect(shortArn(arn)).toBe(shown);
});
