import type { Clock } from './clock';
import { seoul } from './demo-account/ap-northeast-2';
import { ireland } from './demo-account/eu-west-1';
import { virginia } from './demo-account/us-east-1';
import { Fleet } from './fleet';
import type { FleetTiming, NewInstance } from './fleet-types';
import { allRegions } from './regions';

export interface FleetSeed {
  readonly clock?: Clock;
  readonly timing?: Partial<FleetTiming>;
}

export interface GeneratedFleetSeed extends FleetSeed {
  /** How many instances there are in all Regions together. */
  readonly instances: number;
  /** Names of Regions, or how many of them. */
  readonly regions: number | readonly string[];
  /** Another seed, another fleet; the same seed, the same fleet. */
  readonly seed?: number;
}

/** A fleet with nothing in it, for tests to fill with `fleet.add`. */
export function emptyFleet(seed: FleetSeed = {}): Fleet {
  return new Fleet(seed);
}

/** The demo account: some 40 instances as real teams have them. */
export function demoFleet(seed: FleetSeed = {}): Fleet {
  const fleet = new Fleet({ ...seed, optedInRegions: ['ap-southeast-3'] });
  for (const instance of seoul) fleet.add('ap-northeast-2', instance);
  for (const instance of virginia) fleet.add('us-east-1', instance);
  for (const instance of ireland) fleet.add('eu-west-1', instance);
  return fleet;
}

/** Regions by how often people use them, so that a small number of Regions are the likely ones. */
const usualRegions = ['ap-northeast-2', 'us-east-1', 'eu-west-1', 'us-west-2', 'ap-northeast-1', 'eu-central-1'];

/** A fleet of any size, for benchmarks. */
export function generatedFleet({ instances, regions, seed = 1, ...rest }: GeneratedFleetSeed): Fleet {
  const others = allRegions.filter((region) => !usualRegions.includes(region));
  const names = typeof regions === 'number' ? [...usualRegions, ...others].slice(0, regions) : regions;
  const fleet = new Fleet({ ...rest, optedInRegions: names });
  const random = randomNumbers(seed);
  for (let index = 0; index < instances; index += 1) {
    const region = names[index % names.length];
    if (region === undefined) throw new Error('A generated fleet needs at least one Region');
    fleet.add(region, generatedInstance(index, random));
  }
  return fleet;
}

const teams = ['payments', 'search', 'data', 'ml', 'platform', '결제', '추천', '인프라'];
const environments = ['dev', 'stage', 'prod', 'qa'];
const roles = ['api', 'worker', 'batch', 'web', 'cache', 'gpu', 'bastion', 'build'];
const types = [
  't3.micro',
  't3.large',
  'm7i.xlarge',
  'm7g.large',
  'c7i.2xlarge',
  'r6i.4xlarge',
  'g5.xlarge',
  'p4d.24xlarge',
];
const hour = 3_600_000;

function generatedInstance(index: number, random: () => number): NewInstance {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  const team = pick(teams);
  const environment = pick(environments);
  const role = pick(roles);
  const isRunning = random() < 0.35;
  const number = String(index).padStart(5, '0');
  return {
    name: `${environment}-${team}-${role}-${number}`,
    state: isRunning ? 'running' : 'stopped',
    instanceType: pick(types),
    keyName: `${team}-key`,
    tags: { Env: environment, Team: team, Role: role, Owner: `${team}-${index % 50}@example.com` },
    // Groups of four, as scaling out makes them.
    launchGroup: String(Math.floor(index / 40) * 40 + (index % 10)),
    launchedAgoMs: Math.floor(1 + random() * 2_000) * hour,
    stoppedAgoMs: Math.floor(1 + random() * 1_000) * hour,
    privateOnly: random() < 0.4,
  };
}

/** Mulberry32: small, quick, and the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
