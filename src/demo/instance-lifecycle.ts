import type { InstanceFacts, InstanceStateName, StateReason } from './fleet-types';
import { ServiceError } from './service-error';

/**
 * What an action made of an instance: it is `during` until `until` and `after` from then on, so that its state at any
 * time can be read off without a timer ever running. Times are milliseconds since the epoch, UTC.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html
 */
export interface Life {
  readonly during: InstanceStateName;
  readonly after: InstanceStateName;
  readonly since: number;
  readonly until: number;
  readonly launchTime: number;
  /** What it has while it is not stopped; an Elastic IP address is not kept here. */
  readonly publicIpAddress: string | undefined;
  readonly stateTransitionReason: string;
  readonly stateReason: StateReason | undefined;
  /** Only an instance that ran before can be stopped while it is pending. */
  readonly everRan: boolean;
}

export type StopMode = 'stop' | 'force' | 'hibernate';

export function stateAt(life: Life, nowMs: number): InstanceStateName {
  return nowMs < life.until ? life.during : life.after;
}

export function starting(life: Life, nowMs: number, pendingMs: number, publicIpAddress: string | undefined): Life {
  return {
    during: 'pending',
    after: 'running',
    since: nowMs,
    until: nowMs + pendingMs,
    launchTime: nowMs,
    publicIpAddress,
    stateTransitionReason: '',
    stateReason: undefined,
    everRan: life.everRan,
  };
}

export function stopping(life: Life, nowMs: number, stoppingMs: number, mode: StopMode): Life {
  const code = mode === 'hibernate' ? 'Client.UserInitiatedHibernate' : 'Client.UserInitiatedShutdown';
  return {
    ...life,
    during: 'stopping',
    after: 'stopped',
    since: nowMs,
    until: nowMs + stoppingMs,
    stateTransitionReason: userInitiated(nowMs),
    stateReason: {
      code,
      message: `${code}: User initiated ${mode === 'hibernate' ? 'hibernate' : 'shutdown'}`,
    },
    everRan: true,
  };
}

export function userInitiated(atMs: number): string {
  return `User initiated (${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} GMT)`;
}

/** Whether StartInstances has anything to do. Throws where EC2 refuses. */
export function needsStart({ instanceId }: InstanceFacts, state: InstanceStateName): boolean {
  switch (state) {
    case 'stopped':
      return true;
    case 'pending':
    case 'running':
      return false;
    case 'stopping':
    case 'shutting-down':
    case 'terminated':
      throw new ServiceError(
        'IncorrectInstanceState',
        `The instance '${instanceId}' is not in a state from which it can be started.`,
      );
    default:
      return assertNever(state);
  }
}

/** What StopInstances has to do. Throws where EC2 refuses. */
export function neededStop(
  facts: InstanceFacts,
  life: Life,
  nowMs: number,
  mode: StopMode,
): 'stop' | 'hurry' | 'nothing' {
  const { instanceId } = facts;
  const state = stateAt(life, nowMs);
  if (state === 'terminated' || state === 'shutting-down') {
    throw new ServiceError(
      'IncorrectInstanceState',
      `This instance '${instanceId}' is not in a state from which it can be stopped.`,
    );
  }
  refuseUnstoppable(facts, mode);
  switch (state) {
    case 'running':
      return 'stop';
    case 'pending':
      if (life.everRan) return 'stop';
      throw new ServiceError(
        'IncorrectInstanceState',
        `Instance '${instanceId}' cannot be stopped as it has never reached the 'running' state.`,
      );
    case 'stopping':
      return mode === 'force' ? 'hurry' : 'nothing';
    case 'stopped':
      return 'nothing';
    default:
      return assertNever(state);
  }
}

/** The instances that never can be stopped this way, whatever their state. */
function refuseUnstoppable(facts: InstanceFacts, mode: StopMode): void {
  const { instanceId } = facts;
  if (facts.rootDeviceType === 'instance-store') {
    throw new ServiceError(
      'UnsupportedOperation',
      `The instance '${instanceId}' does not have an 'ebs' root device type and cannot be stopped.`,
    );
  }
  if (facts.spot === 'one-time') {
    throw new ServiceError(
      'UnsupportedOperation',
      `You can't stop the Spot Instance '${instanceId}' because it is associated with a one-time Spot Instance request. You can only stop Spot Instances associated with persistent Spot Instance requests.`,
    );
  }
  if (facts.disableApiStop) {
    throw new ServiceError(
      'OperationNotPermitted',
      `The instance '${instanceId}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
    );
  }
  if (mode === 'hibernate' && !facts.hibernationConfigured) {
    throw new ServiceError(
      'UnsupportedHibernationConfiguration',
      `The instance can't be hibernated because it was not configured at launch for hibernation: ${instanceId}`,
    );
  }
}

/** Whether RebootInstances has anything to do. Throws where EC2 refuses. */
export function needsReboot({ instanceId }: InstanceFacts, state: InstanceStateName): boolean {
  if (state === 'running') return true;
  if (state === 'terminated') return false;
  throw new ServiceError('IncorrectState', `Cannot reboot instance ${instanceId} that is currently in ${state} state.`);
}

export function assertNever(value: never): never {
  throw new Error(`Not expected here: ${String(value)}`);
}
