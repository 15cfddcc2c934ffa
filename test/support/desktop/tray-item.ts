import dbus from '@particle/dbus-next';
import { z } from 'zod';
import { type Bus, BusPeerGoneError } from './bus';
import type { TrayAddress } from './status-notifier-watcher';
import { formatMenu, getItem, isClickable, type MenuNode, type MenuTarget, parseMenu } from './tray-menu';
import { type WaitOptions, waitUntil } from './wait';

const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';

/** One size of the icon: rows of pixels, four bytes (alpha, red, green, blue) each. */
export interface IconPixmap {
  readonly width: number;
  readonly height: number;
  readonly argb: Uint8Array;
}

const pixmapsSchema = z.array(z.tuple([z.number(), z.number(), z.instanceof(Uint8Array)]));
const toolTipSchema = z.tuple([z.string(), z.unknown(), z.string(), z.string()]);
const propsSchema = z.record(z.string(), z.unknown());

/** A tray item as the user has it in a panel: an icon, a tooltip and a menu to look at and click. */
export class TrayItem {
  readonly address: TrayAddress;
  readonly #bus: Bus;

  constructor(bus: Bus, address: TrayAddress) {
    this.#bus = bus;
    this.address = address;
  }

  /** All properties of the StatusNotifierItem. */
  async props(): Promise<Readonly<Record<string, unknown>>> {
    const [props] = await this.#bus.call({
      destination: this.address.service,
      path: this.address.path,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'GetAll',
      signature: 's',
      body: [ITEM],
    });
    return propsSchema.parse(props);
  }

  async #prop(name: string): Promise<unknown> {
    const [value] = await this.#bus.call({
      destination: this.address.service,
      path: this.address.path,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [ITEM, name],
    });
    return value;
  }

  /** The main click: `tray.on('click')` in Electron. */
  async activate(): Promise<void> {
    await this.#bus.call({
      destination: this.address.service,
      path: this.address.path,
      interface: ITEM,
      member: 'Activate',
      signature: 'ii',
      body: [0, 0],
    });
  }

  async #callMenu(member: string, signature: string, body: readonly unknown[]): Promise<readonly unknown[]> {
    // Asked each time: an app may put another menu object in its place.
    const path = z.string().parse(await this.#prop('Menu'));
    return this.#bus.call({ destination: this.address.service, path, interface: MENU, member, signature, body });
  }

  /** The whole menu; its items are the children of the root. */
  async menu(): Promise<MenuNode> {
    const [, layout] = await this.#callMenu('GetLayout', 'iias', [0, -1, []]);
    return parseMenu(layout);
  }

  /** The visible item that fits; an error with the whole menu when there is none, or several. */
  async find(target: MenuTarget): Promise<MenuNode> {
    return getItem(await this.menu(), target);
  }

  /**
   * Clicks an item of the menu. It is looked up right before, as every change of the menu changes all ids; and looked up
   * again when the menu changed in between. `onClick` is called right before the click is sent.
   */
  async click(target: MenuTarget, onClick: () => void = () => undefined): Promise<void> {
    try {
      await this.#clickOnce(target, onClick);
    } catch (error) {
      if (!(error instanceof dbus.DBusError)) throw error;
      await this.#clickOnce(target, onClick);
    }
  }

  async #clickOnce(target: MenuTarget, onClick: () => void): Promise<void> {
    const item = getItem(await this.menu(), target, isClickable);
    if (!item.enabled) throw new Error(`"${item.label}" of the tray menu is disabled, so nobody can click it`);
    onClick();
    await this.#callMenu('Event', 'isvu', [item.id, 'clicked', new dbus.Variant('s', ''), 0]);
  }

  /** Waits for a menu that fits. */
  waitForMenu(accept: (root: MenuNode) => boolean, options: WaitOptions = {}): Promise<MenuNode> {
    return this.#waitFor(MENU, () => this.menu(), accept, formatMenu, {
      message: 'the tray menu is as expected',
      ...options,
    });
  }

  /** Title and text of the tooltip, each a line; empty without one. */
  async tooltip(): Promise<string> {
    const [, , title, text] = toolTipSchema.parse(await this.#prop('ToolTip'));
    return [title, text].filter((part) => part !== '').join('\n');
  }

  waitForTooltip(accept: (tooltip: string) => boolean, options: WaitOptions = {}): Promise<string> {
    return this.#waitFor(
      ITEM,
      () => this.tooltip(),
      accept,
      (tooltip) => `  ${tooltip}`,
      {
        message: 'the tooltip is as expected',
        ...options,
      },
    );
  }

  /** The icon in its largest size. */
  async iconPixmap(): Promise<IconPixmap> {
    const sizes = pixmapsSchema.parse(await this.#prop('IconPixmap'));
    const [width, height, argb] = sizes.toSorted(([left], [right]) => right - left)[0] ?? [0, 0, new Uint8Array()];
    return { width, height, argb };
  }

  /** Calls back at each `NewIcon`; returns what ends that. */
  onNewIcon(listener: () => void): () => void {
    return this.#bus.onSignal((signal) => {
      if (signal.sender === this.address.service && signal.member === 'NewIcon') listener();
    });
  }

  /** Waits for an icon whose pixels are others than those of `before`, which was read before whatever changes it. */
  waitForIconChange(before: IconPixmap, options: WaitOptions = {}): Promise<IconPixmap> {
    return this.#waitFor(
      ITEM,
      () => this.iconPixmap(),
      (now) => Buffer.compare(now.argb, before.argb) !== 0,
      ({ width, height }) => `  the same ${width}x${height} pixels`,
      { message: 'the tray icon changes', ...options },
    );
  }

  #waitFor<T>(
    interfaceName: string,
    read: () => Promise<T>,
    accept: (value: T) => boolean,
    describe: (value: T) => string,
    options: WaitOptions,
  ): Promise<T> {
    return waitUntil(
      {
        read,
        accept,
        describe,
        // LayoutUpdated, ItemsPropertiesUpdated, NewIcon, NewToolTip: each is a reason to look.
        onChange: (changed) =>
          this.#bus.onSignal((signal) => {
            if (signal.sender === this.address.service && signal.interface === interfaceName) changed();
          }),
        isFinal: (error) => error instanceof BusPeerGoneError,
      },
      options,
    );
  }
}
