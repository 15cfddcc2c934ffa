import { IAMClient, ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fail, ok, type Result } from '../../shared/errors';
import { type Region, toRegion } from '../../shared/model';
import type { CallerIdentity } from '../../shared/sign-in';
import { clientSettings } from './client-settings';
import type { ClientAccess } from './credentials';
import type { Service } from './endpoint-url';
import { ReadRetryStrategy } from './retry';
import { toAppError, UnexpectedResponseError } from './sdk-errors';

/** How the clients of a service sign in. */
type AccessOf = (service: Service) => Promise<ClientAccess>;

/** Who AWS takes the holder of these credentials for; the account's alias is another question. */
export async function callerIdentity(region: Region, accessOf: AccessOf): Promise<Result<CallerIdentity>> {
  let client: STSClient | null = null;
  let where = `sts.${region}.amazonaws.com`;
  try {
    const access = await accessOf('sts');
    if (access.endpointUrl !== null) where = new URL(access.endpointUrl).host;
    client = new STSClient({ ...clientSettings(region, access), retryStrategy: new ReadRetryStrategy() });
    const { Arn, Account } = await client.send(new GetCallerIdentityCommand({}));
    if (!Arn || !Account) throw new UnexpectedResponseError('GetCallerIdentity named nobody');
    return ok({ accountId: Account, accountAlias: null, arn: Arn });
  } catch (thrown) {
    return fail(toAppError(thrown, where));
  } finally {
    client?.destroy();
  }
}

/** The name of the caller's account; null where it has none, or the caller may not read it. Never rejects. */
export async function accountAlias(arn: string, accessOf: AccessOf): Promise<string | null> {
  let client: IAMClient | null = null;
  try {
    client = new IAMClient({ ...clientSettings(iamRegion(arn), await accessOf('iam')), maxAttempts: 1 });
    const { AccountAliases } = await client.send(new ListAccountAliasesCommand({}));
    return AccountAliases?.[0] ?? null;
  } catch {
    // Few users may read it.
    return null;
  } finally {
    client?.destroy();
  }
}

/** IAM is one service for each partition, and asked in one of its Regions. */
function iamRegion(arn: string): Region {
  if (arn.startsWith('arn:aws-cn:')) return toRegion('cn-north-1');
  return toRegion(arn.startsWith('arn:aws-us-gov:') ? 'us-gov-west-1' : 'us-east-1');
}
