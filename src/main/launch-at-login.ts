import { homedir } from 'node:os';
import type { App } from 'electron';
import { appError, fail, ok, type Result } from '../shared/errors';
import { HIDDEN, type OwnCommand } from './app-arguments';
import { autostartFile, configHome } from './autostart-file';

/** Whether the system starts the app when the person logs in. The system alone knows: a copy of ours could be wrong. */
export interface LaunchAtLogin {
  isOn(): Promise<Result<boolean>>;
  /** Answers with what is in force then. */
  set(isOn: boolean): Promise<Result<boolean>>;
}

type LoginItems = Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;

/** Without its window, as `--hidden` means. Electron's login items do nothing on Linux: there it is an autostart file. */
export function launchAtLogin(app: LoginItems, own: OwnCommand, platform: NodeJS.Platform): LaunchAtLogin {
  const command = { file: own.file, args: [...own.args, HIDDEN] };
  return platform === 'linux'
    ? autostartFile({ configHome: configHome(process.env, homedir()), command })
    : loginItem(app, command, platform);
}

/**
 * Whether this start was one at login: macOS starts a login item without arguments, so it cannot be told to hide.
 */
export const wasLaunchedAtLogin = (app: LoginItems, platform: NodeJS.Platform): boolean =>
  platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;

/** `login-item-refused` where the system, or the person in its settings, has said no. */
function loginItem(app: LoginItems, { file, args }: OwnCommand, platform: NodeJS.Platform): LaunchAtLogin {
  // Windows alone takes a program and arguments, and finds an item only by the same ones.
  const item = platform === 'win32' ? { path: file, args: args.map(quoted) } : {};

  function read(): boolean {
    const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(item);
    // In its Task Manager one can switch off what is registered all the same.
    return openAtLogin && (platform !== 'win32' || executableWillLaunchAtLogin);
  }

  return {
    isOn: async () => ok(read()),
    set: async (wanted) => {
      try {
        app.setLoginItemSettings({ openAtLogin: wanted, ...item });
      } catch (thrown) {
        const detail = thrown instanceof Error ? thrown.message : String(thrown);
        return fail(appError('login-item-refused', { detail }));
      }
      return read() === wanted ? ok(wanted) : fail(appError('login-item-refused'));
    },
  };
}

const quoted = (argument: string): string => (/\s/.test(argument) ? `"${argument}"` : argument);
