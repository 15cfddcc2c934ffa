import { tokensOf } from '../cli/options';

const USER_DATA_DIR = '--user-data-dir';
/** Starts the app without its window. */
export const HIDDEN = '--hidden';
const NO_SANDBOX = '--no-sandbox';
/** Switches for Chromium that a person or a script may put before ours. */
const RUNTIME_SWITCH = /^--(no-sandbox|disable-gpu|ozone-platform(-hint)?=.*|inspect(-brk)?(=.*)?)$/;
const PATH = /[/\\]|^\.\.?$/;

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

/** Whether the app starts without its window: at sign-in, or for a command. */
export const startsHidden = (argv: readonly string[]): boolean => argv.includes(HIDDEN);

/**
 * The command line that Electron was started with, as in `ec2-tray list`; null where the app itself is to start. A word
 * that is no command is one too: whoever mistypes `start` must be told, not shown a window. A path is none: a desktop may
 * start the app with a file. `isPackaged` is Electron's: else the app's own folder is among the arguments.
 */
export function commandLineArguments(argv: readonly string[], isPackaged: boolean): readonly string[] | null {
  const given = argv.slice(1).filter((argument) => !RUNTIME_SWITCH.test(argument));
  const appFolder = isPackaged ? -1 : given.findIndex((argument) => !argument.startsWith('-'));
  const args = given.filter((_argument, index) => index !== appFolder);
  const word = tokensOf(args).find((token) => token.kind === 'positional')?.value;
  if (word === undefined) return args.some((argument) => /^(--help|-h|--version)$/.test(argument)) ? args : null;
  return PATH.test(word) ? null : args;
}

/** How this same app is started again. */
export interface OwnCommand {
  readonly file: string;
  readonly args: readonly string[];
}

interface RunningApp {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly execPath: string;
  /** The app's own folder. */
  readonly appPath: string;
  readonly isPackaged: boolean;
}

/** The program that stays when this process has ended, and what it needs to be this app. */
export function ownCommand({ argv, env, execPath, appPath, isPackaged }: RunningApp): OwnCommand {
  return {
    file: isPackaged ? packagedFile(env, execPath) : execPath,
    args: [...(argv.includes(NO_SANDBOX) ? [NO_SANDBOX] : []), ...(isPackaged ? [] : [appPath])],
  };
}

/** An AppImage is mounted, and a portable .exe unpacked, for as long as it runs: the file itself is what stays. */
function packagedFile(env: RunningApp['env'], execPath: string): string {
  const { APPIMAGE: image, APPDIR: mount, PORTABLE_EXECUTABLE_FILE: portable } = env;
  // A terminal that is an AppImage itself hands its variables on to whatever is started from it.
  if (image !== undefined && mount !== undefined && execPath.startsWith(`${mount}/`)) return image;
  return portable ?? execPath;
}
