import type { Message as DBusMessage, MessageBus } from '@particle/dbus-next';
import type { ShownNotification } from './notifier';

/*
 * Notifications by the desktop's own service over D-Bus, because Electron drops their buttons on Linux.
 * https://specifications.freedesktop.org/notification/latest/
 */

const SERVICE = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
} as const;
const MATCH = `type='signal',interface='${SERVICE.interface}',path='${SERVICE.path}'`;
/** Let the desktop decide how long it stays. */
const DEFAULT_EXPIRY = -1;

interface Connection {
  readonly bus: MessageBus;
  readonly call: (message: DBusMessage) => Promise<DBusMessage | null>;
  /** Whether the service reads markup in the body: then what stands there must be escaped. */
  readonly readsMarkup: boolean;
  readonly newMessage: (member: string, signature: string, body: readonly unknown[]) => DBusMessage;
}

interface Handlers {
  readonly onClick: () => void;
  readonly buttons: ShownNotification['buttons'];
}

export class LinuxNotifications {
  /** A file, or the name of an icon that the desktop knows: a file within a package nobody else can read. */
  readonly #icon: string;
  /** What is on the screen, by the service's number of it. */
  readonly #shown = new Map<number, Handlers>();
  #connection: Promise<Connection> | null = null;

  constructor(icon: string) {
    this.#icon = icon;
  }

  /** Rejects where the desktop has no such service, or no session bus. The connection is made at the first one. */
  async show({ title, body, buttons }: ShownNotification, onClick: () => void): Promise<void> {
    const { call, readsMarkup, newMessage } = await this.#connected();
    const actions = ['default', title, ...buttons.flatMap(({ label }, index) => [String(index), label])];
    const text = readsMarkup ? escaped(body) : body;
    const notify = ['EC2 Tray', 0, this.#icon, title, text, actions, {}, DEFAULT_EXPIRY];
    const answer = await call(newMessage('Notify', 'susssasa{sv}i', notify));
    const id: unknown = answer?.body[0];
    if (typeof id === 'number') this.#shown.set(id, { onClick, buttons });
  }

  close(): void {
    const connection = this.#connection;
    this.#connection = null;
    this.#shown.clear();
    connection?.then(
      ({ bus }) => bus.disconnect(),
      () => undefined, // There was nobody to talk to.
    );
  }

  #connected(): Promise<Connection> {
    this.#connection ??= this.#connect().catch((thrown: unknown) => {
      // A service may be there at the next one.
      this.#connection = null;
      throw thrown;
    });
    return this.#connection;
  }

  async #connect(): Promise<Connection> {
    // Loaded with the first notification only: starting the app does not wait for it.
    const { default: dbus } = await import('@particle/dbus-next');
    const bus = dbus.sessionBus();
    const gone = new Promise<never>((_resolve, reject) => {
      bus.once('error', (error: unknown) => {
        this.#connection = null;
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
    // A call over a bus that is gone would never be answered.
    const call: Connection['call'] = (message) => Promise.race([bus.call(message), gone]);
    const newMessage: Connection['newMessage'] = (member, signature, body) =>
      new dbus.Message({ ...SERVICE, member, signature, body: [...body] });
    await call(
      new dbus.Message({
        destination: 'org.freedesktop.DBus',
        path: '/org/freedesktop/DBus',
        interface: 'org.freedesktop.DBus',
        member: 'AddMatch',
        signature: 's',
        body: [MATCH],
      }),
    );
    // A click may come with the very answer that tells the notification's number: that is taken in first.
    bus.on('message', (message: DBusMessage) => setImmediate(() => this.#heard(message)));
    const capabilities = await call(newMessage('GetCapabilities', '', []));
    const names: unknown = capabilities?.body[0];
    return { bus, call, readsMarkup: Array.isArray(names) && names.includes('body-markup'), newMessage };
  }

  #heard({ interface: from, member, body }: DBusMessage): void {
    if (from !== SERVICE.interface || !Array.isArray(body)) return;
    const [id, key]: readonly unknown[] = body;
    const handlers = typeof id === 'number' ? this.#shown.get(id) : undefined;
    if (handlers === undefined || typeof id !== 'number') return;
    if (member === 'NotificationClosed') this.#shown.delete(id);
    if (member !== 'ActionInvoked') return;
    if (key === 'default') handlers.onClick();
    else handlers.buttons[Number(key)]?.run();
  }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
