/*
 * Loaded into an app before its own script: says on the standard output when a window that was shown has been painted with data
 * in it, that is with an element `[data-row]`, in ms of the time that all processes agree on.
 */
const { app } = require('electron');

const PAINTED = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('[data-row]') === null) requestAnimationFrame(look);
    else requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
  };
  look();
})`;

app.on('browser-window-created', (_event, window) => {
  window.on('show', async () => {
    const at = await window.webContents.executeJavaScript(PAINTED);
    process.stdout.write(`painted ${at}\n`);
  });
});
