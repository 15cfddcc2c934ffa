import { app } from 'electron';
import { commandLineArguments, ownCommand } from './app-arguments';

/*
 * The first thing that runs: a command (`ec2-tray list`) is carried out by the app that runs already and opens no second
 * one; everything else is the app itself. Each is loaded only where it is needed.
 */

const args = commandLineArguments(process.argv, app.isPackaged);
if (args === null) {
  // Electron waits for this before it is ready: what must come before that still does.
  await import('./index');
} else {
  const { endWith } = await import('../cli/end-with');
  // Electron waits here, before it has looked for a display: this process ends before there is anything to be seen.
  await endWith(args, {
    ...ownCommand({
      argv: process.argv,
      env: process.env,
      execPath: process.execPath,
      appPath: app.getAppPath(),
      isPackaged: app.isPackaged,
    }),
    bringsDisplay: false,
  });
}
