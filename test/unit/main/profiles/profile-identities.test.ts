import { describe, expect, test, vi } from 'vitest';
import { ProfileIdentities } from '../../../../src/main/profiles/profile-identities';
import { createStore } from '../../../../src/main/store';
import { appError, fail, ok, type Result } from '../../../../src/shared/errors';
import { type Scope, toProfileId } from '../../../../src/shared/model';
import type { CallerIdentity } from '../../../../src/shared/sign-in';
import { ManualClock, settled } from '../../../support/manual-clock';
import { aProfile, aScope, aSnapshot, instancesOf, noon } from '../../../support/snapshot-builder';

const me: CallerIdentity = {
  accountId: '123456789012',
  accountAlias: 'acme',
  arn: 'arn:aws:iam::123456789012:user/me',
};
const [work, other] = [aProfile(), aProfile({ id: toProfileId('other'), name: 'other' })];

function knowing(freshness: 'loading' | 'current' = 'current') {
  const shown = freshness === 'loading' ? { freshness: { kind: 'loading' as const } } : {};
  const instances = instancesOf({});
  const store = createStore(
    aSnapshot({
      profiles: [work, other],
      scopes: [aScope({ ...shown, instances }), aScope({ ...shown, instances, profileId: other.id })],
    }),
  );
  const clock = new ManualClock();
  const ask = vi.fn(async (): Promise<Result<CallerIdentity>> => ok(me));
  const expiresAt = vi.fn((): number | null => null);
  const onScopesChanged = vi.fn();
  const onOtherAccount = vi.fn();
  const askAlias = vi.fn(async (): Promise<string | null> => 'acme');
  const identities = new ProfileIdentities({
    store,
    clock,
    ask,
    expiresAt,
    signInEndsAt: async () => null,
    onScopesChanged,
    onOtherAccount,
    askAlias,
  });
  return { store, clock, ask, askAlias, expiresAt, identities, onScopesChanged, onOtherAccount };
}

describe('who a Profile is', () => {
  test('is asked once it has answered at all, and once only', async () => {
    const { store, identities, ask } = knowing('loading');
    identities.start();
    await settled();
    expect(ask).not.toHaveBeenCalled();
    store.updateScope(aScope().id, (scope) => ({ ...scope, freshness: { kind: 'current', asOf: noon } }));
    await settled();
    store.updateScope(aScope().id, (scope) => ({ ...scope, freshness: { kind: 'current', asOf: noon + 1 } }));
    await settled();
    expect(ask.mock.calls).toEqual([[work]]);
    expect(store.get().access).toEqual({ [work.id]: { identity: me, expiresAt: null, signInEndsAt: null } });
  });

  test('that AWS does not tell is asked again only after a while', async () => {
    const { store, identities, ask, clock } = knowing();
    ask.mockResolvedValue(fail(appError('access-denied')));
    identities.start();
    const touch = async () => {
      store.update((snapshot) => ({ ...snapshot }));
      await settled();
    };
    await touch();
    expect(ask, 'once for each Profile').toHaveBeenCalledTimes(2);
    await touch();
    expect(ask).toHaveBeenCalledTimes(2);
    await clock.advance(10 * 60_000);
    await touch();
    expect(ask).toHaveBeenCalledTimes(4);
  });

  test('is asked again with credentials that were renewed: they may be another account’s', async () => {
    const { store, identities, expiresAt, ask, onOtherAccount } = knowing();
    identities.start();
    await settled();
    expiresAt.mockReturnValue(noon + 1);
    ask.mockResolvedValue(ok({ ...me, accountId: '999999999999' }));
    store.update((snapshot) => ({ ...snapshot }));
    await settled();
    expect(store.get().access[work.id]?.expiresAt).toBe(noon + 1);
    expect(store.get().access[work.id]?.identity?.accountId).toBe('999999999999');
    expect(onOtherAccount.mock.calls).toContainEqual([work]);
  });

  test('is known before the account’s alias is, and without it where nobody may know', async () => {
    const { store, identities, ask, askAlias } = knowing();
    ask.mockResolvedValue(ok({ ...me, accountAlias: null }));
    let tell: (alias: string | null) => void = () => undefined;
    askAlias.mockReturnValueOnce(new Promise((fulfil) => (tell = fulfil)));
    identities.start();
    await settled();
    expect(store.get().access[work.id]?.identity).toEqual({ ...me, accountAlias: null });
    tell('acme');
    await settled();
    expect(store.get().access[work.id]?.identity?.accountAlias).toBe('acme');
  });

  test.each([
    ['the same', me, 'same'],
    ['another', { ...me, accountId: '999999999999' }, 'other'],
  ] as const)('is compared with who it was: %s account', async (_what, now, comparison) => {
    const { identities, ask, store } = knowing();
    identities.start();
    await settled();
    ask.mockResolvedValue(ok(now));
    expect(await identities.compare(work)).toBe(comparison);
    expect(store.get().access[work.id]?.identity).toEqual(now);
  });

  test('is unknown where it was never told, or is not any more', async () => {
    const { identities, ask } = knowing('loading');
    expect(await identities.compare(work)).toBe('unknown');
    ask.mockResolvedValue(fail(appError('timeout')));
    expect(await identities.compare(work)).toBe('unknown');
  });

  test('of a Profile that was changed meanwhile is not kept for the new one', async () => {
    const { store, identities, ask } = knowing();
    let tell: (answer: Result<CallerIdentity>) => void = () => undefined;
    ask.mockReturnValueOnce(new Promise((fulfil) => (tell = fulfil)));
    const asked = identities.arnOf(work.id);
    store.update((snapshot) => ({ ...snapshot, profiles: [{ ...work, endpointUrl: 'http://127.0.0.1:4566' }, other] }));
    tell(ok(me));
    await asked;
    expect(store.get().access).toEqual({});
  });
});

describe('two Profiles of one account', () => {
  test('are listed once: the second refers to the first, and is not asked', async () => {
    const { store, identities, onScopesChanged } = knowing();
    identities.start();
    await settled();
    const [first, second] = store.get().scopes;
    expect([first?.sameAs, first?.instances.length]).toEqual([null, 1]);
    expect([second?.sameAs, second?.instances.length]).toEqual([first?.id, 0]);
    expect(onScopesChanged).toHaveBeenCalledOnce();
  });

  test('are listed apart while the first has failed for good, and once again when it works', async () => {
    const { store, identities } = knowing();
    identities.start();
    await settled();
    const error = appError('sign-in-required');
    const show = (freshness: Scope['freshness']) =>
      store.updateScope(aScope().id, (scope) => ({ ...scope, freshness }));
    show({ kind: 'failed', error, asOf: null, retryAt: noon });
    await settled();
    expect(store.get().scopes.map(({ sameAs }) => sameAs)).toEqual([null, null]);
    show({ kind: 'current', asOf: noon });
    await settled();
    expect(store.get().scopes[1]?.sameAs).toBe(aScope().id);
  });

  test('are each listed with a filter of their own', async () => {
    const { store, identities } = knowing();
    store.update((snapshot) => ({ ...snapshot, profiles: [work, { ...other, filter: 'tag:Owner=kim' }] }));
    identities.start();
    await settled();
    expect(store.get().scopes.map(({ sameAs }) => sameAs)).toEqual([null, null]);
  });

  test('are listed apart again once one of them reaches another account', async () => {
    const { store, identities, ask } = knowing();
    identities.start();
    await settled();
    ask.mockResolvedValue(ok({ ...me, accountId: '999999999999' }));
    await identities.compare(other);
    expect(store.get().scopes.map(({ sameAs }) => sameAs)).toEqual([null, null]);
  });
});
