/** Encrypts texts so that only this user of this computer can read them. What goes wrong is thrown. */
export interface SecretStorage {
  /** Whether there is a keyring to do it with; the system may ask the person to unlock it. */
  isAvailable(): Promise<boolean>;
  /** Base64. */
  encrypt(text: string): Promise<string>;
  decrypt(encrypted: string): Promise<DecryptedSecret>;
}

interface DecryptedSecret {
  readonly text: string;
  /** The system has a newer key by now: the text should be encrypted once more. */
  readonly isOutdated: boolean;
}

/** What is used of Electron's safeStorage: asynchronous since 42; the synchronous half is gone in 46. */
export interface SafeStorage {
  getSelectedStorageBackend?(): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(text: string): Promise<Buffer>;
  decryptStringAsync?(encrypted: Buffer): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
  isEncryptionAvailable?(): boolean;
  encryptString?(text: string): Buffer;
  decryptString?(encrypted: Buffer): string;
}

/** Electron's safeStorage, whichever half of it this Electron has. */
export function electronSecretStorage(safeStorage: SafeStorage, platform: NodeJS.Platform): SecretStorage {
  return {
    async isAvailable() {
      // Without a keyring Chromium encrypts with a password that everybody knows, and calls that available.
      if (platform === 'linux' && !isKeyring(safeStorage.getSelectedStorageBackend?.())) return false;
      if (safeStorage.isAsyncEncryptionAvailable !== undefined) return safeStorage.isAsyncEncryptionAvailable();
      return safeStorage.isEncryptionAvailable?.() ?? false;
    },
    async encrypt(text) {
      const encrypted = (await safeStorage.encryptStringAsync?.(text)) ?? safeStorage.encryptString?.(text);
      if (encrypted === undefined) throw new Error('This Electron cannot encrypt');
      return encrypted.toString('base64');
    },
    async decrypt(encrypted) {
      const bytes = Buffer.from(encrypted, 'base64');
      const answer = await safeStorage.decryptStringAsync?.(bytes);
      if (answer !== undefined) return { text: answer.result, isOutdated: answer.shouldReEncrypt };
      const text = safeStorage.decryptString?.(bytes);
      if (text === undefined) throw new Error('This Electron cannot decrypt');
      return { text, isOutdated: false };
    },
  };
}

const isKeyring = (backend: string | undefined): boolean =>
  backend !== undefined && backend !== 'basic_text' && backend !== 'unknown';
