import { onTestFinished } from 'vitest';
import { type RunRequestParts, runRequest } from '../../src/main/command-line/run-request';
import { InstanceActions } from '../../src/main/instance-actions';
import type { ActRequest, CommandLineProgress, CommandLineRequest } from '../../src/shared/command-line-protocol';
import { ok, type Result } from '../../src/shared/errors';
import type { Action, Instance, InstanceId, ScopeId } from '../../src/shared/model';
import { actionDefaults } from './asking';
import { polling, seoulScope } from './polling';
import type { ScriptedScopeClient } from './scripted-scope-client';
import { anInstance, instanceIdOf, instancesOf } from './snapshot-builder';

const selection = { protocol: 1, names: [], filters: [], profile: null, region: null, fresh: false } as const;

type Given<Request> = Partial<Omit<Request, 'protocol' | 'command'>>;

export const showing = (given: Given<Extract<CommandLineRequest, { command: 'show' }>> = {}): CommandLineRequest => ({
  ...selection,
  command: 'show',
  ...given,
});

export const doing = (
  action: ActRequest['action'],
  names: readonly string[],
  given: Given<ActRequest> = {},
): CommandLineRequest => ({
  ...selection,
  command: 'act',
  action,
  names,
  all: false,
  dryRun: false,
  waitSeconds: null,
  ...given,
});

/** What answers the command line, with Seoul and Virginia in memory and a clock of the test's own. */
export function answering() {
  const parts = polling({ states: [] });
  const { store, clock, poller, seoul, elsewhere } = parts;
  const clientFor = (id: ScopeId): ScriptedScopeClient => (id === seoulScope ? seoul : elsewhere);
  const actions = new InstanceActions({
    ...actionDefaults(),
    store,
    clock,
    clientFor,
    follow: (id) => poller.follow(id),
  });
  const act =
    (action: Action) =>
    async (some: { readonly scopeId: ScopeId; readonly instanceIds: readonly InstanceId[] }): Promise<Result<null>> => {
      const answer = await actions.request({ ...some, action, source: 'command-line', isConfirmed: true });
      return answer.ok ? ok(null) : answer;
    };
  const running: RunRequestParts = {
    store,
    clock,
    commands: {
      refresh: async ({ scopeId }) => {
        await poller.refresh(scopeId);
        return ok(null);
      },
      startInstances: act('start'),
      stopInstances: act('stop'),
      rebootInstances: act('reboot'),
    },
    dryRun: (id, ids) => clientFor(id).dryRun(ids),
  };
  const progress: CommandLineProgress[] = [];
  const leaving = new AbortController();
  onTestFinished(() => poller.stop());
  return {
    ...parts,
    actions,
    running,
    progress,
    /** The person has ended the command. */
    leave: () => leaving.abort(),
    run: (request: CommandLineRequest) => runRequest(request, running, (told) => progress.push(told), leaving.signal),
    /** Lists both Regions. */
    async listed() {
      poller.sync();
      await clock.advance(0);
    },
  };
}

/** Two instances in Seoul, and one in Virginia that is called like the first. */
export async function twoRegions() {
  const parts = answering();
  parts.seoul.instances = instancesOf({ name: 'web-1', state: 'stopped' }, { name: 'web-2', state: 'running' });
  parts.elsewhere.instances = [anInstance({ instanceId: instanceIdOf(9), name: 'web-1', privateIpAddress: null })];
  await parts.listed();
  return parts;
}

export async function oneRegion(...given: readonly Partial<Instance>[]) {
  const parts = answering();
  parts.seoul.instances = instancesOf(...given);
  await parts.listed();
  return parts;
}
