import { DescribeInstancesCommand, DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { type AccountRegion, OPT_IN_STATUSES } from '../../shared/credential-facts';
import { fail, ok, type Result } from '../../shared/errors';
import { type Region, toRegion } from '../../shared/model';
import { clientSettings } from './client-settings';
import type { ClientAccess } from './credentials';
import { ec2Filters } from './ec2-filters';
import { ReadRetryStrategy } from './retry';
import { toAppError, UnexpectedResponseError } from './sdk-errors';

/** Largest page that EC2 gives: enough to know how many instances there are, or that there are many. */
const PAGE_SIZE = 1000;

export interface InstanceCount {
  readonly instanceCount: number;
  /** There are more than one page has. */
  readonly hasMore: boolean;
}

/** EC2 asked about an account across its Regions. Answers are Results; nothing is thrown. */
export interface AccountClient {
  /** All Regions, also those that the account has not opted in to. `askedIn` is the Region that answers. */
  listRegions(askedIn: Region, signal?: AbortSignal): Promise<Result<readonly AccountRegion[]>>;
  /** How many instances match the filter (a Profile's, null for none) there. */
  countInstances(region: Region, filter: string | null, signal: AbortSignal): Promise<Result<InstanceCount>>;
}

export function createAccountClient(access: () => Promise<ClientAccess>): AccountClient {
  async function answer<Value>(region: Region, call: (client: EC2Client) => Promise<Value>): Promise<Result<Value>> {
    let client: EC2Client | null = null;
    try {
      client = new EC2Client({ ...clientSettings(region, await access()), retryStrategy: new ReadRetryStrategy() });
      return ok(await call(client));
    } catch (thrown) {
      return fail(toAppError(thrown, region));
    } finally {
      client?.destroy();
    }
  }

  return {
    listRegions: (askedIn, signal) =>
      answer(askedIn, async (client) => {
        const options = signal === undefined ? {} : { abortSignal: signal };
        const { Regions } = await client.send(new DescribeRegionsCommand({ AllRegions: true }), options);
        if (Regions === undefined) throw new UnexpectedResponseError();
        return Regions.flatMap(({ RegionName, OptInStatus }) => {
          const optInStatus = OPT_IN_STATUSES.find((known) => known === OptInStatus);
          // LocalStack and the like tell no status: what they list can be used.
          return RegionName === undefined
            ? []
            : [{ region: toRegion(RegionName), optInStatus: optInStatus ?? 'opt-in-not-required' }];
        });
      }),
    countInstances: (region, filter, signal) =>
      answer(region, async (client) => {
        const asked = new DescribeInstancesCommand({ MaxResults: PAGE_SIZE, ...ec2Filters(filter) });
        const { Reservations, NextToken } = await client.send(asked, { abortSignal: signal });
        if (Reservations === undefined) throw new UnexpectedResponseError();
        const instanceCount = Reservations.reduce((sum, { Instances }) => sum + (Instances?.length ?? 0), 0);
        return { instanceCount, hasMore: NextToken !== undefined && NextToken !== '' };
      }),
  };
}
