import type { StoredFile } from '../../src/main/stored-file';
import { type AppError, appError, fail, ok } from '../../src/shared/errors';

/** What is kept on disk, without a disk. */
export class MemoryFile<Value> implements StoredFile<Value> {
  value: Value;
  #failure: AppError | null = null;

  constructor(value: Value) {
    this.value = value;
  }

  read = (): Value => this.value;

  write = (value: Value) => {
    if (this.#failure !== null) return fail(this.#failure);
    this.value = value;
    return ok(null);
  };

  close = (): void => undefined;

  /** From now on the disk refuses. */
  refuse(): void {
    this.#failure = appError('save-failed');
  }
}
