import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ScopeHeader } from '../../src/renderer/components/ScopeHeader';
import { appError, type ErrorCode, fail } from '../../src/shared/errors';
import type { Profile, Scope } from '../../src/shared/model';
import type { ProfileAccess } from '../../src/shared/sign-in';
import { aProfile, aScope, failedWith, noon } from '../support/snapshot-builder';
import { aCall, answer, callsOf } from './main-side';
import { languages, render } from './render';

interface Given {
  readonly scope?: Partial<Scope>;
  readonly profile?: Partial<Profile>;
  readonly access?: ProfileAccess;
  readonly isOffline?: boolean;
}

const header = ({ scope = {}, profile = {}, access, isOffline = false }: Given) => (
  <ScopeHeader id="head" scope={aScope(scope)} profile={aProfile(profile)} access={access} isOffline={isOffline} />
);

const work = aProfile().id;
const timedOut = appError('timeout', { values: { where: 'Seoul' } });
const retry = aCall('refresh', { scopeId: aScope().id });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
});

describe.each(languages)('the head of a Region, in $name', ({ language }) => {
  test('says which Profile and which Region it is', () => {
    const { t } = render(header({}), language);
    const heading = screen.getByRole('heading', { level: 2 });
    expect(heading.textContent).toContain('work');
    expect(heading.textContent).toContain('ap-northeast-2');
    expect(heading.textContent).toContain(t('region.seoul'));
  });

  test('says that AWS is being asked while nothing is known, and offers nothing to do', () => {
    const { t } = render(header({ scope: { freshness: { kind: 'loading' } } }), language);
    expect(screen.getByText(t('list.loading'))).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('says as of when the list is, to the second, and offers nothing to do', () => {
    const { t, time } = render(header({}), language);
    expect(screen.getByText(t('list.asOf', { time: time(noon) }))).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('says how old the list is that a failure has left, next to what went wrong', () => {
    const freshness = failedWith(timedOut, noon - 60_000);
    const { t, text, time } = render(header({ scope: { freshness } }), language);
    expect(screen.getByText(t('list.oldAsOf', { time: time(noon - 60_000) }))).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain(text(timedOut.message));
  });

  test('tells of no old data where there never were any', () => {
    const { t, container } = render(header({ scope: { freshness: failedWith(timedOut) } }), language);
    expect(container.textContent).not.toContain(t('list.oldAsOf', { time: '' }).trim());
  });

  test.each<ErrorCode>(['throttled', 'access-denied', 'expired-credentials', 'endpoint-unreachable'])(
    'after %s says what it is and what helps, and the one thing to do is to try again',
    async (code) => {
      const error = appError(code, { values: { where: 'https://ec2.ap-northeast-2.amazonaws.com' } });
      const { t, text, user } = render(header({ scope: { freshness: failedWith(error) } }), language);
      const told = screen.getByRole('alert').textContent;
      expect(told).toContain(text(error.message));
      expect(told).toContain(text(error.hint));
      expect(told, 'AWS is asked by itself too').toContain(t('list.retryIn', { seconds: 5 }));
      expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual([t('action.retry')]);
      await user.click(screen.getByRole('button'));
      expect(callsOf()).toEqual([retry]);
    },
  );

  test('offers to sign in where the sign-in has ended', async () => {
    const freshness = failedWith(appError('sign-in-required'), noon);
    const { t, user, told } = render(header({ scope: { freshness } }), language);
    await user.click(screen.getByRole('button', { name: t('signIn.signIn') }));
    expect(callsOf()).toEqual([aCall('signIn', { profileId: work })]);
    const error = appError('no-browser-sign-in');
    answer('signIn', fail(error));
    await user.click(screen.getByRole('button', { name: t('signIn.signIn') }));
    expect(told).toEqual([{ kind: 'failed', error }]);
  });

  test('offers to enter the code of an MFA device that is wanted', async () => {
    const values = { challenge: 'mfa-1', role: 'admin', device: 'phone' };
    const freshness = failedWith(appError('mfa-required', { values }));
    const { t, user } = render(header({ scope: { freshness } }), language);
    await user.click(screen.getByRole('button', { name: t('mfa.enter') }));
    expect(callsOf()).toEqual([aCall('reopenMfaPrompt', { id: 'mfa-1' })]);
  });

  test('offers nothing to do while there is no network: AWS is asked as soon as there is', () => {
    const { t, text } = render(header({ scope: { freshness: failedWith(timedOut, noon) }, isOffline: true }), language);
    expect(screen.getByRole('alert').textContent).toContain(text(timedOut.hint));
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.queryByText(t('list.retryIn', { seconds: 5 }))).toBeNull();
  });

  test('cannot be asked to try again while it does', () => {
    const scope = { freshness: failedWith(timedOut), isRefreshing: true };
    const { t } = render(header({ scope }), language);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: t('action.retry') }).disabled).toBe(true);
    expect(screen.getByText(t('list.loading'))).toBeTruthy();
  });

  test('tells that a sign-in ends soon, and renews it', async () => {
    const access = { identity: null, expiresAt: null, signInEndsAt: noon + 10 * 60_000 };
    const { t, time, user, rerender } = render(header({ access }), language);
    expect(screen.getByText(t('signIn.soon', { time: time(access.signInEndsAt) }))).toBeTruthy();
    await user.click(screen.getByRole('button', { name: t('signIn.again') }));
    expect(callsOf()).toEqual([aCall('signIn', { profileId: work })]);
    rerender(header({ access: { ...access, signInEndsAt: noon + 31 * 60_000 } }));
    expect(screen.queryByRole('button'), 'not half an hour before').toBeNull();
  });

  test('marks the demo account, a filter and a dry run as such', () => {
    const profile = { source: { kind: 'demo' }, filter: 'tag:Env=dev', isDryRun: true } as const;
    const { t } = render(header({ profile }), language);
    expect(screen.getByText(t('demo.badge'))).toBeTruthy();
    expect(screen.getByText(t('dryRun.badge'))).toBeTruthy();
    expect(screen.getByTitle(t('list.filteredBy', { filter: 'tag:Env=dev' })).textContent).toBe(t('list.filtered'));
  });
});
