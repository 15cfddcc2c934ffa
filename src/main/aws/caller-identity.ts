import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { CallerIdentity } from '../../shared/contract';
import { fail, ok, type Result } from '../../shared/errors';
import type { Region } from '../../shared/model';
import { clientSettings } from './client-settings';
import type { ClientAccess } from './credentials';
import { readRetryStrategy } from './retry';
import { toAppError, UnexpectedResponseError } from './sdk-errors';

/** Who AWS takes the holder of these credentials for; null where it does not tell. Never rejects: nothing hangs on it. */
export async function callerArn(region: Region, access: () => Promise<ClientAccess>): Promise<string | null> {
  const answer = await callerIdentity(region, access);
  return answer.ok ? answer.value.arn : null;
}

/** The same with the account, or why AWS does not tell. Never rejects. */
export async function callerIdentity(
  region: Region,
  access: () => Promise<ClientAccess>,
): Promise<Result<CallerIdentity>> {
  let client: STSClient | null = null;
  let where = `sts.${region}.amazonaws.com`;
  try {
    const given = await access();
    if (given.endpointUrl !== null) where = new URL(given.endpointUrl).host;
    client = new STSClient({ ...clientSettings(region, given), retryStrategy: readRetryStrategy() });
    const { Account, Arn } = await client.send(new GetCallerIdentityCommand({}));
    if (!Account || !Arn) throw new UnexpectedResponseError('The answer names no account');
    return ok({ accountId: Account, arn: Arn });
  } catch (thrown) {
    return fail(toAppError(thrown, where));
  } finally {
    client?.destroy();
  }
}
