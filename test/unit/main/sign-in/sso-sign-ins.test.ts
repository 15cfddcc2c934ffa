import { describe, expect, test, vi } from 'vitest';
import type { DeviceAuthorization, TokenAnswer } from '../../../../src/main/aws/device-authorization';
import type { SsoToken } from '../../../../src/main/aws/sso-token';
import { SsoSignIns } from '../../../../src/main/sign-in/sso-sign-ins';
import { createStore } from '../../../../src/main/store';
import { type AppError, appError, fail, ok, type Result } from '../../../../src/shared/errors';
import { toProfileId } from '../../../../src/shared/model';
import { ManualClock } from '../../../support/manual-clock';
import { aProfile, aSnapshot, noon } from '../../../support/snapshot-builder';

const session = { name: 'corp', startUrl: 'https://corp.awsapps.com/start', region: 'us-east-1', scopes: [] };
const page = 'https://device.sso.us-east-1.amazonaws.com/?user_code=ABCD-EFGH';
const authorization: DeviceAuthorization = {
  userCode: 'ABCD-EFGH',
  verificationUri: 'https://device.sso.us-east-1.amazonaws.com/',
  verificationUriComplete: page,
  expiresAt: noon + 600_000,
  intervalMs: 5_000,
};
const token: SsoToken = {
  accessToken: 'token',
  expiresAt: noon + 3_600_000,
  refreshToken: null,
  clientId: 'client',
  clientSecret: 'secret',
  registrationExpiresAt: noon + 7_200_000,
};
const [work, other] = [aProfile(), aProfile({ id: toProfileId('other'), name: 'other' })];

/** AWS answers with these, one after the other, and then that the person has not decided yet. */
function signingIn(
  answers: readonly (TokenAnswer | AppError)[] = [],
  begun: Result<DeviceAuthorization> = ok(authorization),
) {
  const store = createStore(aSnapshot({ profiles: [work, other] }));
  const clock = new ManualClock();
  const askedAt: number[] = [];
  const close = vi.fn();
  const begin = vi.fn(async () => begun);
  const clientFor = vi.fn(() => ({
    begin,
    close,
    askForToken: async () => {
      askedAt.push(clock.now() - noon);
      const answer = answers[askedAt.length - 1] ?? { kind: 'pending' as const };
      return 'kind' in answer ? ok(answer) : fail(answer);
    },
  }));
  const openBrowser = vi.fn(async () => undefined);
  const writeToken = vi.fn(async (): Promise<Result<null>> => ok(null));
  const onSignedIn = vi.fn(async () => undefined);
  const sessionOf = vi.fn(async () => session);
  const signIns = new SsoSignIns({ store, clock, sessionOf, clientFor, writeToken, openBrowser, onSignedIn });
  const shown = () => store.get().signIns.map(({ state }) => state);
  return { signIns, clock, askedAt, openBrowser, writeToken, onSignedIn, shown, close, begin };
}

describe('a sign-in', () => {
  test('shows the code, opens the browser once, keeps the token and lets go on what waited', async () => {
    const { signIns, clock, openBrowser, writeToken, onSignedIn, shown, close } = signingIn([
      { kind: 'pending' },
      { kind: 'token', token },
    ]);
    await signIns.begin(work.id);
    expect(shown()).toEqual([
      {
        phase: 'waiting',
        userCode: 'ABCD-EFGH',
        verificationUri: authorization.verificationUri,
        expiresAt: authorization.expiresAt,
      },
    ]);
    await clock.advance(60_000);
    expect(openBrowser.mock.calls).toEqual([[page]]);
    expect(writeToken.mock.calls).toEqual([[session, token]]);
    expect(onSignedIn).toHaveBeenCalledOnce();
    expect(shown()).toEqual([]);
    expect(close).toHaveBeenCalledOnce();
    expect(clock.waiting).toBe(0);
  });

  test('is one for all Profiles of the session: asked for again, it opens its page again', async () => {
    const { signIns, openBrowser, begin, shown } = signingIn();
    await Promise.all([signIns.begin(work.id), signIns.begin(work.id)]);
    await signIns.begin(other.id);
    expect(begin).toHaveBeenCalledOnce();
    expect(shown()).toHaveLength(1);
    expect(openBrowser.mock.calls).toEqual([[page], [page]]);
  });

  test('asks as often as AWS says, and less often once that was too often', async () => {
    const { signIns, clock, askedAt } = signingIn([{ kind: 'pending' }, { kind: 'slow-down' }, { kind: 'pending' }]);
    await signIns.begin(work.id);
    await clock.advance(40_000);
    expect(askedAt).toEqual([5_000, 10_000, 20_000, 30_000, 40_000]);
  });

  test('goes on over a network that is gone for a while', async () => {
    const { signIns, clock, onSignedIn } = signingIn([
      appError('endpoint-unreachable', { retryable: true }),
      { kind: 'token', token },
    ]);
    await signIns.begin(work.id);
    await clock.advance(60_000);
    expect(onSignedIn).toHaveBeenCalledOnce();
  });

  test.each([
    ['is denied', [{ kind: 'denied' }], 'sign-in-denied'],
    ['is called too late by AWS', [{ kind: 'expired' }], 'sign-in-timed-out'],
    ['is refused', [appError('aws-error')], 'aws-error'],
  ] as const)('that %s is told, and asks no more', async (_what, answers, code) => {
    const { signIns, clock, shown, askedAt, openBrowser } = signingIn(answers);
    await signIns.begin(work.id);
    await clock.advance(30 * 60_000);
    expect(shown()).toMatchObject([{ phase: 'failed', error: { code } }]);
    expect(askedAt).toHaveLength(1);
    expect(openBrowser).toHaveBeenCalledOnce();
  });

  test('of which nobody decides ends with its code', async () => {
    const { signIns, clock, shown, askedAt } = signingIn();
    await signIns.begin(work.id);
    await clock.advance(30 * 60_000);
    expect(shown()).toMatchObject([{ phase: 'failed', error: { code: 'sign-in-timed-out' } }]);
    expect(Math.max(...askedAt)).toBeLessThan(600_000);
    expect(clock.waiting).toBe(0);
  });

  test('that is given up asks no more, and keeps no token that still comes', async () => {
    const { signIns, clock, shown, askedAt, writeToken } = signingIn([{ kind: 'token', token }]);
    await signIns.begin(work.id);
    signIns.cancel('corp');
    await clock.advance(60_000);
    expect([shown(), askedAt, writeToken.mock.calls]).toEqual([[], [], []]);
  });

  test('whose token can’t be kept says so', async () => {
    const { signIns, clock, shown, writeToken, onSignedIn } = signingIn([{ kind: 'token', token }]);
    writeToken.mockResolvedValue(fail(appError('save-failed', { values: { file: 'x' } })));
    await signIns.begin(work.id);
    await clock.advance(60_000);
    expect(shown()).toMatchObject([{ phase: 'failed', error: { code: 'save-failed' } }]);
    expect(onSignedIn).not.toHaveBeenCalled();
  });

  test('that can’t begin opens no browser, and may be tried again', async () => {
    const { signIns, shown, openBrowser, begin } = signingIn([], fail(appError('endpoint-unreachable')));
    expect(await signIns.begin(work.id)).toMatchObject({ error: { code: 'endpoint-unreachable' } });
    expect(shown()).toMatchObject([{ phase: 'failed' }]);
    await signIns.begin(work.id);
    expect(begin).toHaveBeenCalledTimes(2);
    expect(openBrowser).not.toHaveBeenCalled();
  });

  test.each(['file:///etc/passwd', 'javascript:alert(1)', 'nonsense'])(
    'opens nothing but a web page: %s',
    async (url) => {
      const { signIns, openBrowser } = signingIn([], ok({ ...authorization, verificationUriComplete: url }));
      await signIns.begin(work.id);
      expect(openBrowser).not.toHaveBeenCalled();
    },
  );
});
