import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, Menu, Tray } from 'electron';
import { startsHidden, userDataDir } from './app-arguments';
import { registerAppScheme } from './app-protocol';
import { stayLight } from './lightness';
import type { RunningApp } from './running-app';
import { guardWebContents } from './security';
import { firstIcon } from './tray/tray-icon';

/*
 * What comes before all else: one app for each folder of user data, and its icon in the tray. Nothing that takes time is even
 * loaded before the icon is there; `boot.ts` is the rest.
 */

stayLight(app);
setUserDataFolder();
registerAppScheme();
guardWebContents(app);
// Electron's own would be made before the tray; ours comes with the window.
Menu.setApplicationMenu(null);
if (app.requestSingleInstanceLock()) begin();
else app.quit();

/** Everything that the app keeps, its single-instance lock too, is in this folder. */
function setUserDataFolder(): void {
  const chosen = userDataDir(process.argv);
  if (chosen === null) return;
  const folder = path.resolve(chosen);
  mkdirSync(folder, { recursive: true });
  app.setPath('userData', folder);
}

function begin(): void {
  // Never `await app.whenReady()` at the top level of an ES module: Electron would wait for the module, for good.
  const running: Promise<RunningApp> = app.whenReady().then(async () => {
    const icon = new Tray(firstIcon());
    const { boot } = await import('./boot');
    return boot(icon);
  });
  running.catch((error: unknown) => {
    console.error(error);
    app.exit(1);
  });
  const showWindow = (): void => void running.then((all) => all.showWindow(null));
  app.on('second-instance', (_event, argv) => {
    if (!startsHidden(argv)) showWindow();
  });
  app.on('activate', showWindow);
  // The app lives in the tray: no window open is its normal state.
  app.on('window-all-closed', () => {});
}
