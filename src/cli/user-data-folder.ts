import path from 'node:path';

/** The name of Electron's folder for the app's data: package.json's `productName`. */
const APP_NAME = 'EC2 Tray';

interface Place {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
}

/** Where the app keeps its data, as Electron's `app.getPath('userData')` has it. */
export function userDataFolder({ platform, env, home }: Place): string {
  switch (platform) {
    case 'win32':
      return path.win32.join(env['APPDATA'] || path.win32.join(home, 'AppData', 'Roaming'), APP_NAME);
    case 'darwin':
      return path.posix.join(home, 'Library', 'Application Support', APP_NAME);
    default:
      return path.posix.join(env['XDG_CONFIG_HOME'] || path.posix.join(home, '.config'), APP_NAME);
  }
}
