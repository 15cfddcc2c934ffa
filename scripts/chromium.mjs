// @ts-check
/** Finds the Chromium that the tests of the window's components run in: Debian's, or another of the same kind. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** Debian's name, Ubuntu's, and Google's own. */
export const CHROMIUM_PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} its executable; undefined where there is none on the PATH
 */
export function findChromium(env) {
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const candidates = CHROMIUM_PROGRAMS.flatMap((program) => folders.map((folder) => path.join(folder, program)));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
