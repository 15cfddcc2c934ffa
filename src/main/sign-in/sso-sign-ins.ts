import { type AppError, appError, fail, ok, type Result } from '../../shared/errors';
import type { Profile, ProfileId } from '../../shared/model';
import type { SignIn } from '../../shared/sign-in';
import type { SsoSession } from '../aws/config-sections';
import type { DeviceAuthorization, SignInClient } from '../aws/device-authorization';
import type { SsoToken } from '../aws/sso-token';
import type { Clock } from '../clock';
import type { Store } from '../store';
import { isSignInPage } from './sign-in-page';

/** How much longer to wait each time the token was asked for too often, ms (RFC 8628, 3.5). */
const SLOWER_BY_MS = 5_000;

/** Of an address that somebody may have made long, characters. */
const SHOWN_LENGTH = 100;
const shortened = (text: string): string => (text.length <= SHOWN_LENGTH ? text : `${text.slice(0, SHOWN_LENGTH)}…`);

export interface SsoSignInsParts {
  readonly store: Store;
  readonly clock: Clock;
  /** The session by which a Profile signs in; null where it signs in otherwise. */
  readonly sessionOf: (profile: Profile) => Promise<SsoSession | null>;
  readonly clientFor: (profile: Profile, session: SsoSession) => SignInClient;
  readonly writeToken: (session: SsoSession, token: SsoToken) => Promise<Result<null>>;
  /** Only with what `isSignInPage` takes. */
  readonly openBrowser: (url: string) => Promise<void>;
  /** Somebody has signed in to this session: what waited for it goes on. */
  readonly onSignedIn: () => Promise<void>;
}

interface UnderWay {
  readonly client: SignInClient;
  url: string | null;
  cancelTimer: () => void;
}

/**
 * Signs in to IAM Identity Center: one sign-in for each session, whatever number of Profiles want it, and one browser tab
 * for each click of a person, never one by itself.
 */
export class SsoSignIns {
  readonly #parts: SsoSignInsParts;
  readonly #underWay = new Map<string, UnderWay>();

  constructor(parts: SsoSignInsParts) {
    this.#parts = parts;
  }

  /** Resolves once the browser was told to open; the rest shows in the snapshot. */
  async begin(profileId: ProfileId): Promise<Result<null>> {
    const { store, sessionOf, clientFor } = this.#parts;
    const profile = store.get().profiles.find(({ id }) => id === profileId);
    if (profile === undefined) return fail(appError('profile-not-found'));
    const session = await sessionOf(profile);
    if (session === null) return fail(appError('no-browser-sign-in'));
    const id = session.name ?? session.startUrl;
    // A second click means the page, not a second sign-in.
    if (this.#underWay.has(id)) return this.openPage(id);
    const signIn: UnderWay = { client: clientFor(profile, session), url: null, cancelTimer: () => {} };
    this.#underWay.set(id, signIn);
    this.#show({ id, name: id, profileId, state: { phase: 'starting' } });
    const begun = await signIn.client.begin();
    if (this.#underWay.get(id) !== signIn) return ok(null);
    if (!begun.ok) return this.#fail(id, begun.error);
    const { userCode, verificationUri, verificationUriComplete, expiresAt } = begun.value;
    // The addresses come from the network.
    const foreign = [verificationUri, verificationUriComplete].find((page) => !isSignInPage(page, session.startUrl));
    if (foreign !== undefined) {
      return this.#fail(id, appError('foreign-sign-in-page', { values: { where: shortened(foreign) } }));
    }
    signIn.url = verificationUriComplete;
    this.#showState(id, { phase: 'waiting', userCode, verificationUri, expiresAt });
    this.#askLater(id, session, signIn, begun.value, begun.value.intervalMs);
    return this.openPage(id);
  }

  /** Opens the page of a sign-in in the browser, again where it was closed. */
  async openPage(id: string): Promise<Result<null>> {
    const url = this.#underWay.get(id)?.url ?? null;
    if (url !== null) await this.#parts.openBrowser(url);
    return ok(null);
  }

  /** Gives up a sign-in, or takes away what is told of a failed one. */
  cancel(id: string): Result<null> {
    this.#end(id);
    this.#parts.store.update((snapshot) => ({
      ...snapshot,
      signIns: snapshot.signIns.filter((signIn) => signIn.id !== id),
    }));
    return ok(null);
  }

  stop(): void {
    for (const id of [...this.#underWay.keys()]) this.#end(id);
  }

  #askLater(id: string, session: SsoSession, signIn: UnderWay, begun: DeviceAuthorization, delayMs: number): void {
    signIn.cancelTimer = this.#parts.clock.after(delayMs, () => void this.#ask(id, session, signIn, begun, delayMs));
  }

  async #ask(id: string, session: SsoSession, signIn: UnderWay, begun: DeviceAuthorization, delayMs: number) {
    const { clock, writeToken, onSignedIn } = this.#parts;
    if (clock.now() >= begun.expiresAt) return this.#fail(id, appError('sign-in-timed-out'));
    const answer = await signIn.client.askForToken();
    // Given up meanwhile.
    if (this.#underWay.get(id) !== signIn) return ok(null);
    if (!answer.ok) {
      if (!answer.error.retryable) return this.#fail(id, answer.error);
      this.#askLater(id, session, signIn, begun, delayMs);
      return ok(null);
    }
    switch (answer.value.kind) {
      case 'pending':
        this.#askLater(id, session, signIn, begun, delayMs);
        return ok(null);
      case 'slow-down':
        this.#askLater(id, session, signIn, begun, delayMs + SLOWER_BY_MS);
        return ok(null);
      case 'denied':
        return this.#fail(id, appError('sign-in-denied'));
      case 'expired':
        return this.#fail(id, appError('sign-in-timed-out'));
      case 'token': {
        const written = await writeToken(session, answer.value.token);
        if (!written.ok) return this.#fail(id, written.error);
        this.cancel(id);
        await onSignedIn();
        return ok(null);
      }
    }
  }

  #fail(id: string, error: AppError): Result<null> {
    this.#end(id);
    this.#showState(id, { phase: 'failed', error });
    return fail(error);
  }

  #end(id: string): void {
    const signIn = this.#underWay.get(id);
    this.#underWay.delete(id);
    signIn?.cancelTimer();
    signIn?.client.close();
  }

  #show(signIn: SignIn): void {
    this.#parts.store.update((snapshot) => ({
      ...snapshot,
      signIns: [...snapshot.signIns.filter(({ id }) => id !== signIn.id), signIn],
    }));
  }

  #showState(id: string, state: SignIn['state']): void {
    this.#parts.store.update((snapshot) => ({
      ...snapshot,
      signIns: snapshot.signIns.map((signIn) => (signIn.id === id ? { ...signIn, state } : signIn)),
    }));
  }
}
