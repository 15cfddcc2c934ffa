import { EC2Client } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand, type GetCallerIdentityCommandOutput, STSClient } from '@aws-sdk/client-sts';
import { onTestFinished } from 'vitest';
import type { ManualClock } from '../../../src/demo/clock';
import { manualClock } from '../../../src/demo/clock';
import type { EndpointOptions, RunningEndpoint } from '../../../src/demo/endpoint';
import { startEndpoint } from '../../../src/demo/endpoint';
import type { Fleet } from '../../../src/demo/fleet';
import type { FleetTiming } from '../../../src/demo/fleet-types';
import { emptyFleet } from '../../../src/demo/seed';
import { roundTiming, start } from './times';

export const seoul = 'ap-northeast-2';

export interface EndpointUnderTest {
  readonly endpoint: RunningEndpoint;
  readonly fleet: Fleet;
  readonly clock: ManualClock;
  /** A real client of the SDK that tries once only. */
  readonly ec2: EC2Client;
  readonly sts: STSClient;
}

/** An endpoint of the test's own, with an empty fleet and a clock that stands still; closed when the test is over. */
export async function endpointUnderTest(
  options: EndpointOptions = {},
  timing: Partial<FleetTiming> = {},
): Promise<EndpointUnderTest> {
  const clock = manualClock(start);
  const fleet = emptyFleet({ clock, timing: { ...roundTiming, ...timing } });
  const endpoint = await startEndpoint({ fleet, ...options });
  onTestFinished(() => endpoint.close());
  return { endpoint, fleet, clock, ec2: ec2Client(endpoint), sts: stsClient(endpoint) };
}

interface ClientOptions {
  readonly region?: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string;
  /** How far the client's clock is from the machine's, in milliseconds. */
  readonly systemClockOffset?: number;
  readonly maxAttempts?: number;
}

function clientConfig(endpoint: RunningEndpoint, options: ClientOptions) {
  const { accessKeyId, secretAccessKey } = endpoint.accessKey;
  const { region = seoul, systemClockOffset = 0, maxAttempts = 1, ...credentials } = options;
  return {
    region,
    systemClockOffset,
    maxAttempts,
    endpoint: endpoint.url,
    credentials: { accessKeyId, secretAccessKey, ...credentials },
  };
}

export function ec2Client(endpoint: RunningEndpoint, options: ClientOptions = {}): EC2Client {
  const client = new EC2Client(clientConfig(endpoint, options));
  onTestFinished(() => client.destroy());
  return client;
}

export function stsClient(endpoint: RunningEndpoint, options: ClientOptions = {}): STSClient {
  const client = new STSClient(clientConfig(endpoint, options));
  onTestFinished(() => client.destroy());
  return client;
}

/** Whose credentials these are. */
export const whoIs = (endpoint: RunningEndpoint, credentials: ClientOptions): Promise<GetCallerIdentityCommandOutput> =>
  stsClient(endpoint, credentials).send(new GetCallerIdentityCommand({}));
