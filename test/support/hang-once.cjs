/*
 * Loaded into the app by `electron --require`: its page hangs once, and what it says of itself afterwards is printed. Chromium
 * looks for hangs only where no debugger is attached, so Playwright cannot be the one to try this.
 */
const { app } = require('electron');

let hangs = 0;
app.on('web-contents-created', (_event, contents) => {
  contents.on('did-finish-load', async () => {
    const type = (/** @type {string} */ text) => {
      for (const keyCode of text) contents.sendInputEvent({ type: 'char', keyCode });
    };
    if (hangs > 0) {
      // The list, and with it the search, is drawn when main has told what there is.
      const look = `new Promise((resolve) => { const timer = setInterval(() => {
        const field = document.querySelector('input[role=combobox]');
        if (field !== null) { clearInterval(timer); resolve(field.value); }
      }, 50); })`;
      console.log(`the search says ${await contents.executeJavaScript(look)}`);
      return;
    }
    hangs += 1;
    await contents.executeJavaScript(`new Promise((resolve) => { const timer = setInterval(() => {
      const field = document.querySelector('input[role=combobox]');
      if (field !== null) { clearInterval(timer); field.focus(); resolve(null); }
    }, 50); })`);
    type('bastion');
    // What was typed is kept after a pause.
    setTimeout(() => {
      console.log('hanging');
      contents.executeJavaScript('for (;;);').catch(() => undefined);
      setTimeout(() => type('x'), 500);
    }, 1500);
  });
});
