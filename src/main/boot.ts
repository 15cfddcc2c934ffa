import path from 'node:path';
import { app, type Tray } from 'electron';
import { systemClock } from './clock';
import { firstSnapshot, openKeptFiles } from './kept-files';
import { languageOf } from './language';
import { log } from './log';
import { openCrashReports } from './open-crash-reports';
import { type RunningApp, startApp } from './running-app';
import { createStore } from './store';

/** From an icon in the tray to the app: what it keeps, what it shows first, and everything that goes on from there. */
export function boot(icon: Tray): RunningApp {
  const crashReports = openCrashReports();
  /** What went wrong and was not thought of: in the log, and in a file that a person can send. */
  function report(what: string, error: unknown): void {
    log.error(what, error);
    crashReports.write(what, error);
  }
  try {
    const kept = openKeptFiles(app.getPath('userData'), systemClock);
    const store = createStore(firstSnapshot(kept, languageOf(app, kept.settings.read().settings.language)));
    kept.notices.showIn(store);
    crashReports.showIn(kept.notices);
    return startApp({ kept, store, icon, iconFile: path.join(app.getAppPath(), 'assets/icon.png'), report });
  } catch (error) {
    report('boot: failed', error);
    throw error;
  }
}
