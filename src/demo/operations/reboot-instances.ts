import { mutatingDraws } from '../request-limits';
import { element } from '../xml';
import { existingInstanceIds, instanceArns } from './instance-ids';
import type { Operation } from './operation';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RebootInstances.html */
export const rebootInstances: Operation = {
  parameters: new Set(['InstanceId', 'DryRun']),
  draws: () => mutatingDraws('RebootInstances'),
  validate: (context) => {
    existingInstanceIds(context);
  },
  resources: instanceArns,
  run: (context) => {
    context.fleet.reboot(context.region, existingInstanceIds(context));
    return element('return', true);
  },
};
