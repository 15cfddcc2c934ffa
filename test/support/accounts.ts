import { type Profile, toGroupId } from '../../src/shared/model';
import type { InstanceKind, SimulatedInstance } from './simulated-region';
import { instanceIdOf } from './snapshot-builder';

/*
 * The accounts that the engine's tests begin with: what is in them, which Profiles reach them, and the groups.
 */

const KINDS = [
  'ordinary',
  'ordinary',
  'hibernation',
  'stop-protected',
  'one-time-spot',
] as const satisfies readonly InstanceKind[];

/** What an account has at first: one instance of each kind, with IDs from this number on. */
export const firstInstances = (first: number): readonly SimulatedInstance[] =>
  KINDS.map((kind, n) => ({
    instanceId: instanceIdOf(first + n),
    name: `web-${n}`,
    state: n % 2 === 0 ? 'stopped' : 'running',
    kind,
    instanceType: n < 3 ? 'a' : 'b',
  }));

export const signedInTo = (profileName: string) => ({ kind: 'named-profile' as const, profileName });

export const accountOf = ({ source }: Profile): string =>
  source.kind === 'named-profile' ? source.profileName : source.kind;

/** Each Profile has two accounts of its own, one after the other. */
export function otherAccount(profile: Profile) {
  const account = accountOf(profile);
  return signedInTo(account.endsWith("'") ? account.slice(0, -1) : `${account}'`);
}

export const groupId = (index: number) => toGroupId(`group-${index}`);

/** All of it in two steps, and half of it in one. */
export const GROUPS = [
  {
    id: groupId(0),
    name: 'everything',
    steps: ['web-0', 'web-*'].map((rule) => ({ kind: 'rule' as const, rule })),
  },
  {
    id: groupId(1),
    name: 'some',
    steps: ['web-2', 'new-*'].map((rule) => ({ kind: 'rule' as const, rule })),
  },
];
