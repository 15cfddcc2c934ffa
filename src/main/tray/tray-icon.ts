import path from 'node:path';
import { app, type NativeImage, nativeImage, nativeTheme } from 'electron';

/** A file of `assets/tray`; Electron finds the @2x one beside it by itself. */
export function trayIcon(file: string): NativeImage {
  const image = nativeImage.createFromPath(path.join(app.getAppPath(), 'assets/tray', file));
  if (process.platform === 'darwin') image.setTemplateImage(true);
  return image;
}

/** What the tray shows until anything is known. */
export const firstIcon = (): NativeImage => trayIcon(trayIconFile('stopped'));

/**
 * macOS tints a template image itself. Windows tells the colour of its taskbar, which is not that of its windows. On Linux
 * nobody tells the panel's colour (it is dark on a light GNOME): there the icon has an outline that shows on both.
 * Its path under `assets/tray`.
 */
export function trayIconFile(name: string): string {
  if (process.platform === 'darwin') return `macos/${name}Template.png`;
  if (process.platform === 'linux') return `linux/${name}.png`;
  return `windows/${name}-on-${nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ? 'dark' : 'light'}.ico`;
}
