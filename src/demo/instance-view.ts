import type { InstanceFacts, InstanceView } from './fleet-types';
import type { Life } from './instance-lifecycle';
import { stateAt } from './instance-lifecycle';
import { publicDnsName } from './regions';

/** The last view of a life. A fleet of thousands is asked again and again while almost nothing in it changes. */
const lastViews = new WeakMap<Life, { readonly facts: InstanceFacts; readonly view: InstanceView }>();

/** What an instance with these facts, in this life, looks like. The same look is the same object. */
export function viewOf(facts: InstanceFacts, life: Life, nowMs: number): InstanceView {
  const state = stateAt(life, nowMs);
  const last = lastViews.get(life);
  if (last !== undefined && last.facts === facts && last.view.state === state) return last.view;

  const isDown = state === 'stopped' || state === 'terminated';
  const automaticIp = isDown ? undefined : life.publicIpAddress;
  const publicIpAddress = state === 'terminated' ? undefined : (facts.elasticIp ?? automaticIp);
  const view: InstanceView = {
    ...facts,
    state,
    stateSince: nowMs < life.until ? life.since : life.until,
    name: facts.tags.get('Name'),
    launchTime: life.launchTime,
    publicIpAddress,
    publicDnsName: publicIpAddress === undefined ? '' : publicDnsName(facts.region, publicIpAddress),
    stateTransitionReason: life.stateTransitionReason,
    stateReason: life.stateReason,
  };
  lastViews.set(life, { facts, view });
  return view;
}
