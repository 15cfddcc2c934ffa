import type { InstanceField } from '../../../shared/contract';
import type { AppError } from '../../../shared/errors';
import {
  type Asked,
  copiedTexts,
  type DetailField,
  type InstanceDetails,
  instanceProfileName,
  type ScheduledEvent,
  type StatusCheck,
  type StatusReport,
} from '../../../shared/instance-details';
import type { Instance } from '../../../shared/model';
import type { MessageKey } from '../../../shared/text';
import type { Translator } from '../../../shared/translator';
import type { Fact, FactValue } from './FactList';

/** What the facts are made from. `details` is `asking` until they are there, and `unknown` where they did not come. */
export interface FactSources {
  readonly instance: Instance;
  readonly details: InstanceDetails | 'asking' | 'unknown';
  readonly now: number;
  readonly translator: Translator;
  readonly copyField: (field: InstanceField) => void;
  readonly copyDetail: (field: DetailField, index: number) => void;
}

/** A section of facts: its title and what stands in it, in order. */
interface FactSection {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** Everything about an instance that is a name and a value, in AWS's own words. */
export function instanceFacts(sources: FactSources): readonly FactSection[] {
  const { translator } = sources;
  const { t } = translator;
  const { listed, told, copied } = factMakers(sources);
  const { instance, now } = sources;
  return [
    {
      title: t('details.addresses'),
      facts: [
        listed('publicDnsName'),
        listed('publicIpAddress'),
        copied('privateDnsName'),
        listed('privateIpAddress'),
        copied('ipv6Addresses'),
      ],
    },
    {
      title: t('details.instance'),
      facts: [
        { label: t('details.instanceType'), values: texts(instance.instanceType) },
        copied('imageId'),
        told('platformDetails', (details) => texts(details.platformDetails)),
        told('architecture', (details) => texts(details.architecture)),
        told('lifecycle', ({ lifecycle }) => [{ text: lifecycle ?? t('details.onDemand') }]),
        { label: t('details.launchTime'), values: launchTime(instance, now, translator) },
        { label: t('details.availabilityZone'), values: texts(instance.availabilityZone) },
        told('tenancy', (details) => texts(details.tenancy)),
        told('monitoring', (details) => texts(details.monitoring)),
        { label: t('details.hibernation'), values: [onOrOff(instance.isHibernationConfigured, translator)] },
        told('stopProtection', ({ disableApiStop }) =>
          ifKnown(disableApiStop, translator, (isOn) => [onOrOff(isOn, translator)]),
        ),
        // The list is newer than the details may be.
        { label: t('details.stateReason'), values: texts(instance.stateReason) },
        told('stateTransitionReason', (details) => texts(details.stateTransitionReason)),
      ],
    },
    {
      title: t('details.network'),
      facts: [
        copied('vpcId'),
        copied('subnetId'),
        copied('networkInterfaceIds'),
        copied('securityGroups', ({ securityGroups }, index) => ({ note: securityGroups[index]?.groupName ?? null })),
        copied('keyName'),
        copied('iamInstanceProfileArn', ({ iamInstanceProfileArn }) => ({
          text: instanceProfileName(iamInstanceProfileArn ?? ''),
          note: iamInstanceProfileArn,
        })),
      ],
    },
    {
      title: t('details.storage'),
      facts: [
        told('rootDeviceType', (details) => texts(details.rootDeviceType)),
        told('rootDeviceName', (details) => texts(details.rootDeviceName)),
        copied('blockDevices', ({ blockDevices }, index) => ({ note: deviceNote(blockDevices[index], translator) })),
      ],
    },
    { title: t('details.statusChecks'), facts: statusFacts(sources) },
  ];
}

function factMakers({ instance, details, translator: { t }, copyField, copyDetail }: FactSources) {
  /** Of the list: it is there at once. */
  function listed(field: Exclude<InstanceField, 'instanceId'>): Fact {
    const text = instance[field];
    const values = text === null ? [] : [{ text, onCopy: () => copyField(field) }];
    return { label: t(`details.${field}`), values };
  }
  /** Of the details. */
  function told(name: ToldName, valuesOf: (details: InstanceDetails) => readonly FactValue[]): Fact {
    const values = typeof details === 'string' ? details : valuesOf(details);
    return { label: t(`details.${name}`), values };
  }
  /** Of the details too, to be copied one by one. `more` says what is shown otherwise than it is copied. */
  function copied(
    field: DetailField,
    more: (details: InstanceDetails, index: number) => Partial<FactValue> = () => ({}),
  ): Fact {
    return told(field, (known) =>
      copiedTexts(known, field).map((text, index) => ({
        text,
        ...more(known, index),
        onCopy: () => copyDetail(field, index),
      })),
    );
  }
  return { listed, told, copied };
}

type ToldName =
  | DetailField
  | 'platformDetails'
  | 'architecture'
  | 'lifecycle'
  | 'tenancy'
  | 'monitoring'
  | 'stopProtection'
  | 'stateTransitionReason'
  | 'rootDeviceType'
  | 'rootDeviceName'
  | 'systemCheck'
  | 'instanceCheck'
  | 'attachedEbsCheck'
  | 'events';

const texts = (text: string | null): readonly FactValue[] => (text === null || text === '' ? [] : [{ text }]);

const onOrOff = (isOn: boolean, { t }: Translator): FactValue => ({ text: t(isOn ? 'details.on' : 'details.off') });

function launchTime(
  { launchTime: at, state }: Instance,
  now: number,
  { t, dateTime, duration }: Translator,
): readonly FactValue[] {
  if (at === null) return [];
  return [
    {
      text: dateTime(at),
      note: state === 'running' ? t('list.up', { duration: duration(Math.max(0, now - at)) }) : null,
    },
  ];
}

function deviceNote(device: InstanceDetails['blockDevices'][number] | undefined, { t }: Translator): string | null {
  if (device === undefined) return null;
  const after = t(device.deleteOnTermination ? 'details.deletedOnTermination' : 'details.keptOnTermination');
  return [device.deviceName, after].filter((part) => part !== null).join(' · ');
}

function statusFacts(sources: FactSources): readonly Fact[] {
  const { translator } = sources;
  const { told } = factMakers(sources);
  const { t } = translator;
  // AWS may have answered with an older state than the list has.
  const isRunning = sources.instance.state === 'running';
  const ofReport = (valuesOf: (report: StatusReport) => readonly FactValue[]) => (details: InstanceDetails) =>
    ifKnown(details.statusChecks, translator, (report) =>
      report === null ? [{ text: t(isRunning ? 'details.notKnown' : 'details.notRunning') }] : valuesOf(report),
    );
  const check = (name: 'system' | 'instance' | 'attachedEbs'): Fact =>
    told(
      `${name}Check`,
      ofReport((report) => checkValues(report[name], translator)),
    );
  return [
    check('system'),
    check('instance'),
    check('attachedEbs'),
    told(
      'events',
      ofReport(({ events }) => events.map((event) => eventValue(event, translator))),
    ),
  ];
}

const CHECK_WORDS: Readonly<Record<string, MessageKey>> = {
  ok: 'details.checkStatus.ok',
  impaired: 'details.checkStatus.impaired',
  initializing: 'details.checkStatus.initializing',
  'insufficient-data': 'details.checkStatus.insufficient-data',
  'not-applicable': 'details.checkStatus.not-applicable',
};
const CHECK_TONES: Readonly<Record<string, 'running' | 'changing' | 'trouble'>> = {
  ok: 'running',
  impaired: 'trouble',
  initializing: 'changing',
};

function checkValues(check: StatusCheck | null, { t, dateTime }: Translator): readonly FactValue[] {
  if (check === null) return [];
  const word = CHECK_WORDS[check.status];
  const tone = CHECK_TONES[check.status];
  const note =
    check.impairedSince === null ? null : t('details.impairedSince', { time: dateTime(check.impairedSince) });
  // A word that this version does not know is shown as AWS says it.
  return [{ text: word === undefined ? check.status : t(word), note, ...(tone === undefined ? {} : { tone }) }];
}

function eventValue(
  { code, description, notBefore, notAfter }: ScheduledEvent,
  { t, dateTime }: Translator,
): FactValue {
  const parts = [
    description,
    notBefore === null ? null : t('details.eventFrom', { time: dateTime(notBefore) }),
    notAfter === null ? null : t('details.eventUntil', { time: dateTime(notAfter) }),
  ];
  return { text: code, note: parts.filter((part) => part !== null).join(' · '), tone: 'trouble' };
}

/** Why it is not known is said in its place: the permission is missing, or something else was wrong. */
function ifKnown<Value>(
  asked: Asked<Value>,
  { t, text }: Translator,
  valuesOf: (value: Value) => readonly FactValue[],
): readonly FactValue[] {
  if (asked.kind === 'known') return valuesOf(asked.value);
  return [{ text: whyUnknown(asked.error), error: asked.error }];

  function whyUnknown(error: AppError): string {
    return error.code === 'access-denied' ? t('details.notAllowed') : text(error.message);
  }
}
