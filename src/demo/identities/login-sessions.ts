import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { ServiceError } from '../service-error';
import type { KeyRing, SessionCredentials } from './key-ring';

/** Why a session of `aws login` can no longer be renewed, in the words of the service. */
export type LoginEnd = 'TOKEN_EXPIRED' | 'USER_CREDENTIALS_CHANGED' | 'INSUFFICIENT_PERMISSIONS';

/** A refusal that says in one word more than its code does. */
export class LoginRefusal extends ServiceError {
  readonly reason: LoginEnd;

  constructor(reason: LoginEnd) {
    super('AccessDeniedException', `The token cannot be renewed: ${reason}`);
    this.reason = reason;
  }
}

/** Whose session it is. */
export interface LoginIdentity {
  /** As in `login_session`, e.g. `arn:aws:iam::123456789012:user/anna`. */
  readonly arn: string;
  readonly userId?: string;
}

/** What `aws login` keeps of a session on the disk. */
export interface BegunLogin {
  readonly accountId: string;
  readonly clientId: string;
  readonly credentials: SessionCredentials;
  readonly refreshToken: string;
  /** In PEM, as SEC 1 has it; requests for new credentials are signed with it. */
  readonly dpopKey: string;
}

interface LoginSession extends Required<LoginIdentity> {
  readonly accountId: string;
  /** Of the public key, as `jwkThumbprint` makes it. */
  readonly keyThumbprint: string;
  refreshToken: string;
  ended: LoginEnd | undefined;
}

const clientId = 'arn:aws:signin:::devtools/same-device';

/** The sessions of `aws login`. */
export class LoginSessions {
  /** How long each set of credentials is good, in milliseconds; a test may change it. */
  credentialsMs = 900_000;
  readonly #keyRing: KeyRing;
  readonly #sessions: LoginSession[] = [];

  constructor(keyRing: KeyRing) {
    this.#keyRing = keyRing;
  }

  /** As if the person had signed in in the browser. */
  begin({ arn, userId = 'AIDADEMODEMODEMODEMO0' }: LoginIdentity): BegunLogin {
    const accountId = arn.split(':')[4] ?? '';
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const session: LoginSession = {
      ...{ arn, userId, accountId },
      keyThumbprint: jwkThumbprint(x, y),
      refreshToken: randomBytes(48).toString('base64url'),
      ended: undefined,
    };
    this.#sessions.push(session);
    return {
      accountId,
      clientId,
      credentials: this.#issue(session),
      refreshToken: session.refreshToken,
      dpopKey: privateKey.export({ format: 'pem', type: 'sec1' }).toString(),
    };
  }

  /** Ends every session of that user: the next renewal is refused for this reason. */
  end(arn: string, reason: LoginEnd): void {
    for (const session of this.#sessions) if (session.arn === arn) session.ended = reason;
  }

  /** New credentials; the refresh token that was given is used up. */
  refresh(
    refreshToken: string,
    keyThumbprint: string,
  ): { readonly credentials: SessionCredentials; readonly expiresInSeconds: number; readonly refreshToken: string } {
    const session = this.#sessions.find((open) => open.refreshToken === refreshToken);
    if (session === undefined || session.keyThumbprint !== keyThumbprint) throw new LoginRefusal('TOKEN_EXPIRED');
    if (session.ended !== undefined) throw new LoginRefusal(session.ended);
    session.refreshToken = randomBytes(48).toString('base64url');
    return {
      credentials: this.#issue(session),
      expiresInSeconds: Math.floor(this.credentialsMs / 1_000),
      refreshToken: session.refreshToken,
    };
  }

  #issue({ arn, userId, accountId }: LoginSession): SessionCredentials {
    return this.#keyRing.issue({ arn, userId, accountId, lifetimeMs: this.credentialsMs, mfaAuthenticated: false });
  }
}

/** Tells one public key of the curve P-256 from another (RFC 7638). */
export function jwkThumbprint(x: string, y: string): string {
  return createHash('sha256')
    .update(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y }))
    .digest('base64url');
}
