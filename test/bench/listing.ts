import { execFileSync, spawnSync } from 'node:child_process';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { EC2Client, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import { createScopeClient } from '../../src/main/aws/scope-client';
import { withListing } from '../../src/main/scope-changes';
import { createStore } from '../../src/main/store';
import { aScope, aSnapshot, seoul } from '../support/snapshot-builder';
import type { Bench } from './bench';
import { replayedPages } from './replayed-pages';
import type { Row } from './row';

const ROUNDS = 7;
const CLI_ROUNDS = 3;
const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };

/** Until 1,000 and 5,000 instances are in the snapshot, against who asks for the same and does nothing with it. */
export const listingBench: Bench = {
  name: 'listing',
  measure: async () => [...(await rowsFor(1_000)), ...(await rowsFor(5_000))],
};

async function rowsFor(instances: number): Promise<readonly Row[]> {
  await using pages = await replayedPages(instances);
  const listOurs = ourLister(pages.url);
  const listBare = bareLister(pages.url);
  // Sockets, caches and compiled code: in an app that runs all day all of it is there.
  for (const list of [listOurs, listBare, listOurs, listBare]) await timed(list, instances);
  const [ours, bare, delays]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    ours.push(await timed(listOurs, instances));
    delay.disable();
    delays.push(delay.percentile(99) / 1e6);
    bare.push(await timed(listBare, instances));
  }
  const cli = cliTimes(pages.url, instances);
  const number = instances.toLocaleString('en');
  return [
    {
      id: `list-${instances}`,
      what: `${number} instances, until they are in the snapshot`,
      unit: 'ms',
      ours,
      beside: { what: 'the SDK’s paginator, warm', values: bare },
      budget: { kind: 'times', most: 1.3 },
    },
    ...(cli.length === 0
      ? []
      : [
          {
            id: `list-${instances}-cli`,
            what: 'The same',
            unit: 'ms',
            ours,
            beside: { what: '`aws ec2 describe-instances`', values: cli },
            budget: { kind: 'times quicker', least: 4 },
          } satisfies Row,
        ]),
    {
      id: `list-${instances}-loop`,
      what: 'Main’s event-loop delay meanwhile, p99',
      unit: 'ms',
      ours: delays,
      beside: null,
      budget: { kind: 'most', most: 20 },
    },
  ];
}

async function timed(list: () => Promise<number>, expected: number): Promise<number> {
  const begunAt = performance.now();
  const listed = await list();
  if (listed !== expected) throw new Error(`${listed} of ${expected} instances`);
  return performance.now() - begunAt;
}

function ourLister(url: string): () => Promise<number> {
  const client = createScopeClient(seoul, async () => ({
    credentials: async () => KEYS,
    replaceCredentials: async () => false,
    profile: null,
    endpointUrl: url,
    network: { proxyFor: async () => '', certificates: null },
  }));
  const store = createStore(aSnapshot({ scopes: [aScope({ freshness: { kind: 'loading' } })] }));
  const id = aScope().id;
  return async () => {
    const askedAt = Date.now();
    const listed = await client.listInstances();
    if (!listed.ok) throw new Error(`Not listed: ${listed.error.code}`);
    const asked = { askedAt, now: Date.now(), readyWhen: 'running' } as const;
    store.updateScope(id, (scope) => withListing(scope, listed.value, asked));
    return store.get().scopes[0]?.instances.length ?? 0;
  };
}

function bareLister(url: string): () => Promise<number> {
  const client = new EC2Client({ region: seoul, endpoint: url, credentials: KEYS });
  return async () => {
    let count = 0;
    for await (const page of paginateDescribeInstances({ client, pageSize: 1_000 }, {})) {
      count += page.Reservations?.flatMap(({ Instances }) => Instances ?? []).length ?? 0;
    }
    return count;
  };
}

/** None where there is no AWS CLI. */
function cliTimes(url: string, instances: number): readonly number[] {
  if (spawnSync('aws', ['--version']).status !== 0) return [];
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const args = ['ec2', 'describe-instances', '--endpoint-url', url, '--region', seoul, '--page-size', '1000'];
  return Array.from({ length: CLI_ROUNDS }, () => {
    const begunAt = performance.now();
    const listed = execFileSync('aws', [...args, '--query', 'Reservations[].Instances[].InstanceId'], {
      env,
      encoding: 'utf8',
    });
    if (listed.split('"i-').length - 1 !== instances) throw new Error('The AWS CLI has listed something else');
    return performance.now() - begunAt;
  });
}
