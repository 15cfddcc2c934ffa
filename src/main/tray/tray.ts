import {
  Menu,
  type MenuItemConstructorOptions,
  type NativeImage,
  nativeTheme,
  type Rectangle,
  systemPreferences,
  type Tray,
} from 'electron';
import { assertNever } from '../../shared/assert-never';
import type { Snapshot } from '../../shared/model';
import { translatorFor } from '../../shared/translator';
import type { Clock } from '../clock';
import type { Store } from '../store';
import { leftClick } from './click-target';
import { iconName, iconState, isDemoOnly, title, tooltip } from './icon';
import { IconAnimation } from './icon-animation';
import { trayMenu } from './menu';
import type { MenuCommand, MenuEntry } from './menu-entry';
import { type RecentlyActive, withActive } from './recently-active';
import { trayIcon, trayIconFile } from './tray-icon';

export interface TrayParts {
  readonly store: Store;
  readonly clock: Clock;
  /** That stands already; from now on it is this one's. */
  readonly icon: Tray;
  readonly run: (command: MenuCommand) => void;
  /** A left click that no instance was chosen for. */
  readonly onClick: (bounds: Rectangle) => void;
}

/** The tray icon: a view of the snapshot like the window. It touches the desktop only for what has really changed. */
export class AppTray {
  readonly #tray: Tray;
  readonly #parts: TrayParts;
  readonly #images = new Map<string, NativeImage>();
  readonly #animation: IconAnimation;
  readonly #unsubscribe: () => void;
  #frame = 0;
  #recent: RecentlyActive = new Map();
  #shown = { icon: '', title: '', tooltip: '', menu: '' };

  constructor(parts: TrayParts) {
    this.#parts = parts;
    this.#animation = new IconAnimation({
      clock: parts.clock,
      prefersReducedMotion: () => systemPreferences.getAnimationSettings().prefersReducedMotion,
      onFrame: (frame) => {
        this.#frame = frame;
        this.#showIcon(parts.store.get());
      },
    });
    this.#tray = parts.icon;
    this.#tray.on('click', (_event, bounds) => this.#click(bounds));
    // On macOS and Windows a left click toggles the window, so the menu opens on the right one only. (On Linux the
    // desktop decides: https://www.electronjs.org/docs/latest/api/tray#platform-considerations.)
    this.#tray.on('right-click', () => {
      if (process.platform !== 'linux') this.#tray.popUpContextMenu(this.#menu(this.#entries(parts.store.get())));
    });
    this.#show(parts.store.get());
    this.#unsubscribe = parts.store.subscribe((snapshot) => this.#show(snapshot));
    nativeTheme.on('updated', this.#showAgain);
  }

  bounds(): Rectangle {
    return this.#tray.getBounds();
  }

  destroy(): void {
    this.#unsubscribe();
    this.#animation.stop();
    nativeTheme.off('updated', this.#showAgain);
    this.#tray.destroy();
  }

  readonly #showAgain = (): void => this.#show(this.#parts.store.get());

  #click(bounds: Rectangle): void {
    const command = leftClick(this.#parts.store.get());
    if (command === 'window') this.#parts.onClick(bounds);
    else if (command !== null) this.#parts.run(command);
  }

  #show(snapshot: Snapshot): void {
    this.#showIcon(snapshot);
    const translator = translatorFor(snapshot.language);
    const entries = this.#entries(snapshot);
    const next = {
      icon: this.#shown.icon,
      title: title(snapshot, translator),
      tooltip: tooltip(snapshot, translator),
      menu: JSON.stringify(entries),
    };
    if (next.title !== this.#shown.title && process.platform === 'darwin') this.#tray.setTitle(next.title);
    if (next.tooltip !== this.#shown.tooltip) this.#tray.setToolTip(next.tooltip);
    // Linux takes a menu as it is when set: it must be set again after every change, and an open one may close by that.
    if (next.menu !== this.#shown.menu && process.platform === 'linux') this.#tray.setContextMenu(this.#menu(entries));
    this.#shown = next;
  }

  #showIcon(snapshot: Snapshot): void {
    const state = iconState(snapshot);
    if (state === 'changing') {
      this.#animation.start();
    } else {
      this.#animation.stop();
      this.#frame = 0;
    }
    const icon = trayIconFile(iconName(state, isDemoOnly(snapshot), this.#frame));
    if (icon !== this.#shown.icon) this.#tray.setImage(this.#image(icon));
    this.#shown = { ...this.#shown, icon };
  }

  #entries(snapshot: Snapshot): readonly MenuEntry[] {
    this.#recent = withActive(this.#recent, snapshot.scopes, this.#parts.clock.now());
    return trayMenu(snapshot, this.#recent, translatorFor(snapshot.language));
  }

  #menu(entries: readonly MenuEntry[]): Menu {
    return Menu.buildFromTemplate(entries.map((entry) => menuItem(entry, this.#parts.run)));
  }

  #image(file: string): NativeImage {
    const image = this.#images.get(file) ?? trayIcon(file);
    this.#images.set(file, image);
    return image;
  }
}

function menuItem(entry: MenuEntry, run: (command: MenuCommand) => void): MenuItemConstructorOptions {
  switch (entry.type) {
    case 'separator':
      return { type: 'separator' };
    case 'label':
      return { label: literal(entry.label), enabled: false };
    case 'item':
      return { label: literal(entry.label), click: () => run(entry.command) };
    case 'checkbox':
      return {
        type: 'checkbox',
        label: literal(entry.label),
        checked: entry.isChecked,
        click: (item) => {
          // The desktop has turned it over already; it is the snapshot that says what is true.
          item.checked = entry.isChecked;
          run(entry.command);
        },
      };
    case 'submenu':
      return { label: literal(entry.label), submenu: entry.entries.map((inner) => menuItem(inner, run)) };
    default:
      return assertNever(entry);
  }
}

/** A lone `&` in a label would mark an access key (https://www.electronjs.org/docs/latest/api/menu-item). */
const literal = (label: string): string => label.replaceAll('&', '&&');
