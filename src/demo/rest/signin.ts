import { z } from 'zod';
import { checkDpopProof } from '../identities/dpop-proof';
import { LoginRefusal } from '../identities/login-sessions';
import { ServiceError } from '../service-error';
import type { RestOperation, RestService } from './rest-operation';
import { wellFormed } from './rest-operation';

/** The token service behind `aws login`, as clients call it. */
const signin: RestService = {
  malformed: 'ValidationException',
  errorBody: (error) => ({ error: oauthReason(error), message: error.message }),
  denied: () => new LoginRefusal('INSUFFICIENT_PERMISSIONS'),
};

function oauthReason(error: ServiceError): string {
  if (error instanceof LoginRefusal) return error.reason;
  return error.status >= 500 ? 'SERVER_ERROR' : 'INVALID_REQUEST';
}

const refreshSchema = z.object({ clientId: z.string(), grantType: z.string(), refreshToken: z.string() });

/** Renews the credentials of a session; it begins in a browser, which is not this endpoint's affair. */
const createOAuth2Token: RestOperation = {
  action: 'CreateOAuth2Token',
  service: signin,
  method: 'POST',
  path: '/v1/token',
  run: ({ body, headers, method, origin, path }, { loginSessions }) => {
    const { grantType, refreshToken } = wellFormed(signin, refreshSchema, body);
    if (grantType !== 'refresh_token') {
      throw new ServiceError('ValidationException', 'The endpoint knows no grant type but refresh_token');
    }
    const keyThumbprint = checkDpopProof(headers.get('dpop'), method, `${origin}${path}`);
    const renewed = loginSessions.refresh(refreshToken, keyThumbprint);
    const { accessKeyId, secretAccessKey, sessionToken } = renewed.credentials;
    return {
      accessToken: { accessKeyId, secretAccessKey, sessionToken },
      tokenType: 'aws_sigv4',
      expiresIn: renewed.expiresInSeconds,
      refreshToken: renewed.refreshToken,
    };
  },
};

export const signinOperations: readonly RestOperation[] = [createOAuth2Token];
