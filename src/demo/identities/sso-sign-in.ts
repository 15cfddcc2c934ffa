import { randomBytes } from 'node:crypto';
import { randomLetters } from '../access-keys';
import type { Clock } from '../clock';
import { ServiceError } from '../service-error';

/** How signing in goes; a test may change each of these at any time. */
export interface SsoSettings {
  /** The only start URL there is; by default every one will do. */
  startUrl: string | undefined;
  /** How long a person has for their decision, in milliseconds. */
  authorizationMs: number;
  /** How far apart questions for the token must be, in seconds; 0 for as often as one likes. */
  intervalSeconds: number;
  /** How long an access token is good, in milliseconds. */
  accessTokenMs: number;
  /** How long a session can be renewed, in milliseconds. */
  sessionMs: number;
  /** Whether clients that asked for a scope get a refresh token. */
  givesRefreshTokens: boolean;
}

/** A client that has registered. */
export interface SsoClient {
  readonly clientId: string;
  readonly clientSecret: string;
  /** By the clock of the client, in milliseconds since the epoch, UTC. */
  readonly issuedAt: number;
  readonly secretExpiresAt: number;
}

/** A device that waits for a person's decision. */
export interface DeviceAuthorization {
  readonly deviceCode: string;
  readonly userCode: string;
}

/** What a device gets once it is allowed in. */
export interface SsoTokens {
  readonly accessToken: string;
  readonly expiresInSeconds: number;
  readonly refreshToken: string | undefined;
}

type Decision = 'pending' | 'allowed' | 'denied';

interface RegisteredClient {
  readonly secret: string;
  /** By the clock of the credentials, as everything below. */
  readonly endsAt: number;
  readonly hasScopes: boolean;
}

interface WaitingDevice extends DeviceAuthorization {
  readonly clientId: string;
  readonly endsAt: number;
  decision: Decision;
  /** When it may ask next. */
  askAgainAt: number;
  intervalMs: number;
}

interface Session {
  readonly clientId: string;
  readonly endsAt: number;
  accessToken: { readonly text: string; readonly endsAt: number };
  refreshToken: string | undefined;
}

/** A registration lasts so long, in milliseconds. */
const registrationMs = 90 * 86_400_000;
/** A client that is told to slow down waits so much longer, in milliseconds (RFC 8628, section 3.5). */
const slowDownMs = 5_000;
/** Requests take different times to arrive: one may come so much early, in milliseconds. */
const earlyMs = 500;

/**
 * Signing in with IAM Identity Center: clients, devices that wait to be allowed in, and sessions. All of it ends by the
 * clock of the credentials.
 */
export class SsoSignIn {
  readonly settings: SsoSettings = {
    startUrl: undefined,
    authorizationMs: 600_000,
    intervalSeconds: 1,
    accessTokenMs: 3_600_000,
    sessionMs: 8 * 3_600_000,
    givesRefreshTokens: true,
  };
  readonly #clock: Clock;
  readonly #clientClock: Clock;
  readonly #clients = new Map<string, RegisteredClient>();
  #devices: readonly WaitingDevice[] = [];
  #sessions: readonly Session[] = [];

  constructor(clock: Clock, clientClock: Clock) {
    this.#clock = clock;
    this.#clientClock = clientClock;
  }

  /** The user codes that wait for a decision, oldest first. */
  get pendingUserCodes(): readonly string[] {
    const now = this.#clock.now();
    return this.#devices
      .filter(({ decision, endsAt }) => decision === 'pending' && endsAt > now)
      .map(({ userCode }) => userCode);
  }

  register(hasScopes: boolean): SsoClient {
    const clientId = randomBytes(16).toString('base64url');
    const clientSecret = randomBytes(32).toString('base64url');
    this.#clients.set(clientId, { secret: clientSecret, endsAt: this.#clock.now() + registrationMs, hasScopes });
    const issuedAt = this.#clientClock.now();
    return { clientId, clientSecret, issuedAt, secretExpiresAt: issuedAt + registrationMs };
  }

  startDeviceAuthorization(clientId: string, clientSecret: string, startUrl: string): DeviceAuthorization {
    this.#checkClient(clientId, clientSecret);
    if (this.settings.startUrl !== undefined && this.settings.startUrl !== startUrl) {
      throw new ServiceError('InvalidRequestException', 'Invalid start url provided');
    }
    const now = this.#clock.now();
    const device: WaitingDevice = {
      clientId,
      deviceCode: randomBytes(32).toString('base64url'),
      userCode: `${randomLetters(4)}-${randomLetters(4)}`,
      endsAt: now + this.settings.authorizationMs,
      decision: 'pending',
      askAgainAt: now,
      intervalMs: this.settings.intervalSeconds * 1_000,
    };
    this.#devices = [...this.#devices, device];
    return device;
  }

  /** What a person does in the browser. `false` for a code that nobody waits with (any more). */
  decide(userCode: string, decision: 'allowed' | 'denied'): boolean {
    const now = this.#clock.now();
    const device = this.#devices.find(
      (waiting) => waiting.userCode === userCode && waiting.decision === 'pending' && waiting.endsAt > now,
    );
    if (device === undefined) return false;
    device.decision = decision;
    return true;
  }

  /** The tokens for a device that has been allowed in; a ServiceError says why not. The code works once. */
  exchangeDeviceCode(clientId: string, clientSecret: string, deviceCode: string): SsoTokens {
    const client = this.#checkClient(clientId, clientSecret);
    const device = this.#devices.find((waiting) => waiting.deviceCode === deviceCode && waiting.clientId === clientId);
    if (device === undefined) throw new ServiceError('InvalidGrantException', 'Invalid device code provided');
    const now = this.#clock.now();
    if (device.endsAt <= now) throw new ServiceError('ExpiredTokenException', 'The device code has expired');
    switch (device.decision) {
      case 'denied':
        throw new ServiceError('AccessDeniedException', 'The request was denied');
      case 'pending': {
        const isTooSoon = now < device.askAgainAt - earlyMs;
        if (isTooSoon) device.intervalMs += slowDownMs;
        device.askAgainAt = now + device.intervalMs;
        throw isTooSoon
          ? new ServiceError('SlowDownException', 'The client is asking too often')
          : new ServiceError('AuthorizationPendingException', 'The person has not decided yet');
      }
      case 'allowed': {
        this.#devices = this.#devices.filter((waiting) => waiting !== device);
        const session: Session = {
          clientId,
          endsAt: now + this.settings.sessionMs,
          accessToken: this.#newAccessToken(),
          refreshToken: client.hasScopes && this.settings.givesRefreshTokens ? newToken() : undefined,
        };
        this.#sessions = [...this.#sessions, session];
        return this.#tokensOf(session);
      }
    }
  }

  /** Fresh tokens; the refresh token that was given is used up. */
  refresh(clientId: string, clientSecret: string, refreshToken: string): SsoTokens {
    this.#checkClient(clientId, clientSecret);
    const session = this.#sessions.find((open) => open.refreshToken === refreshToken && open.clientId === clientId);
    if (session === undefined || session.endsAt <= this.#clock.now()) {
      throw new ServiceError('InvalidGrantException', 'Invalid refresh token provided');
    }
    session.accessToken = this.#newAccessToken();
    session.refreshToken = newToken();
    return this.#tokensOf(session);
  }

  /** A session without a browser, for tests that begin signed in. */
  signIn(client: SsoClient): SsoTokens {
    const { deviceCode, userCode } = this.startDeviceAuthorization(
      client.clientId,
      client.clientSecret,
      this.settings.startUrl ?? '',
    );
    this.decide(userCode, 'allowed');
    return this.exchangeDeviceCode(client.clientId, client.clientSecret, deviceCode);
  }

  /** Whether the portal may be used with the token. */
  accepts(accessToken: string): boolean {
    const session = this.#sessionOf(accessToken);
    return session !== undefined && session.accessToken.endsAt > this.#clock.now();
  }

  /** Ends the session that the token is of: neither of its tokens is good for anything any more. */
  logOut(accessToken: string): void {
    this.#sessions = this.#sessions.filter((session) => session.accessToken.text !== accessToken);
  }

  /** "An administrator ended all sessions": access tokens and refresh tokens are unknown from now on. */
  endSessions(): void {
    this.#sessions = [];
  }

  /** Access tokens stay good until they end, and none can be renewed. */
  invalidateRefreshTokens(): void {
    for (const session of this.#sessions) session.refreshToken = undefined;
  }

  /** As after its 90 days: no client is known any more. */
  forgetClients(): void {
    this.#clients.clear();
  }

  #sessionOf(accessToken: string): Session | undefined {
    return this.#sessions.find((session) => session.accessToken.text === accessToken);
  }

  #checkClient(clientId: string, clientSecret: string): RegisteredClient {
    const client = this.#clients.get(clientId);
    if (client === undefined || client.secret !== clientSecret || client.endsAt <= this.#clock.now()) {
      throw new ServiceError('InvalidClientException', 'Invalid client provided');
    }
    return client;
  }

  #newAccessToken(): Session['accessToken'] {
    return { text: newToken(), endsAt: this.#clock.now() + this.settings.accessTokenMs };
  }

  #tokensOf({ accessToken, refreshToken }: Session): SsoTokens {
    return {
      accessToken: accessToken.text,
      expiresInSeconds: Math.floor(this.settings.accessTokenMs / 1_000),
      refreshToken,
    };
  }
}

function newToken(): string {
  return randomBytes(48).toString('base64url');
}
