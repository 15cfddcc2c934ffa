// @ts-check
/** A tray app of a few lines: it shows that runtime, desktop session and test desktop work together. */
import { app, Menu, Notification, nativeImage, powerMonitor, Tray } from 'electron';

/**
 * @param {number} red 0 to 255
 * @returns {Electron.NativeImage} a plain square
 */
function square(red) {
  const side = 16;
  const bgra = Buffer.alloc(side * side * 4, 255);
  for (let index = 2; index < bgra.length; index += 4) bgra[index] = red;
  return nativeImage.createFromBitmap(bgra, { width: side, height: side });
}

let clicks = 0;
let awake = true;
/** @type {Tray | undefined} */
let tray;

function show() {
  tray?.setToolTip(`${clicks} clicks${awake ? '' : ', asleep'}`);
  tray?.setImage(square(clicks % 2 === 0 ? 255 : 0));
  tray?.setContextMenu(
    Menu.buildFromTemplate([
      { label: `Clicked ${clicks} times`, enabled: false },
      { type: 'separator' },
      { label: 'Click me', click },
      { label: 'Loud', type: 'checkbox', checked: clicks > 0 },
      {
        label: 'db_main && web',
        submenu: [
          { label: 'Start', click: notify },
          { label: 'Hidden', visible: false },
        ],
      },
      { label: 'Quit', click: () => app.quit() },
    ]),
  );
}

function click() {
  clicks += 1;
  show();
}

/** @param {boolean} begins */
function sleep(begins) {
  awake = !begins;
  show();
}

function notify() {
  const notification = new Notification({ title: 'Started', body: 'db_main is running', urgency: 'critical' });
  notification.on('click', click);
  notification.show();
}

// Not awaited: a whenReady() awaited at the top level of an ES module never comes.
app.whenReady().then(
  () => {
    tray = new Tray(square(255));
    tray.on('click', click);
    powerMonitor.on('suspend', () => sleep(true));
    powerMonitor.on('resume', () => sleep(false));
    show();
    console.log('The tray app is ready');
    const exitCode = app.commandLine.getSwitchValue('exit-code');
    if (exitCode !== '') app.exit(Number(exitCode));
  },
  () => app.exit(1),
);
