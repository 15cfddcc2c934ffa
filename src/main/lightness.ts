import { setFlagsFromString } from 'node:v8';
import type { App } from 'electron';

/**
 * What makes an app light that waits in the tray all day; before anything else, as docs/performance.md has measured it. The young
 * generation of main's heap does not grow: it would keep 16 MB for a listing now and then. On Linux the window is drawn
 * without OpenGL, whose drivers weigh more than a list of text is worth.
 */
export function stayLight(app: App): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  if (process.platform === 'linux') app.commandLine.appendSwitch('use-gl', 'disabled');
}
