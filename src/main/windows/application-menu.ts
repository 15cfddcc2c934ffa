import { app, Menu } from 'electron';

/**
 * What the keys of a window do that the system does not do by itself: edit, zoom, close. Electron's own menu, which it would
 * make before anything else, can also load the page anew and open the developer's tools.
 * https://www.electronjs.org/docs/latest/api/menu#menusetapplicationmenumenu
 */
export function setApplicationMenu(): void {
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } as const] : []),
      { role: 'fileMenu' },
      { role: 'editMenu' },
      {
        role: 'viewMenu',
        submenu: [
          ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
        ],
      },
      { role: 'windowMenu' },
    ]),
  );
}
