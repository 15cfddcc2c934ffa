import type { StopMode } from '../instance-lifecycle';
import type { QueryParameters } from '../query-parameters';
import { stopDraws } from '../request-limits';
import { existingInstanceIds, instanceArns } from './instance-ids';
import type { Operation } from './operation';
import { stateChangesXml } from './state-changes';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StopInstances.html */
export const stopInstances: Operation = {
  parameters: new Set(['InstanceId', 'Force', 'Hibernate', 'SkipOsShutdown', 'DryRun']),
  draws: (parameters) => stopDraws(parameters.list('InstanceId').length),
  validate: (context) => {
    existingInstanceIds(context);
  },
  resources: instanceArns,
  run: (context) => {
    const { fleet, region, parameters } = context;
    return stateChangesXml(fleet.stop(region, existingInstanceIds(context), stopMode(parameters)));
  },
};

function stopMode(parameters: QueryParameters): StopMode {
  if (parameters.boolean('Hibernate')) return 'hibernate';
  return parameters.boolean('Force') || parameters.boolean('SkipOsShutdown') ? 'force' : 'stop';
}
