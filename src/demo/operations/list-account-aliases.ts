import { element, optionalElement, parent } from '../xml';
import type { Operation } from './operation';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html */
export const listAccountAliases: Operation = {
  parameters: new Set(['Marker', 'MaxItems']),
  draws: () => [],
  validate: () => {},
  resources: () => ['*'],
  run: ({ identities, caller }) =>
    // An account has one alias or none.
    parent('AccountAliases', optionalElement('member', identities.accountAliases.get(caller.accountId))) +
    element('IsTruncated', false),
};
