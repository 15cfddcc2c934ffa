import { onTestFinished } from 'vitest';
import type { RunningEndpoint } from '../../src/demo/endpoint';
import { startEndpoint } from '../../src/demo/endpoint';
import type { Fleet } from '../../src/demo/fleet';
import type { FleetTiming, NewInstance } from '../../src/demo/fleet-types';
import { emptyFleet } from '../../src/demo/seed';
import type { ScopeClient } from '../../src/main/aws/scope-client';
import { InstanceActions } from '../../src/main/instance-actions';
import { Poller } from '../../src/main/poller';
import { createStore, type Store } from '../../src/main/store';
import { type InstanceLook, instanceLook } from '../../src/shared/instance-look';
import { type Activity, findInstance, type InstanceId, toInstanceId } from '../../src/shared/model';
import { DEFAULT_SETTINGS } from '../../src/shared/settings';
import { actionDefaults } from './asking';
import { keysOf, scopeClientAt } from './endpoint-scope';
import { ManualClock, settled } from './manual-clock';
import { pollerDefaults } from './polling';
import { aScope, aSnapshot, seoul } from './snapshot-builder';

export interface FollowedRegion {
  readonly endpoint: RunningEndpoint;
  readonly fleet: Fleet;
  readonly clock: ManualClock;
  readonly client: ScopeClient;
  readonly store: Store;
  readonly poller: Poller;
  readonly actions: InstanceActions;
  readonly ids: readonly InstanceId[];
  /** Every look that the first instance had in a published snapshot, without repetitions. */
  readonly looks: readonly InstanceLook[];
  activityOf(id: InstanceId): Activity | undefined;
  /** Moves the time of the app and of AWS on together, and lets every request come to its end on the way. */
  pass(ms: number): Promise<void>;
}

/** How far the time moves between two looks at whether requests are under way. */
const STEP_MS = 100;

/**
 * The app from its actions to its store, with the real SDK and the local endpoint between them, and a clock of the
 * test's own that the app and the fleet share. The instances are there and listed.
 */
export async function followedRegion(
  instances: readonly NewInstance[],
  timing: Partial<FleetTiming> = {},
): Promise<FollowedRegion> {
  const clock = new ManualClock();
  const fleet = emptyFleet({
    clock,
    timing: { pendingMs: 8_000, stoppingMs: 12_000, consistencyDelayMs: 3_000, ...timing },
  });
  const ids = instances.map((given) => toInstanceId(fleet.add(seoul, given)));
  const endpoint = await startEndpoint({ fleet });
  onTestFinished(() => endpoint.close());

  const { client, allAnswered } = counted(scopeClientAt(keysOf(endpoint)));
  const scope = aScope({ freshness: { kind: 'loading' } });
  const store = createStore(aSnapshot({ settings: { ...DEFAULT_SETTINGS, stopBehavior: 'at-once' }, scopes: [scope] }));
  const looks: InstanceLook[] = [];
  store.subscribe((snapshot) => {
    const [shown] = snapshot.scopes;
    const [first] = ids;
    const instance = shown === undefined || first === undefined ? undefined : findInstance(shown, first);
    if (shown === undefined || instance === undefined) return;
    const look = instanceLook(instance, shown.activities[instance.instanceId]);
    if (look !== looks.at(-1)) looks.push(look);
  });
  const clientFor = () => client;
  const poller = new Poller({ store, clock, random: () => 0.5, clientFor, ...pollerDefaults() });
  onTestFinished(() => poller.stop());
  const actions = new InstanceActions({
    ...actionDefaults(),
    store,
    clock,
    clientFor,
    follow: (id) => poller.follow(id),
  });

  async function pass(ms: number): Promise<void> {
    const end = clock.now() + ms;
    await allAnswered();
    while (clock.now() < end) {
      await clock.advance(Math.min(STEP_MS, end - clock.now()));
      await allAnswered();
    }
  }

  poller.sync();
  await pass(0);
  return {
    endpoint,
    fleet,
    clock,
    client,
    store,
    poller,
    actions,
    ids,
    looks,
    activityOf: (id) => store.get().scopes[0]?.activities[id],
    pass,
  };
}

/** A client that knows when all of its requests have been answered. */
function counted(client: ScopeClient) {
  const underWay = new Set<Promise<unknown>>();
  const count = <Answer>(answer: Promise<Answer>): Promise<Answer> => {
    underWay.add(answer);
    void answer.finally(() => underWay.delete(answer));
    return answer;
  };
  const countedClient: ScopeClient = {
    listInstances: () => count(client.listInstances()),
    describeInstances: (ids) => count(client.describeInstances(ids)),
    describeInstanceStatus: (ids) => count(client.describeInstanceStatus(ids)),
    describeDetails: (id) => count(client.describeDetails(id)),
    startInstances: (ids) => count(client.startInstances(ids)),
    stopInstances: (ids, how) => count(client.stopInstances(ids, how)),
    rebootInstances: (ids) => count(client.rebootInstances(ids)),
    dryRun: (ids, action) => count(client.dryRun(ids, action)),
    close: () => client.close(),
  };
  async function allAnswered(): Promise<void> {
    await settled();
    while (underWay.size > 0) {
      await Promise.all(underWay);
      await settled();
    }
  }
  return { client: countedClient, allAnswered };
}
