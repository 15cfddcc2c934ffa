// The least that an Electron app in the tray can be: an icon, and a static page when it is clicked. Ours is held against it.
const path = require('node:path');
const { app, BrowserWindow, Menu, nativeImage, Tray } = require('electron');

/** @type {Electron.BrowserWindow | undefined} */
let window;

function toggle() {
  if (window === undefined) {
    window = new BrowserWindow({ width: 520, height: 700, show: false, webPreferences: { sandbox: true } });
    window.once('ready-to-show', () => window?.show());
    void window.loadFile(path.join(__dirname, 'page.html'));
  } else if (window.isVisible()) window.hide();
  else window.show();
}

app.on('window-all-closed', () => {});
void app.whenReady().then(() => {
  const tray = new Tray(nativeImage.createFromPath(path.join(__dirname, '../../../assets/tray/linux/stopped.png')));
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', click: () => app.quit() }]));
  tray.on('click', toggle);
});
