import type { ParsedCommandInput } from '../../shared/contract';
import type { EnteredAccessKeys } from '../../shared/credential-facts';
import { type AppError, ok, type Result } from '../../shared/errors';
import type { CredentialSource, Region } from '../../shared/model';
import type { CallerIdentity } from '../../shared/sign-in';
import type { AccessKeys } from '../aws/credentials';
import type { KeptAccessKeys } from './kept-access-keys';

export interface EnterAccessKeysParts {
  readonly kept: KeptAccessKeys;
  /** Whose they are, by AWS's word. */
  readonly check: (keys: AccessKeys, region: Region, endpointUrl: string | null) => Promise<Result<CallerIdentity>>;
  /** Adds them to the AWS credentials file under this name. */
  readonly writeToFile: (profileName: string, keys: AccessKeys) => Promise<Result<null>>;
}

type Input = ParsedCommandInput<'enterAccessKeys'>;

/** Asks AWS whose keys these are and then keeps them as was asked for. Nothing is kept of keys that AWS does not take. */
export async function enterAccessKeys(input: Input, parts: EnterAccessKeysParts): Promise<Result<EnteredAccessKeys>> {
  const { accessKeyId, secretAccessKey, sessionToken, region, endpointUrl } = input;
  const keys: AccessKeys = { accessKeyId, secretAccessKey, sessionToken };
  const identity = await parts.check(keys, region, endpointUrl);
  if (!identity.ok) return { ok: false, error: withoutSecrets(identity.error, keys) };
  const source = await keep(keys, input.keep, parts);
  return source.ok ? ok({ identity: identity.value, source: source.value }) : source;
}

async function keep(
  keys: AccessKeys,
  how: Input['keep'],
  parts: EnterAccessKeysParts,
): Promise<Result<CredentialSource>> {
  if (how.kind === 'credentials-file') {
    const written = await parts.writeToFile(how.profileName, keys);
    return written.ok ? ok({ kind: 'named-profile', profileName: how.profileName }) : written;
  }
  const held = await parts.kept.hold(keys, how.kind);
  return held.ok ? ok({ kind: 'access-keys', keysId: held.value }) : held;
}

/** Whoever answers at an endpoint may say anything, what it was sent among it. */
function withoutSecrets(error: AppError, { secretAccessKey, sessionToken }: AccessKeys): AppError {
  const holdsSecret = [secretAccessKey, sessionToken].some(
    (secret) => secret !== null && error.detail?.includes(secret),
  );
  return holdsSecret ? { ...error, detail: null } : error;
}
