import type { BusConnection, BusService, BusSignal, SessionBus } from '../session-bus';
import type { ShownNotification } from './notifier';

/*
 * Notifications by the desktop's own service over D-Bus, because Electron drops their buttons on Linux.
 * https://specifications.freedesktop.org/notification/latest/
 */

const SERVICE: BusService = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
};
const MATCH = `type='signal',interface='${SERVICE.interface}',path='${SERVICE.path}'`;
/** Let the desktop decide how long it stays. */
const DEFAULT_EXPIRY = -1;

interface Handlers {
  readonly onClick: () => void;
  readonly buttons: ShownNotification['buttons'];
}

export class LinuxNotifications {
  /** A file, or the name of an icon that the desktop knows: a file within a package nobody else can read. */
  readonly #icon: string;
  readonly #bus: SessionBus;
  /** What is on the screen, by the service's number of it. */
  readonly #shown = new Map<number, Handlers>();
  /** The connection that is listened to, and from when. */
  #heard: { readonly on: BusConnection; readonly listening: Promise<void> } | null = null;

  constructor(icon: string, bus: SessionBus) {
    this.#icon = icon;
    this.#bus = bus;
  }

  /** Rejects where the desktop has no such service, or no session bus. */
  async show({ title, body, buttons }: ShownNotification, onClick: () => void): Promise<void> {
    const connection = await this.#bus.connect();
    if (this.#heard?.on !== connection) {
      const listening = connection.listen(MATCH, (signal) => this.#take(signal));
      this.#heard = { on: connection, listening };
    }
    await this.#heard.listening;
    const [capabilities] = await connection.call(SERVICE, 'GetCapabilities', '', []);
    const readsMarkup = Array.isArray(capabilities) && capabilities.includes('body-markup');
    const actions = ['default', title, ...buttons.flatMap(({ label }, index) => [String(index), label])];
    const text = readsMarkup ? escaped(body) : body;
    const notify = ['EC2 Tray', 0, this.#icon, title, text, actions, {}, DEFAULT_EXPIRY];
    const [id] = await connection.call(SERVICE, 'Notify', 'susssasa{sv}i', notify);
    if (typeof id === 'number') this.#shown.set(id, { onClick, buttons });
  }

  #take({ interface: from, member, body }: BusSignal): void {
    const [id, key] = body;
    const handlers = typeof id === 'number' ? this.#shown.get(id) : undefined;
    if (from !== SERVICE.interface || handlers === undefined || typeof id !== 'number') return;
    if (member === 'NotificationClosed') this.#shown.delete(id);
    if (member !== 'ActionInvoked') return;
    if (key === 'default') handlers.onClick();
    else handlers.buttons[Number(key)]?.run();
  }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
