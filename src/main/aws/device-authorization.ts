import {
  CreateTokenCommand,
  RegisterClientCommand,
  SSOOIDCClient,
  StartDeviceAuthorizationCommand,
} from '@aws-sdk/client-sso-oidc';
import { fail, ok, type Result } from '../../shared/errors';
import { trustedCertificates } from './ca-bundle';
import type { SsoSession } from './config-sections';
import { configuredEndpointUrl } from './endpoint-url';
import type { ProxyFor } from './proxy';
import { requestHandler } from './request-handler';
import { toAppError, UnexpectedResponseError } from './sdk-errors';
import type { SsoToken } from './sso-token';

/*
 * Signing in to IAM Identity Center with a browser, on this computer or on another.
 * https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html
 */

const CLIENT_NAME = 'EC2 Tray';
const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** What the person is shown while they sign in. Times are ms since the epoch, UTC. */
export interface DeviceAuthorization {
  readonly userCode: string;
  /** Where the code can be typed. */
  readonly verificationUri: string;
  /** The same with the code in it. */
  readonly verificationUriComplete: string;
  readonly expiresAt: number;
  /** How long to wait between two questions whether they have, ms. */
  readonly intervalMs: number;
}

/** What asking for the token came to. */
export type TokenAnswer =
  | { readonly kind: 'token'; readonly token: SsoToken }
  | { readonly kind: 'pending' }
  /** Asked too often: wait longer. */
  | { readonly kind: 'slow-down' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'expired' };

/** One sign-in: begun, then asked about again and again. */
export interface SignInClient {
  begin(): Promise<Result<DeviceAuthorization>>;
  /** Only after `begin`. */
  askForToken(): Promise<Result<TokenAnswer>>;
  close(): void;
}

export interface SignInClientParts {
  readonly session: SsoSession;
  /** Of the Profile that is signed in, for its other settings (endpoint, certificates); null for none. */
  readonly profileName: string | null;
  readonly proxyFor: ProxyFor;
  readonly now: () => number;
}

export function ssoSignInClient(parts: SignInClientParts): SignInClient {
  const { session, profileName, proxyFor, now } = parts;
  let client: SSOOIDCClient | null = null;
  let begun: Begun | null = null;
  let isClosed = false;

  async function connect(): Promise<SSOOIDCClient> {
    if (client !== null) return client;
    const url = await configuredEndpointUrl('sso_oidc', profileName);
    const certificates = await trustedCertificates(profileName);
    // Given up before it has begun.
    if (isClosed) throw new Error('The sign-in was given up');
    client = new SSOOIDCClient({
      region: session.region,
      requestHandler: requestHandler({ proxyFor, certificates }),
      ...(profileName === null ? {} : { profile: profileName }),
      ...(url === null ? {} : { endpoint: url }),
    });
    return client;
  }

  async function begin(): Promise<DeviceAuthorization> {
    const oidc = await connect();
    const registered = await oidc.send(
      new RegisterClientCommand({
        clientName: CLIENT_NAME,
        clientType: 'public',
        // The older way knows no scopes, and gives no refresh token.
        ...(session.name === null ? {} : { scopes: [...session.scopes], grantTypes: [DEVICE_GRANT, 'refresh_token'] }),
      }),
    );
    const { clientId, clientSecret, clientSecretExpiresAt = 0 } = registered;
    const started = await oidc.send(
      new StartDeviceAuthorizationCommand({ clientId, clientSecret, startUrl: session.startUrl }),
    );
    const { deviceCode, userCode, verificationUri, verificationUriComplete, expiresIn, interval } = started;
    if (!clientId || !clientSecret || !deviceCode || !userCode || !verificationUri || !expiresIn) {
      throw new UnexpectedResponseError('The device authorization is not complete');
    }
    begun = { clientId, clientSecret, deviceCode, registrationExpiresAt: clientSecretExpiresAt * 1000 };
    return {
      userCode,
      verificationUri,
      verificationUriComplete: verificationUriComplete ?? verificationUri,
      expiresAt: now() + expiresIn * 1000,
      // What the protocol says where nothing is said (RFC 8628, 3.2).
      intervalMs: (interval ?? 5) * 1000,
    };
  }

  async function askForToken({ clientId, clientSecret, deviceCode, registrationExpiresAt }: Begun): Promise<SsoToken> {
    const oidc = await connect();
    const grant = { clientId, clientSecret, deviceCode, grantType: DEVICE_GRANT };
    const { accessToken, expiresIn, refreshToken } = await oidc.send(new CreateTokenCommand(grant));
    if (!accessToken || expiresIn === undefined) throw new UnexpectedResponseError('The token is not complete');
    const expiresAt = now() + expiresIn * 1000;
    return {
      accessToken,
      expiresAt,
      refreshToken: refreshToken ?? null,
      clientId,
      clientSecret,
      registrationExpiresAt,
    };
  }

  return {
    async begin() {
      try {
        return ok(await begin());
      } catch (thrown) {
        return fail(toAppError(thrown, session.startUrl));
      }
    },
    async askForToken() {
      if (begun === null) throw new Error('A sign-in is begun before its token is asked for');
      try {
        return ok({ kind: 'token', token: await askForToken(begun) });
      } catch (thrown) {
        const answer = ANSWERS[thrown instanceof Error ? thrown.name : ''];
        return answer === undefined ? fail(toAppError(thrown, session.startUrl)) : ok({ kind: answer });
      }
    },
    close: () => {
      isClosed = true;
      client?.destroy();
    },
  };
}

interface Begun {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly deviceCode: string;
  readonly registrationExpiresAt: number;
}

/** https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html */
const ANSWERS: Readonly<Record<string, Exclude<TokenAnswer['kind'], 'token'>>> = {
  AuthorizationPendingException: 'pending',
  SlowDownException: 'slow-down',
  AccessDeniedException: 'denied',
  ExpiredTokenException: 'expired',
};
