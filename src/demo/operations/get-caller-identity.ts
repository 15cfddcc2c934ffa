import { element } from '../xml';
import type { Operation } from './operation';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export const getCallerIdentity: Operation = {
  parameters: new Set(),
  draws: () => [],
  validate: () => {},
  resources: () => [],
  run: ({ caller }) =>
    element('Arn', caller.arn) + element('UserId', caller.userId) + element('Account', caller.accountId),
};
