import type { ActionRequest, InstanceActionsParts } from '../../src/main/instance-actions';
import type { ActionRecorder } from '../../src/main/sent-action';
import { type Action, type InstanceId, type ScopeId, toActionId } from '../../src/shared/model';

/** What a click in the window asks for. */
export const asking = (action: Action, scopeId: ScopeId, instanceIds: readonly InstanceId[]): ActionRequest => ({
  scopeId,
  instanceIds,
  action,
  source: 'window',
});

/** Keeps nothing, for tests that are not about the journal. */
const noRecorder: ActionRecorder = { begun: async () => undefined, answered: async () => undefined };

/** The parts of the actions that most tests do not care about. The first action is `someAction`, the next `action-2`. */
export function actionDefaults(): Pick<InstanceActionsParts, 'random' | 'recorder' | 'newActionId'> {
  let count = 0;
  const newActionId = () => {
    count += 1;
    return toActionId(`action-${count}`);
  };
  return { random: () => 0.5, recorder: noRecorder, newActionId };
}
