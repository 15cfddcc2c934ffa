import type { Message as DBusMessage, MessageBus } from '@particle/dbus-next';

/** Whom a D-Bus call is for. */
export interface BusService {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
}

export interface BusSignal {
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

export interface BusConnection {
  /** The answer's values; rejects where the service refuses, is not there, or the bus is gone. */
  call(service: BusService, member: string, signature: string, body: readonly unknown[]): Promise<readonly unknown[]>;
  /** Tells of signals that fit the match rule, from when it resolves. */
  listen(match: string, listener: (signal: BusSignal) => void): Promise<void>;
  /** Resolves when the bus is gone. */
  readonly lost: Promise<void>;
}

const BUS: BusService = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/** The desktop's session bus (Linux): connected when first needed, and again after it was lost. */
export class SessionBus {
  #connected: Promise<BusConnection> | null = null;
  #bus: MessageBus | null = null;

  /** Rejects where there is no session bus. */
  connect(): Promise<BusConnection> {
    this.#connected ??= this.#open().catch((thrown: unknown) => {
      // It may be there at the next call.
      this.#connected = null;
      throw thrown;
    });
    return this.#connected;
  }

  close(): void {
    this.#connected = null;
    this.#bus?.disconnect();
    this.#bus = null;
  }

  async #open(): Promise<BusConnection> {
    // Loaded when it is needed: starting the app does not wait for it.
    const { default: dbus } = await import('@particle/dbus-next');
    const bus = dbus.sessionBus();
    this.#bus = bus;
    let lose = (): void => {};
    const lost = new Promise<void>((resolve) => {
      lose = () => {
        if (this.#bus === bus) this.#connected = null;
        resolve();
      };
    });
    bus.on('error', lose);
    const gone = lost.then(() => {
      throw new Error('The session bus is gone');
    });
    gone.catch(() => undefined);
    const call: BusConnection['call'] = async (service, member, signature, body) => {
      const message = new dbus.Message({ ...service, member, signature, body: [...body] });
      // A call over a bus that is gone would never be answered.
      const answer = await Promise.race([bus.call(message), gone]);
      return answer?.body ?? [];
    };
    return {
      call,
      lost,
      listen: async (match, listener) => {
        await call(BUS, 'AddMatch', 's', [match]);
        bus.on('message', ({ interface: from, member, body }: DBusMessage) => {
          const signal = { interface: String(from), member: String(member), body: Array.isArray(body) ? body : [] };
          // A signal may come with the very answer that it is about: that is taken in first.
          setImmediate(() => listener(signal));
        });
      },
    };
  }
}
