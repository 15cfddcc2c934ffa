import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { appError, fail, ok, type Result } from '../shared/errors';

/** Only this user may read it; whom it is given to is theirs to say. */
const FILE_MODE = 0o600;

/** Writes the file whole or not at all (temporary file beside it, then rename); `save-failed` where the disk refuses. */
export async function writeWholeFile(file: string, content: string | Uint8Array): Promise<Result<null>> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx', FILE_MODE);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
    return ok(null);
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return fail(appError('save-failed', { values: { file }, detail }));
  }
}
