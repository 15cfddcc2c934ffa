import { type App, type Session, session, type WebContents } from 'electron';
import { APP_ORIGIN } from './app-protocol';

/*
 * Guards for every web contents of the app, by Electron's security checklist
 * (https://www.electronjs.org/docs/latest/tutorial/security): no navigation, no new windows, no permissions, no webviews.
 */

/** Guards whatever web contents will ever be made; call it before the first window. */
export function guardWebContents(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Denies every permission; the window needs none (the clipboard is main's). Call it once the app is ready. */
export function denyPermissions(target: Session = session.defaultSession): void {
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
}

interface SenderFrame {
  readonly url: string;
  readonly parent: unknown;
}

/** Whether a message comes from the top frame of a window of ours, showing the app's own page. */
export function isTrustedSender(
  event: { readonly sender: WebContents; readonly senderFrame: SenderFrame | null },
  isOurs: (contents: WebContents) => boolean,
): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || !isOurs(event.sender)) return false;
  return URL.canParse(frame.url) && originOf(frame.url) === APP_ORIGIN;
}

/** `URL.origin` is "null" for schemes of an app's own. */
function originOf(url: string): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}
