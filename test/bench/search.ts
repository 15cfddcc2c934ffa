import { performance } from 'node:perf_hooks';
import { matcherOf } from '../../src/shared/instance-search';
import { INSTANCE_STATES, type Instance, toInstanceId } from '../../src/shared/model';
import { parseSearch } from '../../src/shared/search-expression';
import { seededRandom } from '../support/seeded-random';
import { anInstance, aProfile, aScope } from '../support/snapshot-builder';

/*
 * What one key costs in the search over 10,000 instances with five tags each: reading the search and asking it about every
 * instance, for each beginning of what is typed.
 */

const INSTANCES = 10_000;
const TYPED = [
  'web-12',
  'batchwrk',
  '유저네임',
  'i-0a1b2c3d4e5f',
  'ec2-3-35-12-201',
  '10.0.35.1',
  'state:running type:t3.* -tag:Owner',
  'tag:Env=prod* region:ap-northeast-2 api',
  'nothing is called like this',
];
const ROUNDS = 5;

const random = seededRandom(7);
const pick = <Value>(values: readonly Value[]): Value => {
  const picked = values[Math.floor(random() * values.length)];
  if (picked === undefined) throw new Error('There is nothing to pick from');
  return picked;
};
const number = (below: number): number => Math.floor(random() * below);

function instanceNumber(n: number): Instance {
  const ip = [3, 35, number(256), number(256)];
  return anInstance({
    instanceId: toInstanceId(
      `i-${n.toString(16).padStart(8, '0')}${number(2 ** 32)
        .toString(16)
        .padStart(8, '0')}a`,
    ),
    name: `${pick(['web', 'api', 'batch-worker', 'kafka-broker', '유저네임-gpu', '결제-서버', 'bastion'])}-${n}`,
    state: pick(INSTANCE_STATES),
    instanceType: pick(['t3.micro', 't3a.large', 'm7i.xlarge', 'g5.2xlarge', 'c6gn.16xlarge']),
    publicDnsName: `ec2-${ip.join('-')}.ap-northeast-2.compute.amazonaws.com`,
    publicIpAddress: ip.join('.'),
    privateIpAddress: `10.0.${number(256)}.${number(256)}`,
    tags: [
      { key: 'CostCenter', value: String(number(10_000)) },
      { key: 'Env', value: pick(['dev', 'staging', 'production', 'prod-eu']) },
      { key: 'Owner', value: pick(['Anna Berg', '김하늘', 'platform-team', 'data science', 'ops@example.com']) },
      { key: 'Stack', value: pick(['shop', 'payments-backend', 'search', 'internal-tools']) },
      { key: 'aws:autoscaling:groupName', value: `${pick(['web', 'api'])}-asg-${number(100)}` },
    ],
  });
}

const scope = aScope();
const profile = aProfile();
const located = Array.from({ length: INSTANCES }, (_, n) => ({ instance: instanceNumber(n), scope, profile }));

/** ms. */
function keystroke(text: string): number {
  const begun = performance.now();
  located.filter(matcherOf(parseSearch(text)));
  return performance.now() - begun;
}

console.log(`${INSTANCES} instances; the first key, before anything is known of them: ${keystroke('w').toFixed(1)} ms`);
const all: number[] = [];
const line = (what: string, times: readonly number[]): void => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  console.log(`${what.padEnd(44)} median ${at(0.5)} ms   95% ${at(0.95)} ms   longest ${at(1)} ms`);
};
for (const typed of TYPED) {
  const times = Array.from({ length: ROUNDS }, () =>
    [...typed].map((_, end) => keystroke(typed.slice(0, end + 1))),
  ).flat();
  all.push(...times);
  line(typed, times);
}
line('a key of any of them', all);
