import { Bus } from './bus';
import { Login1 } from './login1';
import { NotificationServer } from './notification-server';
import { StatusNotifierWatcher, type TrayAddress } from './status-notifier-watcher';
import { TrayItem } from './tray-item';
import { type WaitOptions, waitUntil } from './wait';

export interface TestDesktopOptions {
  /** Of the bus that the app is on; each desktop needs one of its own. */
  readonly busAddress: string;
  /** Whether it has a tray. Without one the app must live without, as on a plain GNOME. */
  readonly tray?: boolean;
  readonly notifications?: boolean;
  /** Whether sleep and shutdown can be played. */
  readonly login1?: boolean;
}

/** What a desktop offers to a tray app, seen from the side of its user. Start it before the app. */
export class TestDesktop {
  readonly #bus: Bus;
  readonly #watcher: StatusNotifierWatcher | undefined;
  readonly #notifications: NotificationServer | undefined;
  readonly #login1: Login1 | undefined;

  constructor(
    bus: Bus,
    parts: {
      readonly watcher: StatusNotifierWatcher | undefined;
      readonly notifications: NotificationServer | undefined;
      readonly login1: Login1 | undefined;
    },
  ) {
    this.#bus = bus;
    this.#watcher = parts.watcher;
    this.#notifications = parts.notifications;
    this.#login1 = parts.login1;
  }

  get notifications(): NotificationServer {
    return started(this.#notifications, 'notifications');
  }

  get login1(): Login1 {
    return started(this.#login1, 'login1');
  }

  /** The newest item in the tray, waited for; with `otherThan`, one that is not that (the app was started again). */
  async waitForTrayItem({
    otherThan,
    ...options
  }: WaitOptions & { readonly otherThan?: TrayItem } = {}): Promise<TrayItem> {
    const newest = (items: readonly TrayAddress[]): TrayAddress | undefined =>
      items.findLast(({ service }) => service !== otherThan?.address.service);
    const items = await this.#waitForItems((all) => newest(all) !== undefined, {
      message: 'the app puts an item into the tray',
      timeoutMs: 15_000,
      ...options,
    });
    return new TrayItem(this.#bus, started(newest(items), 'tray'));
  }

  /** Waits until the tray is empty: the app took its item away, or ended. */
  async waitForEmptyTray(options: WaitOptions = {}): Promise<void> {
    await this.#waitForItems((items) => items.length === 0, { message: 'the tray is empty', ...options });
  }

  #waitForItems(
    accept: (items: readonly TrayAddress[]) => boolean,
    options: WaitOptions,
  ): Promise<readonly TrayAddress[]> {
    const watcher = started(this.#watcher, 'tray');
    return waitUntil(
      {
        read: () => watcher.items,
        accept,
        onChange: (changed) => watcher.onChange(changed),
        describe: (items) => `  ${items.length} items in the tray`,
      },
      options,
    );
  }

  /** Leaves the bus: the tray, the notifications and all else go with that. */
  stop(): void {
    this.#bus.close();
  }
}

function started<T>(part: T | undefined, option: string): T {
  if (part === undefined) throw new Error(`The test desktop was started without its ${option}`);
  return part;
}

/** Resolves when apps can find every part of it on the bus. */
export async function startTestDesktop(options: TestDesktopOptions): Promise<TestDesktop> {
  const { busAddress, tray = true, notifications = false, login1 = false } = options;
  const bus = await Bus.connect(busAddress);
  try {
    // A tray app asks for the tray first: what it needs of the rest is there by then.
    const parts = {
      notifications: notifications ? await NotificationServer.start(bus) : undefined,
      login1: login1 ? await Login1.start(bus) : undefined,
      watcher: tray ? await startTray(bus) : undefined,
    };
    return new TestDesktop(bus, parts);
  } catch (error) {
    bus.close();
    throw error;
  }
}

async function startTray(bus: Bus): Promise<StatusNotifierWatcher> {
  await bus.subscribe('org.kde.StatusNotifierItem');
  await bus.subscribe('com.canonical.dbusmenu');
  return StatusNotifierWatcher.start(bus);
}
