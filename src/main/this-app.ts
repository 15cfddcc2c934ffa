import path from 'node:path';
import type { App } from 'electron';
import { ownCommand } from './app-arguments';
import type { CommandParts } from './commands';
import { launchAtLogin } from './launch-at-login';
import { readLicenses } from './licenses';

/** What the app knows of itself, and how the system starts it. */
export function thisApp(app: App): Pick<CommandParts, 'launchAtLogin' | 'versions' | 'readLicenses'> {
  const { argv, env, execPath, platform, versions } = process;
  const own = ownCommand({ argv, env, execPath, appPath: app.getAppPath(), isPackaged: app.isPackaged });
  return {
    launchAtLogin: launchAtLogin(app, own, platform),
    versions: { app: app.getVersion(), electron: versions.electron, chromium: versions.chrome, node: versions.node },
    // Everything that is built stands in one folder, main beside the window's part.
    readLicenses: () => readLicenses(path.join(import.meta.dirname, '..')),
  };
}
