import type { InstanceStateChange } from '@aws-sdk/client-ec2';
import type { InstanceId, InstanceState } from '../../shared/model';
import { toInstanceState } from './instance-model';

/** The state an instance is in after a call that changes it, as AWS answered. */
interface StateChange {
  readonly instanceId: InstanceId;
  readonly currentState: InstanceState;
}

/** AWS's answer to a call that changes something. */
export interface ChangeAnswer {
  readonly changes: readonly StateChange[];
  readonly requestId: string | null;
}

export function changeAnswer(
  { $metadata }: { readonly $metadata: { readonly requestId?: string | undefined } },
  changes: readonly StateChange[],
): ChangeAnswer {
  return { changes, requestId: $metadata.requestId ?? null };
}

export function stateChanges(
  ids: readonly InstanceId[],
  changes: readonly InstanceStateChange[],
): readonly StateChange[] {
  return ids.flatMap((instanceId) => {
    const change = changes.find((candidate) => candidate.InstanceId === instanceId);
    const currentState = toInstanceState(change?.CurrentState?.Name);
    return currentState === null ? [] : [{ instanceId, currentState }];
  });
}
