import dbus from '@particle/dbus-next';
import { z } from 'zod';
import { type Bus, plain } from './bus';
import { type WaitOptions, waitUntil } from './wait';

const { Interface } = dbus.interface;
const NAME = 'org.freedesktop.Notifications';

export interface Notification {
  readonly id: number;
  readonly appName: string;
  readonly title: string;
  /** Simple markup, as the Desktop Notifications Specification allows. */
  readonly body: string;
  readonly actions: readonly { readonly key: string; readonly label: string }[];
  readonly urgency: 'low' | 'normal' | 'critical';
  readonly hints: Readonly<Record<string, unknown>>;
  /** Milliseconds; -1 leaves it to the server, 0 is for ever. */
  readonly timeoutMs: number;
}

/** Why a notification went, by the specification. */
const CLOSED = { expired: 1, dismissed: 2, byTheApp: 3 } as const;
const URGENCIES = ['low', 'normal', 'critical'] as const;
const hintsSchema = z.record(z.string(), z.unknown());

type ShowNotification = (replacesId: number, notification: Omit<Notification, 'id'>) => number;

class NotificationsService extends Interface {
  readonly #show: ShowNotification;
  readonly #close: (id: number) => void;

  constructor(show: ShowNotification, close: (id: number) => void) {
    super(NAME);
    this.#show = show;
    this.#close = close;
  }

  GetCapabilities(): string[] {
    return ['actions', 'body', 'body-markup', 'icon-static', 'persistence'];
  }
  GetServerInformation(): string[] {
    return ['test-desktop', 'ec2-tray', '1.0', '1.2'];
  }
  Notify(
    appName: string,
    replacesId: number,
    _icon: string,
    title: string,
    body: string,
    actions: readonly string[],
    rawHints: unknown,
    timeoutMs: number,
  ): number {
    const hints = hintsSchema.parse(plain(rawHints));
    return this.#show(replacesId, {
      appName,
      title,
      body,
      actions: pairs(actions),
      urgency: URGENCIES[Number(hints['urgency'] ?? 1)] ?? 'normal',
      hints,
      timeoutMs,
    });
  }
  CloseNotification(id: number): void {
    this.#close(id);
  }
  ActionInvoked(id: number, key: string): [number, string] {
    return [id, key];
  }
  NotificationClosed(id: number, reason: number): [number, number] {
    return [id, reason];
  }
}
NotificationsService.configureMembers({
  methods: {
    GetCapabilities: { inSignature: '', outSignature: 'as' },
    GetServerInformation: { inSignature: '', outSignature: 'ssss' },
    Notify: { inSignature: 'susssasa{sv}i', outSignature: 'u' },
    CloseNotification: { inSignature: 'u', outSignature: '' },
  },
  signals: { ActionInvoked: { signature: 'us' }, NotificationClosed: { signature: 'uu' } },
});

/** Keys and labels come in turn. */
function pairs(actions: readonly string[]): Notification['actions'] {
  return actions.flatMap((key, index) => (index % 2 === 0 ? [{ key, label: actions[index + 1] ?? '' }] : []));
}

/** The desktop's notifications: what was shown, and what the user does with it. */
export class NotificationServer {
  readonly #service: NotificationsService;
  readonly #listeners = new Set<() => void>();
  #lastId = 0;
  #shown: readonly Notification[] = [];
  #open = new Set<number>();

  private constructor() {
    this.#service = new NotificationsService(
      (replacesId, notification) => this.#show(replacesId, notification),
      (id) => this.#closed(id, CLOSED.byTheApp),
    );
  }

  static async start(bus: Bus): Promise<NotificationServer> {
    const server = new NotificationServer();
    await bus.serve(NAME, '/org/freedesktop/Notifications', server.#service);
    return server;
  }

  /** All that were shown since the start or the last `forget()`, in that order; closed ones too. */
  get shown(): readonly Notification[] {
    return this.#shown;
  }

  /** Those that the user still sees. */
  get open(): readonly Notification[] {
    return this.#shown.filter(({ id }) => this.#open.has(id));
  }

  /** Lets later waits look at new ones only. */
  forget(): void {
    this.#shown = [];
  }

  /** The first of `shown` that fits, now or later. */
  async waitFor(accept: (notification: Notification) => boolean, options: WaitOptions = {}): Promise<Notification> {
    const shown = await waitUntil(
      {
        read: () => this.#shown,
        accept: (all) => all.some(accept),
        onChange: (changed) => {
          this.#listeners.add(changed);
          return () => this.#listeners.delete(changed);
        },
        describe: (all) => all.map(({ title, body }) => `  ${title}: ${body}`).join('\n') || '  (no notification)',
      },
      { message: 'a notification as expected', ...options },
    );
    const found = shown.find(accept);
    if (found === undefined) throw new Error('The notification fitted once and then did not: the check is not pure');
    return found;
  }

  /** The user clicks it: Electron's `click`. A click closes it, as on most desktops. */
  click({ id }: Notification): void {
    this.#service.ActionInvoked(id, 'default');
    this.#closed(id, CLOSED.dismissed);
  }

  /** The user presses one of its buttons, by what stands on it. */
  press({ id, actions }: Notification, label: string): void {
    const action = actions.find((candidate) => candidate.label === label);
    if (action === undefined) throw new Error(`No button “${label}”: ${actions.map((one) => one.label).join(', ')}`);
    this.#service.ActionInvoked(id, action.key);
    this.#closed(id, CLOSED.dismissed);
  }

  /** The user closes it. */
  dismiss({ id }: Notification): void {
    this.#closed(id, CLOSED.dismissed);
  }

  /** Its time is over. */
  expire({ id }: Notification): void {
    this.#closed(id, CLOSED.expired);
  }

  #show(replacesId: number, notification: Omit<Notification, 'id'>): number {
    if (replacesId === 0) this.#lastId += 1;
    const id = replacesId === 0 ? this.#lastId : replacesId;
    this.#shown = [...this.#shown, { id, ...notification }];
    this.#open.add(id);
    for (const listener of [...this.#listeners]) listener();
    return id;
  }

  #closed(id: number, reason: number): void {
    this.#open.delete(id);
    this.#service.NotificationClosed(id, reason);
  }
}
