import { describe, expect, test, vi } from 'vitest';
import { CredentialCache, type Credentials } from '../../../../src/main/aws/credential-cache';
import { ManualClock } from '../../../support/manual-clock';

const minute = 60_000;

/** Keys that end after so many minutes, numbered by how often somebody asked for some. */
function caching(endsAfterMinutes: number | null = 60) {
  const clock = new ManualClock();
  let count = 0;
  const resolve = vi.fn(async (): Promise<Credentials> => {
    count += 1;
    const expiration =
      endsAfterMinutes === null ? {} : { expiration: new Date(clock.now() + endsAfterMinutes * minute) };
    return { accessKeyId: `AKIA${count}`, secretAccessKey: 'secret', ...expiration };
  });
  const cache = new CredentialCache(clock, resolve);
  const keyId = async () => (await cache.get()).accessKeyId;
  return { clock, cache, resolve, keyId };
}

describe('credentials', () => {
  test('are found once for all that ask at the same time, and held', async () => {
    const { keyId, resolve } = caching();
    expect(await Promise.all([keyId(), keyId(), keyId()])).toEqual(['AKIA1', 'AKIA1', 'AKIA1']);
    expect(await keyId()).toBe('AKIA1');
    expect(resolve).toHaveBeenCalledOnce();
  });

  test('without an end are held for good', async () => {
    const { keyId, clock, cache, resolve } = caching(null);
    await keyId();
    await clock.advance(365 * 24 * 60 * minute);
    await keyId();
    expect(cache.expiresAt).toBeNull();
    expect(resolve).toHaveBeenCalledOnce();
  });

  test('are renewed five minutes before they end, and not before', async () => {
    const { keyId, clock } = caching(60);
    await keyId();
    await clock.advance(55 * minute - 1);
    expect(await keyId()).toBe('AKIA1');
    await clock.advance(1);
    expect(await keyId()).toBe('AKIA2');
  });

  test('that can’t be renewed serve until they end, with a pause between two tries', async () => {
    const { keyId, clock, resolve } = caching(60);
    await keyId();
    await clock.advance(56 * minute);
    resolve.mockRejectedValue(new Error('no network'));
    expect(await keyId()).toBe('AKIA1');
    await keyId();
    expect(resolve, 'tries within half a minute').toHaveBeenCalledTimes(2);
    await clock.advance(30_000);
    await keyId();
    expect(resolve, 'tries after half a minute').toHaveBeenCalledTimes(3);
    await clock.advance(5 * minute);
    await expect(keyId()).rejects.toThrow('no network');
  });

  test('that are looked for for ever are given up after a minute', async () => {
    const { keyId, resolve, clock } = caching();
    resolve.mockReturnValueOnce(new Promise(() => undefined));
    const answer = expect(keyId()).rejects.toMatchObject({ name: 'TimeoutError' });
    await clock.advance(minute);
    await answer;
    expect(await keyId()).toBe('AKIA1');
    expect(clock.waiting, 'timers that were left').toBe(0);
  });

  test('that could not be found are looked for again by the next who asks', async () => {
    const { keyId, resolve } = caching();
    resolve.mockRejectedValueOnce(new Error('not signed in'));
    await expect(keyId()).rejects.toThrow('not signed in');
    expect(await keyId()).toBe('AKIA1');
  });

  test('that are forgotten while others are being found are not held after all', async () => {
    const { cache, keyId, resolve } = caching();
    let found: (credentials: Credentials) => void = () => undefined;
    resolve.mockReturnValueOnce(new Promise((fulfil) => (found = fulfil)));
    const before = keyId();
    cache.forget();
    const after = keyId();
    found({ accessKeyId: 'AKIAOLD', secretAccessKey: 'old' });
    expect([await before, await after, await keyId()]).toEqual(['AKIAOLD', 'AKIA1', 'AKIA1']);
  });
});

describe('credentials that AWS refuses', () => {
  test('are replaced once, whatever number of clients were refused', async () => {
    const { cache, resolve } = caching();
    const refused = await cache.get();
    const answers = await Promise.all([1, 2, 3].map(() => cache.replace(refused)));
    expect(answers).toEqual([true, true, true]);
    expect(resolve).toHaveBeenCalledTimes(2);
    expect(await cache.replace(refused), 'one that comes late').toBe(true);
    expect(resolve).toHaveBeenCalledTimes(2);
  });

  test('have no others where the same are found again; where none are, it is told why', async () => {
    const { cache, resolve } = caching();
    const refused = await cache.get();
    resolve.mockResolvedValueOnce({ ...refused });
    expect(await cache.replace(refused)).toBe(false);
    resolve.mockRejectedValueOnce(new Error('gone'));
    await expect(cache.replace(await cache.get())).rejects.toThrow('gone');
  });

  test('once more, right after they were found, are not found anew at each listing', async () => {
    const { cache, resolve, clock } = caching();
    expect(await cache.replace(await cache.get())).toBe(true);
    expect(await cache.replace(await cache.get()), 'a Region that is not enabled refuses them all').toBe(false);
    expect(resolve).toHaveBeenCalledTimes(2);
    await clock.advance(5 * minute);
    expect(await cache.replace(await cache.get())).toBe(true);
  });
});
