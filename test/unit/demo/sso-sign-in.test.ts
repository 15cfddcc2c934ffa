import { describe, expect, test } from 'vitest';
import { manualClock } from '../../../src/demo/clock';
import { SsoSignIn } from '../../../src/demo/identities/sso-sign-in';
import { start } from './times';

const day = 86_400_000;

function signInUnderTest() {
  const clock = manualClock(start);
  const clientClock = manualClock(start + day);
  const sso = new SsoSignIn(clock, clientClock);
  const client = sso.register(true);
  const begin = () => {
    const { deviceCode, userCode } = sso.startDeviceAuthorization(client.clientId, client.clientSecret, 'https://x');
    return { userCode, ask: () => sso.exchangeDeviceCode(client.clientId, client.clientSecret, deviceCode) };
  };
  return { sso, clock, client, begin };
}

const refusal = (code: string) => expect.objectContaining({ code });

describe('A device that asks for its token', () => {
  test('in time, to within half a second, is not told to slow down', () => {
    const { clock, begin } = signInUnderTest();
    const { ask } = begin();
    for (const waited of [0, 1_000, 600, 1_500]) {
      clock.advance(waited);
      expect(ask).toThrow(refusal('AuthorizationPendingException'));
    }
    clock.advance(400);
    expect(ask).toThrow(refusal('SlowDownException'));
  });

  test('as often as it likes, where the test allows it, is never told to', () => {
    const { sso, begin } = signInUnderTest();
    sso.settings.intervalSeconds = 0;
    const { ask } = begin();
    for (let n = 0; n < 5; n += 1) expect(ask).toThrow(refusal('AuthorizationPendingException'));
  });

  test('is answered for itself, whatever is decided about another one', () => {
    const { sso, begin } = signInUnderTest();
    const [one, two] = [begin(), begin()];
    expect(sso.decide(two.userCode, 'allowed')).toBe(true);
    expect(one.ask).toThrow(refusal('AuthorizationPendingException'));
    expect(two.ask()).toMatchObject({ expiresInSeconds: 3_600 });
    expect(sso.pendingUserCodes).toEqual([one.userCode]);
  });
});

test('A decision cannot be taken back', () => {
  const { sso, begin } = signInUnderTest();
  const { userCode, ask } = begin();
  expect(sso.decide(userCode, 'denied')).toBe(true);
  expect(sso.decide(userCode, 'allowed')).toBe(false);
  expect(ask).toThrow(refusal('AccessDeniedException'));
});

test('A client is told the end of its registration by its own clock, and is held to it by the other', () => {
  const { sso, clock, client, begin } = signInUnderTest();
  expect(client).toMatchObject({ issuedAt: start + day, secretExpiresAt: start + 91 * day });
  clock.advance(90 * day);
  expect(begin).toThrow(refusal('InvalidClientException'));
  expect(() => sso.refresh('nobody', 'x', 'y')).toThrow(refusal('InvalidClientException'));
});

test('The tokens of one client are no use to another', () => {
  const { sso, client } = signInUnderTest();
  const { refreshToken = '' } = sso.signIn(client);
  const other = sso.register(true);
  expect(() => sso.refresh(other.clientId, other.clientSecret, refreshToken)).toThrow(refusal('InvalidGrantException'));
});
