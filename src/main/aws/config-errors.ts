import { type AppError, appError } from '../../shared/errors';
import { plainText } from '../../shared/plain-text';
import type { Credentials } from './credential-cache';
import { FailedWith, toAppError } from './sdk-errors';
import { readSharedFiles } from './shared-files';

type CredentialProvider = () => Promise<Credentials>;

/** The same credentials; where the shared files are why there are none, the error names the file, line and profile. */
export function withConfigErrors(provider: CredentialProvider, profileName: string): CredentialProvider {
  return async () => {
    try {
      return await provider();
    } catch (thrown) {
      const { code } = toAppError(thrown, profileName);
      // The SDK trips over some of what is missing, and what it throws then is no error of its own.
      const isAboutFiles = code === 'no-credentials' || code === 'sign-in-required' || code === 'unexpected-response';
      const reason = isAboutFiles ? await configErrorOf(profileName, code === 'no-credentials') : null;
      throw reason === null ? thrown : new FailedWith(reason, { cause: thrown });
    }
  };
}

/**
 * Why a named profile cannot sign in, as far as the files tell; null where they do not. `isAnyLine`: a line that is not
 * understood may be the reason too, such as a key that is misspelt.
 */
async function configErrorOf(profileName: string, isAnyLine: boolean): Promise<AppError | null> {
  const { config, credentials, problems } = await readSharedFiles();
  const shownName = plainText(profileName);
  const own = problems.filter((problem) => problem.profileName === shownName);
  const isThere = [config, credentials].some(({ parsed }) => parsed.sections.has(profileName));
  const unreadable = problems.find(({ line }) => line === null);
  const stopping =
    own.find(({ text }) => STOPS_SIGNING_IN.has(text.key)) ?? (isAnyLine || !isThere ? own[0] : undefined);
  if (stopping !== undefined) {
    const values = { profile: shownName, file: stopping.file, line: stopping.line ?? 0 };
    return { ...appError('config-invalid', { values }), hint: stopping.text };
  }
  if (isThere) return null;
  if (unreadable !== undefined) return appError('config-unreadable', { detail: unreadable.file });
  return appError('profile-not-in-config', {
    values: { profile: shownName, config: config.file, credentials: credentials.file },
  });
}

const STOPS_SIGNING_IN: ReadonlySet<string> = new Set([
  'configProblem.source-missing',
  'configProblem.source-loop',
  'configProblem.role-without',
  'configProblem.role-with-both',
  'configProblem.credential-source-unknown',
  'configProblem.sso-session-missing',
  'configProblem.sso-session-incomplete',
  'configProblem.key-incomplete',
]);
