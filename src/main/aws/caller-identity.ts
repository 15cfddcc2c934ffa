import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Region } from '../../shared/model';
import { clientSettings } from './client-settings';
import type { ClientAccess } from './credentials';
import { readRetryStrategy } from './retry';

/** Who AWS takes the holder of these credentials for; null where it does not tell. Never rejects: nothing hangs on it. */
export async function callerArn(region: Region, access: () => Promise<ClientAccess>): Promise<string | null> {
  let client: STSClient | null = null;
  try {
    client = new STSClient({ ...clientSettings(region, await access()), retryStrategy: readRetryStrategy() });
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    return Arn === undefined || Arn === '' ? null : Arn;
  } catch {
    return null;
  } finally {
    client?.destroy();
  }
}
