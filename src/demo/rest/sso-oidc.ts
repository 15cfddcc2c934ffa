import { z } from 'zod';
import type { SsoTokens } from '../identities/sso-sign-in';
import { ServiceError } from '../service-error';
import type { RestOperation, RestService } from './rest-operation';
import { wellFormed } from './rest-operation';

/** Where a person decides about a device; see device-page.ts. */
export const devicePath = '/device';

/** https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html */
const ssoOidc: RestService = {
  malformed: 'InvalidRequestException',
  errorBody: ({ code, message }) => ({ error: oauthError(code), error_description: message }),
  denied: () => new ServiceError('AccessDeniedException', 'The request was denied'),
};

/** `AuthorizationPendingException` is `authorization_pending` in OAuth. */
function oauthError(code: string): string {
  if (code.startsWith('Internal')) return 'server_error';
  return code
    .replace(/Exception$/, '')
    .replace(/\B[A-Z]/g, '_$&')
    .toLowerCase();
}

const registerSchema = z.object({
  clientName: z.string().min(1),
  clientType: z.string(),
  scopes: z.array(z.string()).default([]),
});

/** https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_RegisterClient.html */
const registerClient: RestOperation = {
  action: 'RegisterClient',
  service: ssoOidc,
  method: 'POST',
  path: '/client/register',
  run: ({ body, origin }, { sso }) => {
    const { clientType, scopes } = wellFormed(ssoOidc, registerSchema, body);
    if (clientType !== 'public') {
      throw new ServiceError('InvalidClientMetadataException', 'The client type must be public');
    }
    const { clientId, clientSecret, issuedAt, secretExpiresAt } = sso.register(scopes.length > 0);
    return {
      clientId,
      clientSecret,
      clientIdIssuedAt: Math.floor(issuedAt / 1_000),
      clientSecretExpiresAt: Math.floor(secretExpiresAt / 1_000),
      tokenEndpoint: `${origin}/token`,
    };
  },
};

const clientSchema = z.object({ clientId: z.string(), clientSecret: z.string() });
const authorizationSchema = clientSchema.extend({ startUrl: z.string().min(1) });

/** https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_StartDeviceAuthorization.html */
const startDeviceAuthorization: RestOperation = {
  action: 'StartDeviceAuthorization',
  service: ssoOidc,
  method: 'POST',
  path: '/device_authorization',
  run: ({ body, origin }, { sso }) => {
    const { clientId, clientSecret, startUrl } = wellFormed(ssoOidc, authorizationSchema, body);
    const { deviceCode, userCode } = sso.startDeviceAuthorization(clientId, clientSecret, startUrl);
    return {
      deviceCode,
      userCode,
      verificationUri: `${origin}${devicePath}`,
      verificationUriComplete: `${origin}${devicePath}?user_code=${userCode}`,
      expiresIn: Math.floor(sso.settings.authorizationMs / 1_000),
      interval: sso.settings.intervalSeconds,
    };
  },
};

const tokenSchema = clientSchema.extend({
  grantType: z.string(),
  deviceCode: z.string().optional(),
  refreshToken: z.string().optional(),
});

/** https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html */
const createToken: RestOperation = {
  action: 'CreateToken',
  service: ssoOidc,
  method: 'POST',
  path: '/token',
  run: ({ body }, { sso }) => {
    const { clientId, clientSecret, grantType, deviceCode, refreshToken } = wellFormed(ssoOidc, tokenSchema, body);
    switch (grantType) {
      case 'urn:ietf:params:oauth:grant-type:device_code':
        return tokensBody(sso.exchangeDeviceCode(clientId, clientSecret, required('deviceCode', deviceCode)));
      case 'refresh_token':
        return tokensBody(sso.refresh(clientId, clientSecret, required('refreshToken', refreshToken)));
      default:
        throw new ServiceError('UnsupportedGrantTypeException', 'The endpoint does not know this grant type');
    }
  },
};

function required(name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new ServiceError('InvalidRequestException', `Invalid request: ${name} is missing`);
}

function tokensBody({ accessToken, expiresInSeconds, refreshToken }: SsoTokens): object {
  return { accessToken, tokenType: 'Bearer', expiresIn: expiresInSeconds, refreshToken };
}

export const ssoOidcOperations: readonly RestOperation[] = [registerClient, startDeviceAuthorization, createToken];
