import dbus, { type Message as DBusMessage, type MessageBus } from '@particle/dbus-next';

const { DBusError, Message, MessageType, Variant } = dbus;

/** A signal as it came off the bus, its body freed of D-Bus variants. */
export interface BusSignal {
  readonly sender: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly body: readonly unknown[];
}

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  /** D-Bus signature of the body. */
  readonly signature?: string;
  readonly body?: readonly unknown[];
}

/** Nobody on the bus answers to the name, or its owner went away before it answered. */
export class BusPeerGoneError extends Error {
  override readonly name = 'BusPeerGoneError';
}

const PEER_GONE = new Set([
  'org.freedesktop.DBus.Error.ServiceUnknown',
  'org.freedesktop.DBus.Error.NameHasNoOwner',
  'org.freedesktop.DBus.Error.NoReply',
  'org.freedesktop.DBus.Error.Disconnected',
]);
/** Of one call, in milliseconds: an app that hangs must fail its test with a message, not with the runner's timeout. */
const CALL_LIMIT_MS = 10_000;

/** Takes variants away at every depth; byte arrays stay what they are. */
export function plain(value: unknown): unknown {
  if (value instanceof Variant) return plain(value.value);
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
  }
  return value;
}

/** One connection to the bus of a given address. */
export class Bus {
  readonly #bus: MessageBus;
  readonly #listeners = new Set<(signal: BusSignal) => void>();
  #lastSender = '';
  #closing = false;

  private constructor(bus: MessageBus) {
    this.#bus = bus;
    bus.on('message', (message) => this.#onMessage(message));
    // A bus that ends under a test shows in the calls that fail; without a listener it would end the process.
    bus.on('error', (error: unknown) => {
      if (!this.#closing) console.warn(`The test desktop's bus: ${String(error)}`);
    });
  }

  static async connect(address: string): Promise<Bus> {
    const connection = dbus.sessionBus({ busAddress: address });
    await new Promise<void>((resolve, reject) => {
      connection.once('connect', () => resolve());
      connection.once('error', reject);
    });
    return new Bus(connection);
  }

  /** Unique name of whoever sent the message that is being handled: a service method learns it from nothing else. */
  get lastSender(): string {
    return this.#lastSender;
  }

  #onMessage(message: DBusMessage): void {
    this.#lastSender = message.sender;
    if (message.type !== MessageType.SIGNAL) return;
    const signal: BusSignal = {
      sender: message.sender,
      path: message.path,
      interface: message.interface,
      member: message.member,
      body: message.body.map(plain),
    };
    for (const listener of [...this.#listeners]) listener(signal);
  }

  /** Returns a function that ends the listening. */
  onSignal(listener: (signal: BusSignal) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks the bus for the signals of an interface; those sent to everyone come only when asked for. */
  async subscribe(interfaceName: string): Promise<void> {
    await this.call({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'AddMatch',
      signature: 's',
      body: [`type='signal',interface='${interfaceName}'`],
    });
  }

  /** The reply's body, freed of variants. */
  async call(call: BusCall): Promise<readonly unknown[]> {
    const { signature = '', body = [], ...target } = call;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`${call.interface}.${call.member} of ${call.destination} gave no answer`));
      }, CALL_LIMIT_MS);
    });
    try {
      const answer = this.#bus.call(new Message({ ...target, signature, body: [...body] }));
      const reply = await Promise.race([answer, limit]);
      return (reply?.body ?? []).map(plain);
    } catch (error) {
      if (error instanceof DBusError && PEER_GONE.has(error.type)) {
        throw new BusPeerGoneError(`${call.destination} is not on the bus any more`, { cause: error });
      }
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Offers a service under a name. In this order: who waits for the name finds the service ready. */
  async serve(name: string, path: string, service: dbus.interface.Interface): Promise<void> {
    this.#bus.export(path, service);
    await this.takeName(name);
  }

  async takeName(name: string): Promise<void> {
    const answer = await this.#bus.requestName(name, dbus.NameFlag.DO_NOT_QUEUE);
    if (answer !== dbus.RequestNameReply.PRIMARY_OWNER) {
      throw new Error(`${name} is taken on this bus already: each test desktop needs a bus of its own`);
    }
  }

  close(): void {
    this.#closing = true;
    this.#listeners.clear();
    this.#bus.disconnect();
  }
}
