import type { InstanceView } from '../fleet-types';
import { nonMutatingDraws } from '../request-limits';
import { instancesNotFound, malformedInstanceId, missingParameter, ServiceError } from '../service-error';
import type { Xml } from '../xml';
import { element, parent } from '../xml';
import { isInstanceId } from './instance-ids';
import type { Operation } from './operation';

/** The attributes that the fleet knows something of. */
const attributes: ReadonlyMap<string, (instance: InstanceView) => string | boolean> = new Map<
  string,
  (instance: InstanceView) => string | boolean
>([
  ['disableApiStop', ({ disableApiStop }: InstanceView) => disableApiStop],
  ['disableApiTermination', () => false],
  ['ebsOptimized', ({ rootDeviceType }: InstanceView) => rootDeviceType === 'ebs'],
  ['instanceInitiatedShutdownBehavior', () => 'stop'],
  ['instanceType', ({ instanceType }: InstanceView) => instanceType],
  ['rootDeviceName', ({ rootDeviceName }: InstanceView) => rootDeviceName],
  ['sourceDestCheck', () => true],
]);

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceAttribute.html */
export const describeInstanceAttribute: Operation = {
  parameters: new Set(['Attribute', 'InstanceId', 'DryRun']),
  draws: () => nonMutatingDraws('DescribeInstanceAttribute'),
  validate: ({ parameters }) => {
    const id = parameters.string('InstanceId');
    if (id === undefined) throw missingParameter('InstanceId');
    if (!isInstanceId(id)) throw malformedInstanceId(id);
    const attribute = parameters.string('Attribute');
    if (attribute === undefined) throw missingParameter('Attribute');
    if (!attributes.has(attribute)) throw unknownAttribute(attribute);
  },
  resources: ({ caller, region, parameters }) => [
    `arn:aws:ec2:${region}:${caller.accountId}:instance/${parameters.string('InstanceId')}`,
  ],
  run: ({ fleet, region, parameters }): Xml => {
    const id = parameters.string('InstanceId') ?? '';
    const name = parameters.string('Attribute') ?? '';
    const instance = fleet.describeOne(region, id);
    const read = attributes.get(name);
    if (instance === undefined) throw instancesNotFound([id]);
    if (read === undefined) throw unknownAttribute(name);
    return element('instanceId', id) + parent(name, element('value', read(instance)));
  },
};

function unknownAttribute(name: string): ServiceError {
  return new ServiceError(
    'InvalidParameterValue',
    `Value (${name}) for parameter attribute is invalid. Unknown attribute.`,
  );
}
