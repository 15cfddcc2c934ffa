import dbus from '@particle/dbus-next';
import type { Bus } from './bus';

const { Interface } = dbus.interface;

class ManagerService extends Interface {
  constructor() {
    super('org.freedesktop.login1.Manager');
  }
  PrepareForSleep(begins: boolean): boolean {
    return begins;
  }
  PrepareForShutdown(begins: boolean): boolean {
    return begins;
  }
}
ManagerService.configureMembers({
  signals: { PrepareForSleep: { signature: 'b' }, PrepareForShutdown: { signature: 'b' } },
});

/**
 * systemd's login manager, as far as it tells apps of sleep and shutdown (Electron's `powerMonitor`). It belongs on the
 * system bus: start the desktop session with `systemBus: true`.
 */
export class Login1 {
  readonly #service = new ManagerService();

  private constructor() {}

  static async start(bus: Bus): Promise<Login1> {
    const login1 = new Login1();
    await bus.serve('org.freedesktop.login1', '/org/freedesktop/login1', login1.#service);
    return login1;
  }

  /** The machine is about to sleep. */
  suspend(): void {
    this.#service.PrepareForSleep(true);
  }

  /** It is awake again. */
  resume(): void {
    this.#service.PrepareForSleep(false);
  }

  shutdown(): void {
    this.#service.PrepareForShutdown(true);
  }
}
