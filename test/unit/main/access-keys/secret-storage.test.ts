import { describe, expect, test } from 'vitest';
import { electronSecretStorage, type SafeStorage } from '../../../../src/main/access-keys/secret-storage';

const lock = (text: string): Buffer => Buffer.from([...text].reverse().join(''));
const unlock = (bytes: Buffer): string => [...bytes.toString()].reverse().join('');

/** As Electron 33 has it, and as 46 will. */
const synchronous: SafeStorage = { isEncryptionAvailable: () => true, encryptString: lock, decryptString: unlock };
const asynchronous: SafeStorage = {
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text) => lock(text),
  decryptStringAsync: async (bytes) => ({ result: unlock(bytes), shouldReEncrypt: true }),
};

describe.each([
  ['synchronous', synchronous, false],
  ['asynchronous', asynchronous, true],
])('the %s half of safeStorage', (_half, safeStorage, isOutdated) => {
  test('gives back what it encrypted', async () => {
    const storage = electronSecretStorage(safeStorage, 'darwin');
    const encrypted = await storage.encrypt('비밀 secret');
    expect(Buffer.from(encrypted, 'base64').toString()).toBe('terces 밀비');
    expect(await storage.decrypt(encrypted)).toEqual({ text: '비밀 secret', isOutdated });
  });

  test.each([
    ['gnome_libsecret', true],
    ['kwallet6', true],
    ['basic_text', false],
    ['unknown', false],
  ])('on Linux with the backend %s is a keyring: %s', async (backend, isThere) => {
    const storage = electronSecretStorage({ ...safeStorage, getSelectedStorageBackend: () => backend }, 'linux');
    expect(await storage.isAvailable()).toBe(isThere);
  });

  test.each(['darwin', 'win32'] as const)('on %s is what the system says', async (platform) => {
    expect(await electronSecretStorage(safeStorage, platform).isAvailable()).toBe(true);
  });
});

test('a system that cannot encrypt now has no keyring', async () => {
  const locked = { ...synchronous, isEncryptionAvailable: () => false };
  expect(await electronSecretStorage(locked, 'win32').isAvailable()).toBe(false);
  const lockedAsync = { ...asynchronous, isAsyncEncryptionAvailable: async () => false };
  expect(await electronSecretStorage(lockedAsync, 'win32').isAvailable()).toBe(false);
});
