import type { StateChange } from '../fleet';
import { stateXml } from '../instance-xml';
import type { Xml } from '../xml';
import { element, itemSet } from '../xml';

/** What Start- and StopInstances answer. */
export function stateChangesXml(changes: readonly StateChange[]): Xml {
  return itemSet(
    'instancesSet',
    changes.map(
      ({ instanceId, current, previous }) =>
        element('instanceId', instanceId) + stateXml('currentState', current) + stateXml('previousState', previous),
    ),
  );
}
