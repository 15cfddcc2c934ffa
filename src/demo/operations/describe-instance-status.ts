import type { FilterValues } from '../filters';
import { compileFilters } from '../filters';
import type { Fleet } from '../fleet';
import type { InstanceView } from '../fleet-types';
import { instanceStateCodes } from '../fleet-types';
import { stateXml } from '../instance-xml';
import { pageOf } from '../pagination';
import { describeDraws } from '../request-limits';
import { ServiceError } from '../service-error';
import type { Xml } from '../xml';
import { element, itemSet, optionalElement, parent, timestamp } from '../xml';
import { instanceIds, refuseMissing } from './instance-ids';
import type { Operation } from './operation';

const maxInstanceIds = 100;

type Check = 'ok' | 'impaired' | 'initializing' | 'not-applicable';

interface InstanceStatus {
  readonly instance: InstanceView;
  /** The checks of the machine under the instance, and of the instance itself. */
  readonly system: Check;
  readonly own: Check;
  /** Of its volumes; one without any has no such check. */
  readonly ebs: Check | undefined;
  /** Since when a check fails, milliseconds since the epoch, UTC. */
  readonly impairedSince: number;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceStatus.html */
export const describeInstanceStatus: Operation = {
  parameters: new Set([
    'InstanceId',
    'Filter',
    'MaxResults',
    'NextToken',
    'DryRun',
    'IncludeAllInstances',
    'IncludeManagedResources',
  ]),
  draws: (parameters) => describeDraws('DescribeInstanceStatus', parameters),
  validate: ({ parameters }) => {
    const ids = instanceIds(parameters);
    if (ids.length > maxInstanceIds) {
      throw new ServiceError(
        'InvalidRequest',
        `${ids.length} exceeds the maximum number of instance IDs that can be specificied (${maxInstanceIds}). Please specify fewer than ${maxInstanceIds} instance IDs.`,
      );
    }
    for (const [name, text] of [
      ['MaxResults', 'maxResults'],
      ['NextToken', 'nextToken'],
    ] as const) {
      if (ids.length > 0 && parameters.string(name) !== undefined) {
        throw new ServiceError(
          'InvalidParameterCombination',
          `The parameter instanceIdsSet cannot be used with the parameter ${text}`,
        );
      }
    }
  },
  resources: () => [],
  run: ({ fleet, region, parameters, now }) => {
    const ids = new Set(instanceIds(parameters));
    refuseMissing([...ids].filter((id) => !fleet.has(region, id)));
    const includeAll = parameters.boolean('IncludeAllInstances');
    const isWanted = compileFilters(parameters.filters(), statusFilterValues);
    const statuses = fleet
      .describe(region)
      .filter(({ instanceId, state }) => (includeAll || state === 'running') && (ids.size === 0 || ids.has(instanceId)))
      .map((instance) => statusOf(fleet, instance, now))
      .filter(isWanted);
    const page = pageOf(statuses, ({ instance }) => instance.sequence, region, parameters);
    return itemSet('instanceStatusSet', page.items.map(statusXml)) + optionalElement('nextToken', page.nextToken);
  },
};

function statusOf(fleet: Fleet, instance: InstanceView, now: number): InstanceStatus {
  const impairedSince = fleet.checksPassAt(instance);
  const all = (check: Check): InstanceStatus => {
    const ebs = instance.rootDeviceType === 'ebs' ? check : undefined;
    return { instance, system: check, own: check, ebs, impairedSince };
  };
  if (instance.state !== 'running') return all('not-applicable');
  if (now < impairedSince) return all('initializing');
  return instance.impaired ? { ...all('ok'), own: 'impaired' } : all('ok');
}

const statusLooks: ReadonlyMap<string, (status: InstanceStatus) => readonly string[]> = new Map([
  ['availability-zone', ({ instance }: InstanceStatus) => [instance.availabilityZone]],
  ['instance-state-code', ({ instance }: InstanceStatus) => [String(instanceStateCodes[instance.state])]],
  ['instance-state-name', ({ instance }: InstanceStatus) => [instance.state]],
  ['instance-status.reachability', ({ own }: InstanceStatus) => reachability(own)],
  ['instance-status.status', ({ own }: InstanceStatus) => [own]],
  ['system-status.reachability', ({ system }: InstanceStatus) => reachability(system)],
  ['system-status.status', ({ system }: InstanceStatus) => [system]],
]);

const statusFilterValues: FilterValues<InstanceStatus> = (filterName) => statusLooks.get(filterName);

function reachability(check: Check): readonly string[] {
  switch (check) {
    case 'ok':
      return ['passed'];
    case 'impaired':
      return ['failed'];
    case 'initializing':
      return ['initializing'];
    case 'not-applicable':
      return [];
  }
}

function statusXml({ instance, system, own, ebs, impairedSince }: InstanceStatus): Xml {
  return [
    element('instanceId', instance.instanceId),
    element('availabilityZone', instance.availabilityZone),
    stateXml('instanceState', instance.state),
    eventsXml(instance),
    checkXml('systemStatus', system, impairedSince),
    checkXml('instanceStatus', own, impairedSince),
    ebs === undefined ? '' : checkXml('attachedEbsStatus', ebs, impairedSince),
  ].join('');
}

function eventsXml({ instanceId, scheduledEvent: event }: InstanceView): Xml {
  if (event === undefined) return '';
  const id = element('instanceEventId', instanceId.replace('i-', 'instance-event-'));
  const what = element('code', event.code) + element('description', event.description);
  return itemSet('eventsSet', [id + what + timestamp('notBefore', event.notBefore)]);
}

function checkXml(name: string, check: Check, impairedSince: number): Xml {
  const since = check === 'impaired' ? timestamp('impairedSince', impairedSince) : '';
  const details = reachability(check).map(
    (status) => since + element('name', 'reachability') + element('status', status),
  );
  return parent(name, element('status', check), details.length === 0 ? '' : itemSet('details', details));
}
