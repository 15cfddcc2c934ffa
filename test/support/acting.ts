import { vi } from 'vitest';
import { InstanceActions } from '../../src/main/instance-actions';
import { createStore } from '../../src/main/store';
import type { Instance, InstanceId } from '../../src/shared/model';
import { DEFAULT_SETTINGS, type Settings } from '../../src/shared/settings';
import { actionDefaults } from './asking';
import { ManualClock } from './manual-clock';
import { ScriptedScopeClient } from './scripted-scope-client';
import { aScope, aSnapshot, instancesOf } from './snapshot-builder';

/** The actions of one scope in which these instances are; a stop is sent at once unless the test says otherwise. */
export function acting(
  instances: readonly Instance[] = instancesOf({ state: 'running' }, { state: 'running' }),
  stopBehavior: Settings['stopBehavior'] = 'at-once',
) {
  const clock = new ManualClock();
  const client = new ScriptedScopeClient(instances);
  const store = createStore(
    aSnapshot({ settings: { ...DEFAULT_SETTINGS, stopBehavior }, scopes: [aScope({ instances })] }),
  );
  const follow = vi.fn();
  const actions = new InstanceActions({ ...actionDefaults(), store, clock, clientFor: () => client, follow });
  const activityOf = (instanceId: InstanceId) => store.get().scopes[0]?.activities[instanceId];
  return { clock, client, store, follow, actions, activityOf };
}
