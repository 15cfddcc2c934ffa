import path from 'node:path';
import { app, clipboard, dialog, shell } from 'electron';
import type { CommandParts } from './commands';
import { logFolder } from './log';
import type { PopoverWindow } from './windows/popover-window';

/** What commands do to the desktop, by Electron. */
export function desktopOf(window: PopoverWindow): Omit<CommandParts['desktop'], 'setDetached'> {
  return {
    // A promise since Electron 44, nothing before.
    copyText: async (text) => await clipboard.writeText(text),
    chooseFile: async (suggestedName) => {
      const defaultPath = path.join(app.getPath('documents'), suggestedName);
      return (await dialog.showSaveDialog({ defaultPath })).filePath || null;
    },
    openFile: async () => {
      const filters = [{ name: 'JSON', extensions: ['json'] }];
      return (await dialog.showOpenDialog({ properties: ['openFile'], filters })).filePaths[0] ?? null;
    },
    openExternal: (url) => shell.openExternal(url),
    openLogsFolder: async () => (await shell.openPath(logFolder())) || null,
    pageState: () => window.pageState,
    keepPageState: (state) => {
      window.pageState = state;
    },
    releaseWindow: () => window.release(),
    hideWindow: () => window.hide(),
    quit: () => app.quit(),
  };
}
