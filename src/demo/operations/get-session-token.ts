import type { QueryParameters } from '../query-parameters';
import { ServiceError } from '../service-error';
import type { Operation } from './operation';
import { credentialsXml, durationSeconds, mfaParameters } from './session-credentials';

/** In seconds: 36 hours, and by default 12. */
const longestSessionSeconds = 129_600;
const usualSessionSeconds = 43_200;

function sessionSeconds(parameters: QueryParameters): number {
  return durationSeconds(parameters, usualSessionSeconds, longestSessionSeconds);
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
export const getSessionToken: Operation = {
  parameters: new Set(['DurationSeconds', 'SerialNumber', 'TokenCode']),
  draws: () => [],
  validate: ({ parameters }) => {
    sessionSeconds(parameters);
    mfaParameters(parameters);
  },
  resources: () => [],
  run: ({ identities, parameters, caller, key }) => {
    if (key?.sessionToken !== undefined) {
      throw new ServiceError('AccessDenied', 'Cannot call GetSessionToken with session credentials');
    }
    const { serialNumber, tokenCode } = mfaParameters(parameters);
    const mfaAuthenticated = identities.mfaDevices.verify(serialNumber, tokenCode);
    const lifetimeMs = sessionSeconds(parameters) * 1_000;
    return credentialsXml(identities.keyRing.issue({ ...caller, lifetimeMs, mfaAuthenticated }));
  },
};
