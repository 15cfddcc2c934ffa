import type { SecretStorage } from '../../src/main/access-keys/secret-storage';

/** A keyring in memory: its texts cannot be read without it, and it can be missing, refuse, or have a newer key. */
export class MemorySecrets implements SecretStorage {
  readonly #texts = new Map<string, string>();
  isThere = true;
  refuses = false;
  hasNewerKey = false;

  isAvailable = async (): Promise<boolean> => this.isThere;

  encrypt = async (text: string): Promise<string> => {
    if (this.refuses) throw new Error('locked');
    const encrypted = Buffer.from(`secret ${this.#texts.size}`).toString('base64');
    this.#texts.set(encrypted, text);
    return encrypted;
  };

  decrypt = async (encrypted: string) => {
    const text = this.#texts.get(encrypted);
    if (this.refuses || text === undefined) throw new Error(`cannot decrypt to ${text}`);
    return { text, isOutdated: this.hasNewerKey };
  };
}
