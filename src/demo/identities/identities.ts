import type { AccessKey } from '../access-keys';
import type { Clock } from '../clock';
import { KeyRing } from './key-ring';
import { LoginSessions } from './login-sessions';
import { MfaDevices } from './mfa-devices';
import { Roles } from './roles';
import { SsoAssignments } from './sso-assignments';
import { SsoSignIn } from './sso-sign-in';

/** Who there is, and how they sign in; a test registers them here. */
export class Identities {
  /** By which credentials, codes and tokens end. */
  readonly clock: Clock;
  readonly keyRing: KeyRing;
  readonly roles = new Roles();
  readonly mfaDevices = new MfaDevices();
  readonly sso: SsoSignIn;
  readonly ssoAssignments: SsoAssignments;
  readonly loginSessions: LoginSessions;
  /** By account ID. */
  readonly accountAliases = new Map<string, string>();

  /** @param clientClock of the Date header: what a client holds an expiration against */
  constructor(keys: readonly AccessKey[], clock: Clock, clientClock: Clock) {
    this.clock = clock;
    this.keyRing = new KeyRing(keys, clock, clientClock);
    this.sso = new SsoSignIn(clock, clientClock);
    this.ssoAssignments = new SsoAssignments(this.keyRing);
    this.loginSessions = new LoginSessions(this.keyRing);
  }
}
