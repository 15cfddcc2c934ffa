import { setTimeout as delay } from 'node:timers/promises';
import { DescribeInstancesCommand, EC2Client, StartInstancesCommand } from '@aws-sdk/client-ec2';
import { startEndpoint } from '../../src/demo/endpoint';
import { emptyFleet } from '../../src/demo/seed';
import type { Bench } from './bench';
import { keepProfiles, now, startOurs } from './started-app';
import { type TappedCall, tapBefore } from './wire-tap';

const STARTS = 12;
const REGION = 'ap-northeast-2';
/** Between two of them, ms: each has come to its end, and both have their connections still. */
const PAUSE_MS = 4_000;
const PENDING_MS = 1_500;

/** From a click on Start in the tray's menu to the request, and from the end of an action at AWS to the menu. */
export const actionBench: Bench = {
  name: 'action',
  async measure({ executable }) {
    let port = 0;
    await using tap = await tapBefore(() => port);
    const fleet = emptyFleet({ timing: { pendingMs: PENDING_MS, stoppingMs: PENDING_MS, consistencyDelayMs: 0 } });
    const names = Array.from({ length: STARTS }, (_, number) => `web-${String(number).padStart(2, '0')}`);
    for (const name of names) fleet.add(REGION, { name, state: 'stopped' });
    const alone = Array.from({ length: STARTS }, () => fleet.add(REGION, { name: 'alone', state: 'stopped' }));
    const endpoint = await startEndpoint({ fleet, hosts: [tap.host] });
    port = endpoint.port;
    const { accessKey } = endpoint;
    const app = await startOurs({
      executable,
      args: ['--hidden'],
      prepare: (home) => keepProfiles(home, [{ endpointUrl: tap.url, accessKey, regions: [REGION] }]),
    });
    const client = new EC2Client({ region: REGION, endpoint: tap.url, credentials: accessKey });
    const [ours, bare, shown, late]: [number[], number[], number[], number[]] = [[], [], [], []];
    try {
      await app.tray.waitForMenu((menu) => JSON.stringify(menu).includes('web-00'));
      for (const [at, name] of names.entries()) {
        let clickedAt = 0;
        await app.tray.click(
          ({ label }) => label.includes(name),
          () => {
            clickedAt = now();
          },
        );
        await app.tray.waitForMenu((menu) => JSON.stringify(menu).includes(`● ${name}`), { timeoutMs: 15_000 });
        const shownAt = now();
        ours.push(startAfter(tap.calls, clickedAt).arrivedAt - clickedAt);
        const { told, before } = firstToTell(tap.calls, clickedAt);
        shown.push(shownAt - told.answeredAt);
        late.push(told.arrivedAt - before.arrivedAt);

        await client.send(new DescribeInstancesCommand({ MaxResults: 5 }));
        const sentAt = now();
        await client.send(new StartInstancesCommand({ InstanceIds: [alone[at] ?? ''] }));
        bare.push(startAfter(tap.calls, sentAt).arrivedAt - sentAt);
        await delay(PAUSE_MS);
      }
    } finally {
      client.destroy();
      await app.stop();
      await endpoint.close();
    }
    return [
      {
        id: 'action-to-wire',
        what: 'Click on Start in the tray’s menu until StartInstances is on the wire',
        unit: 'ms',
        ours,
        beside: { what: 'the SDK alone, warm connection', values: bare },
        budget: { kind: 'plus', most: 10 },
      },
      {
        id: 'action-shown',
        what: 'The first answer with the new state until it is in the tray’s menu',
        unit: 'ms',
        ours: shown,
        beside: null,
        budget: { kind: 'most', most: 50 },
      },
      {
        id: 'action-interval',
        what: 'The poll interval in force then, which comes before that',
        unit: 'ms',
        ours: late,
        beside: null,
        budget: null,
      },
    ];
  },
};

function startAfter(calls: readonly TappedCall[], moment: number): TappedCall {
  const start = calls.find(({ action, arrivedAt }) => action === 'StartInstances' && arrivedAt >= moment);
  if (start === undefined) throw new Error('No start came over the wire');
  return start;
}

/** The first answer that has an instance running that was started then, and the question before. */
function firstToTell(calls: readonly TappedCall[], moment: number) {
  const polls = calls.filter(({ action, arrivedAt }) => action === 'DescribeInstances' && arrivedAt >= moment);
  const at = polls.findIndex(({ answer }) => !/<name>pending<\/name>/.test(answer));
  const [told, before] = [polls[at], polls[at - 1]];
  if (told === undefined || before === undefined) throw new Error('No answer has told of the end');
  return { told, before };
}
