/** `arn:aws:iam::123456789012:role/team/admin` -> `team/admin (123456789012)`; what is no ARN stays as it is. */
export function shortArn(arn: string): string {
  const [, , , , account, ...rest] = arn.split(':');
  const name = rest.join(':').replace(/^(role|mfa|u2f|sms-mfa)\//, '');
  return account === undefined || name === '' ? arn : `${name} (${account})`;
}
