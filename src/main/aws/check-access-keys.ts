import { type AppError, appError, fail, type Result } from '../../shared/errors';
import type { Region } from '../../shared/model';
import type { CallerIdentity } from '../../shared/sign-in';
import { callerIdentity } from './caller-identity';
import type { AccessKeys, ProfileCredentials } from './credentials';

/**
 * Whose access keys these are. AWS lets everybody ask this of themselves, so the only answers but that are
 * `unknown-access-key`, `wrong-secret-access-key`, `session-token-expired`, and what keeps AWS from being reached.
 */
export async function checkAccessKeys(
  keys: AccessKeys,
  region: Region,
  endpointUrl: string | null,
  credentials: Pick<ProfileCredentials, 'accessWithKeys'>,
): Promise<Result<CallerIdentity>> {
  const answer = await callerIdentity(region, (service) => credentials.accessWithKeys(keys, endpointUrl, service));
  return answer.ok ? answer : fail(aboutKeys(answer.error, keys));
}

/** AWS's codes are about any credentials; here it is known which field of a form each of them is about. */
function aboutKeys(error: AppError, { accessKeyId }: AccessKeys): AppError {
  const code = codeAboutKeys(error);
  if (code === null) return error;
  const { awsCode, detail, requestId } = error;
  return appError(code, { values: { ending: accessKeyId.slice(-4) }, awsCode, detail, requestId });
}

function codeAboutKeys({ code, awsCode }: AppError) {
  if (code === 'expired-credentials') return 'session-token-expired';
  if (code !== 'invalid-credentials') return null;
  return awsCode === 'SignatureDoesNotMatch' ? 'wrong-secret-access-key' : 'unknown-access-key';
}
