import { Notification } from 'electron';
import { log } from '../log';
import type { SessionBus } from '../session-bus';
import { LinuxNotifications } from './linux-notifications';
import type { ShownNotification } from './notifier';

/** Shows the desktop's notifications; a click on one calls `onClick`. On Linux Electron's own stand in where D-Bus fails. */
export function desktopNotifications(
  icon: string,
  bus: SessionBus,
  onClick: () => void,
): (notification: ShownNotification) => void {
  if (process.platform !== 'linux') return (shown) => showByElectron(shown, onClick);
  const linux = new LinuxNotifications(icon, bus);
  return (shown) => {
    linux.show(shown, onClick).catch((thrown: unknown) => {
      log.warn('notifications: the desktop’s service does not answer', thrown);
      showByElectron(shown, onClick);
    });
  };
}

/** Buttons: macOS and Windows only (https://www.electronjs.org/docs/latest/api/structures/notification-action). */
function showByElectron({ title, body, buttons }: ShownNotification, onClick: () => void): void {
  if (!Notification.isSupported()) return;
  const actions = buttons.map(({ label }) => ({ type: 'button', text: label }) as const);
  const notification = new Notification({ title, body, actions });
  notification.on('click', onClick);
  // Before Electron 40 the index was an argument of its own.
  notification.on('action', (event, index) => buttons[event.actionIndex ?? index]?.run());
  notification.show();
}
