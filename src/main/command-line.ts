const USER_DATA_DIR = '--user-data-dir';

/**
 * The folder given with `--user-data-dir DIR` or `--user-data-dir=DIR`, the last one if there are several; null without.
 * Chromium knows the second form only.
 */
export function userDataDir(argv: readonly string[]): string | null {
  let found: string | null = null;
  for (const [index, argument] of argv.entries()) {
    if (argument.startsWith(`${USER_DATA_DIR}=`)) found = argument.slice(USER_DATA_DIR.length + 1);
    if (argument === USER_DATA_DIR) found = argv[index + 1] ?? found;
  }
  return found === '' ? null : found;
}
