import { app } from 'electron';
import { commandLineArguments } from './app-arguments';

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
  const isSandboxed = !process.argv.includes('--no-sandbox');
  // Electron waits here, before it has looked for a display: this process ends before there is anything to be seen.
  await endWith(args, {
    // An AppImage is mounted for as long as it runs: the file itself is what stays.
    file: process.env['APPIMAGE'] ?? process.execPath,
    args: [...(isSandboxed ? [] : ['--no-sandbox']), ...(app.isPackaged ? [] : [app.getAppPath()])],
    bringsDisplay: false,
  });
}
