import { compileFilters } from '../filters';
import type { InstanceView } from '../fleet-types';
import { instanceFilterValues } from '../instance-filters';
import { instanceXml } from '../instance-xml';
import { pageOf } from '../pagination';
import { describeDraws } from '../request-limits';
import { ServiceError } from '../service-error';
import type { Xml } from '../xml';
import { element, itemSet, optionalElement } from '../xml';
import { instanceIds, refuseMissing } from './instance-ids';
import type { Operation, OperationContext } from './operation';

const maxInstanceIds = 1000;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html */
export const describeInstances: Operation = {
  parameters: new Set(['InstanceId', 'Filter', 'MaxResults', 'NextToken', 'DryRun', 'IncludeManagedResources']),
  draws: (parameters) => describeDraws('DescribeInstances', parameters),
  validate: ({ parameters }) => {
    const ids = instanceIds(parameters);
    if (ids.length > 0 && parameters.string('MaxResults') !== undefined) throw idsWith('maxResults');
    if (ids.length > 0 && parameters.string('NextToken') !== undefined) throw idsWith('nextToken');
    if (ids.length > maxInstanceIds) {
      throw new ServiceError(
        'InvalidParameterValue',
        `The maximum number of instance IDs on a single call is ${maxInstanceIds}.`,
      );
    }
  },
  resources: () => [],
  run: (context) => {
    const isWanted = compileFilters(context.parameters.filters(), instanceFilterValues);
    const instances = candidates(context).filter(isWanted);
    const page = pageOf(instances, ({ sequence }) => sequence, context.region, context.parameters);
    return itemSet('reservationSet', reservations(page.items)) + optionalElement('nextToken', page.nextToken);
  },
};

function idsWith(parameter: string): ServiceError {
  return new ServiceError(
    'InvalidParameterCombination',
    `The parameter instancesSet cannot be used with the parameter ${parameter}`,
  );
}

function candidates({ fleet, region, parameters }: OperationContext): readonly InstanceView[] {
  const ids = instanceIds(parameters);
  if (ids.length === 0) return fleet.describe(region);
  const missing: string[] = [];
  const found: InstanceView[] = [];
  for (const id of ids) {
    const instance = fleet.describeOne(region, id);
    if (instance === undefined) missing.push(id);
    else found.push(instance);
  }
  refuseMissing(missing);
  return found.sort((a, b) => a.sequence - b.sequence);
}

/** Instances under the reservations they were launched in. */
function reservations(instances: readonly InstanceView[]): readonly Xml[] {
  const byReservation = new Map<string, InstanceView[]>();
  for (const instance of instances) {
    const together = byReservation.get(instance.reservationId);
    if (together === undefined) byReservation.set(instance.reservationId, [instance]);
    else together.push(instance);
  }
  return [...byReservation].map(([reservationId, together]) =>
    [
      element('reservationId', reservationId),
      optionalElement('ownerId', together[0]?.ownerId),
      '<groupSet/>',
      itemSet('instancesSet', together.map(instanceXml)),
    ].join(''),
  );
}
