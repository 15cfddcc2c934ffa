import { z } from 'zod';
import type { AccessKeysKeep } from '../../shared/contract';
import type { KeptAccessKeys as KeptFacts } from '../../shared/credential-facts';
import { appError, fail, ok, type Result } from '../../shared/errors';
import type { AccessKeysId } from '../../shared/model';
import type { AccessKeys } from '../aws/credentials';
import type { StoredFile } from '../stored-file';
import type { AccessKeysFile, AccessKeysRecord } from './access-keys-repository';
import type { SecretStorage } from './secret-storage';

export interface KeptAccessKeysParts {
  readonly repository: StoredFile<AccessKeysFile>;
  readonly storage: SecretStorage;
  /** An ID that no other access keys have. */
  readonly newId: () => AccessKeysId;
}

const keysSchema = z.strictObject({
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
  sessionToken: z.string().nullable(),
}) satisfies z.ZodType<AccessKeys>;

/**
 * The access keys that were entered in the app. What is held is known until the app ends; on the disk are only those
 * that a saved Profile signs in with, so a removed Profile leaves nothing there and can yet be put back.
 */
export class KeptAccessKeys {
  readonly #parts: KeptAccessKeysParts;
  readonly #records = new Map<AccessKeysId, AccessKeysRecord>();
  /** Only those for this run: the others are decrypted when they are needed. */
  readonly #plain = new Map<AccessKeysId, AccessKeys>();

  constructor(parts: KeptAccessKeysParts) {
    this.#parts = parts;
    for (const record of parts.repository.read().keys) this.#records.set(record.id, record);
  }

  /** Whether there is a keyring that keys can be kept with. */
  hasKeyring(): Promise<boolean> {
    return this.#parts.storage.isAvailable().catch(() => false);
  }

  /** All that is held, without the keys themselves. */
  list(): readonly KeptFacts[] {
    return [...this.#records.values()].map(({ id, ending, keptIn }) => ({ id, ending, keptIn }));
  }

  /** Takes keys in; nothing is on the disk before `keep`. Fails with `keyring-missing` or `keyring-refused`. */
  async hold(
    keys: AccessKeys,
    keptIn: Exclude<AccessKeysKeep['kind'], 'credentials-file'>,
  ): Promise<Result<AccessKeysId>> {
    const facts = { id: this.#parts.newId(), ending: keys.accessKeyId.slice(-4) };
    if (keptIn === 'this-run') {
      this.#plain.set(facts.id, keys);
      this.#records.set(facts.id, { ...facts, keptIn });
      return ok(facts.id);
    }
    if (!(await this.hasKeyring())) return fail(appError('keyring-missing'));
    try {
      const encrypted = await this.#parts.storage.encrypt(JSON.stringify(keys));
      this.#records.set(facts.id, { ...facts, keptIn, encrypted });
      return ok(facts.id);
    } catch {
      return fail(appError('keyring-refused'));
    }
  }

  /** Writes those of these keys that are held. Fails with `save-failed`. */
  keep(ids: readonly AccessKeysId[]): Result<null> {
    const { keys } = this.#parts.repository.read();
    const missing = [...new Set(ids)]
      .filter((id) => !keys.some((record) => record.id === id))
      .flatMap((id) => this.#records.get(id) ?? []);
    return missing.length === 0 ? ok(null) : this.#write([...keys, ...missing]);
  }

  /** Takes them from the disk; this run still knows them. Fails with `save-failed`. */
  forget(isForgotten: (id: AccessKeysId) => boolean): Result<null> {
    const { keys } = this.#parts.repository.read();
    const others = keys.filter(({ id }) => !isForgotten(id));
    return others.length === keys.length ? ok(null) : this.#write(others);
  }

  /** The keys themselves. Fails with `access-keys-missing`, `access-keys-for-one-run` or `keyring-refused`. */
  read = async (id: AccessKeysId): Promise<Result<AccessKeys>> => {
    const record = this.#records.get(id);
    if (record === undefined) return fail(appError('access-keys-missing'));
    if (record.keptIn === 'this-run') {
      const plain = this.#plain.get(id);
      return plain === undefined ? fail(appError('access-keys-for-one-run')) : ok(plain);
    }
    try {
      const { text, isOutdated } = await this.#parts.storage.decrypt(record.encrypted);
      const keys = keysSchema.parse(JSON.parse(text));
      if (isOutdated) await this.#encryptAgain(record, text);
      return ok(keys);
    } catch {
      // What was thrown may hold a part of what was decrypted.
      return fail(appError('keyring-refused'));
    }
  };

  /** Nothing hangs on it: what cannot be encrypted or written now stays as it was. */
  async #encryptAgain(record: AccessKeysRecord, text: string): Promise<void> {
    const encrypted = await this.#parts.storage.encrypt(text).catch(() => null);
    if (encrypted === null) return;
    const renewed = { ...record, keptIn: 'keyring', encrypted } as const;
    this.#records.set(record.id, renewed);
    const { keys } = this.#parts.repository.read();
    this.#write(keys.map((known) => (known.id === record.id ? renewed : known)));
  }

  #write(keys: readonly AccessKeysRecord[]): Result<null> {
    return this.#parts.repository.write({ keys });
  }
}
