import dbus from '@particle/dbus-next';
import type { Bus } from './bus';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const { Interface, ACCESS_READ } = dbus.interface;

/** Where a registered tray item is: its owner's unique name and its object. */
export interface TrayAddress {
  readonly service: string;
  readonly path: string;
}

/** The D-Bus face of the watcher; what it is told goes to the callback. */
class WatcherService extends Interface {
  readonly #onRegister: (item: string) => void;
  readonly #names: () => readonly string[];

  constructor(onRegister: (item: string) => void, names: () => readonly string[]) {
    super(WATCHER);
    this.#onRegister = onRegister;
    this.#names = names;
  }

  RegisterStatusNotifierItem(item: string): void {
    this.#onRegister(item);
  }
  RegisterStatusNotifierHost(_service: string): void {
    this.StatusNotifierHostRegistered();
  }
  get RegisteredStatusNotifierItems(): string[] {
    return [...this.#names()];
  }
  get IsStatusNotifierHostRegistered(): boolean {
    return true;
  }
  get ProtocolVersion(): number {
    return 0;
  }
  StatusNotifierItemRegistered(item: string): string {
    return item;
  }
  StatusNotifierItemUnregistered(item: string): string {
    return item;
  }
  StatusNotifierHostRegistered(): void {}
}
WatcherService.configureMembers({
  properties: {
    RegisteredStatusNotifierItems: { signature: 'as', access: ACCESS_READ },
    IsStatusNotifierHostRegistered: { signature: 'b', access: ACCESS_READ },
    ProtocolVersion: { signature: 'i', access: ACCESS_READ },
  },
  methods: {
    RegisterStatusNotifierItem: { inSignature: 's', outSignature: '' },
    RegisterStatusNotifierHost: { inSignature: 's', outSignature: '' },
  },
  signals: {
    StatusNotifierItemRegistered: { signature: 's' },
    StatusNotifierItemUnregistered: { signature: 's' },
    StatusNotifierHostRegistered: { signature: '' },
  },
});

/** The part of a panel with which tray items register, and which knows when they go. */
export class StatusNotifierWatcher {
  readonly #bus: Bus;
  readonly #service: WatcherService;
  readonly #listeners = new Set<() => void>();
  #items: readonly TrayAddress[] = [];

  private constructor(bus: Bus) {
    this.#bus = bus;
    this.#service = new WatcherService(
      (item) => this.#add(item),
      () => this.#items.map(nameOf),
    );
  }

  static async start(bus: Bus): Promise<StatusNotifierWatcher> {
    const watcher = new StatusNotifierWatcher(bus);
    bus.onSignal(({ member, body: [name, , newOwner] }) => {
      if (member === 'NameOwnerChanged' && newOwner === '') watcher.#removeOwnedBy(name);
    });
    await bus.subscribe('org.freedesktop.DBus');
    await bus.serve(WATCHER, '/StatusNotifierWatcher', watcher.#service);
    await bus.takeName(`org.kde.StatusNotifierHost-${process.pid}`);
    watcher.#service.StatusNotifierHostRegistered();
    return watcher;
  }

  /** In the order of their registration. */
  get items(): readonly TrayAddress[] {
    return this.#items;
  }

  /** Returns a function that ends the listening. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** An item names itself by a bus name, or, as libappindicator does, by its object alone. */
  #add(item: string): void {
    const address: TrayAddress = {
      service: this.#bus.lastSender,
      path: item.startsWith('/') ? item : '/StatusNotifierItem',
    };
    this.#items = [...this.#items.filter((other) => nameOf(other) !== nameOf(address)), address];
    this.#service.StatusNotifierItemRegistered(nameOf(address));
    this.#changed();
  }

  #removeOwnedBy(name: unknown): void {
    const gone = this.#items.filter(({ service }) => service === name);
    if (gone.length === 0) return;
    this.#items = this.#items.filter(({ service }) => service !== name);
    for (const item of gone) this.#service.StatusNotifierItemUnregistered(nameOf(item));
    this.#changed();
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function nameOf({ service, path }: TrayAddress): string {
  return `${service}${path}`;
}
