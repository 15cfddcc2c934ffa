import { describe, expect, test } from 'vitest';
import { isTrusted, parseRoleArn, Roles } from '../../../src/demo/identities/roles';

describe('The ARN of a role', () => {
  test.each([
    ['arn:aws:iam::123456789012:role/developer', '123456789012', 'developer'],
    ['arn:aws:iam::123456789012:role/teams/payments/developer', '123456789012', 'developer'],
    ['arn:aws-cn:iam::123456789012:role/a@b.c', '123456789012', 'a@b.c'],
  ])('%s names the account and the role', (arn, accountId, roleName) => {
    expect(parseRoleArn(arn)).toEqual({ accountId, roleName });
  });

  test.each([
    '',
    'developer',
    'arn:aws:iam::12345:role/developer',
    'arn:aws:iam::123456789012:user/developer',
    'arn:aws:iam::123456789012:role/',
    'arn:aws:iam::123456789012:role/a b',
    `arn:aws:iam::123456789012:role/${'a'.repeat(65)}`,
  ])('is not %j', (arn) => {
    expect(parseRoleArn(arn)).toBeUndefined();
    expect(() => new Roles().add({ roleArn: arn })).toThrow('is not the ARN of a role');
  });
});

describe('A role', () => {
  const role = 'arn:aws:iam::123456789012:role/developer';
  const user = { arn: 'arn:aws:iam::123456789012:user/anna', accountId: '123456789012', userId: 'AIDA' };
  const session = {
    arn: 'arn:aws:sts::210987654321:assumed-role/jump/anna',
    accountId: '210987654321',
    userId: 'AROA:anna',
  };

  test('that says nothing trusts everyone', () => {
    expect(isTrusted({ roleArn: role }, user)).toBe(true);
  });

  test.each([
    [user.arn, true, false],
    ['123456789012', true, false],
    ['arn:aws:iam::123456789012:root', true, false],
    ['arn:aws:iam::210987654321:role/jump', false, true],
    [session.arn, false, true],
    ['arn:aws:iam::210987654321:role/other', false, false],
  ])('that trusts %s lets in who that is', (trusted, letsUserIn, letsSessionIn) => {
    const given = { roleArn: role, trusts: [trusted] };
    expect([isTrusted(given, user), isTrusted(given, session)]).toEqual([letsUserIn, letsSessionIn]);
  });

  test('that trusts nobody lets nobody in', () => {
    expect(isTrusted({ roleArn: role, trusts: [] }, user)).toBe(false);
  });
});
