import { startDraws } from '../request-limits';
import { insufficientCapacity } from '../service-error';
import { existingInstanceIds, instanceArns } from './instance-ids';
import type { Operation } from './operation';
import { stateChangesXml } from './state-changes';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StartInstances.html */
export const startInstances: Operation = {
  parameters: new Set(['InstanceId', 'AdditionalInfo', 'DryRun']),
  draws: (parameters) => startDraws(parameters.list('InstanceId').length),
  validate: (context) => {
    existingInstanceIds(context);
  },
  resources: instanceArns,
  run: (context) => {
    const { fleet, region, faults } = context;
    const ids = existingInstanceIds(context);
    if (fleet.instancesToStart(region, ids).some((instance) => faults.lacksCapacity(instance))) {
      throw insufficientCapacity();
    }
    return stateChangesXml(fleet.start(region, ids));
  },
};
