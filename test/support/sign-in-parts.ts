import { MfaPrompts } from '../../src/main/sign-in/mfa-prompts';
import { SsoSignIns } from '../../src/main/sign-in/sso-sign-ins';
import type { Store } from '../../src/main/store';
import { ManualClock } from './manual-clock';

/** Ways to sign in where no Profile wants any. */
export function noSignIns(store: Store) {
  return {
    signIns: new SsoSignIns({
      store,
      clock: new ManualClock(),
      sessionOf: async () => null,
      clientFor: () => {
        throw new Error('Nobody signs in here');
      },
      writeToken: () => Promise.reject(new Error('Nobody signs in here')),
      openBrowser: async () => undefined,
      onSignedIn: async () => undefined,
    }),
    mfaPrompts: new MfaPrompts({ store, refresh: async () => undefined }),
  };
}
