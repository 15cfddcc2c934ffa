import os from 'node:os';
import path from 'node:path';
import { app } from 'electron';
import { systemClock } from './clock';
import { CrashReports } from './crash-reports';
import { log, logFile } from './log';
import { surviveUncaughtErrors } from './uncaught-errors';

/** From now on, what nobody catches in main is logged and reported, and the app goes on. */
export function openCrashReports(): CrashReports {
  const reports = new CrashReports({
    folder: path.dirname(logFile()),
    logFile: logFile(),
    clock: systemClock,
    facts: {
      app: `${app.getName()} ${app.getVersion()}`,
      electron: process.versions.electron,
      chromium: process.versions.chrome,
      node: process.versions.node,
      system: `${process.platform} ${process.arch} ${os.release()}`,
      language: app.getLocale(),
    },
  });
  surviveUncaughtErrors(process, (what, error) => {
    log.error(what, error);
    reports.write(what, error);
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode, name }) => {
    log.warn('main: a process of Chromium is gone', { type, reason, exitCode, name });
  });
  return reports;
}
