import path from 'node:path';
import {
  Menu,
  type MenuItemConstructorOptions,
  type NativeImage,
  nativeImage,
  nativeTheme,
  type Rectangle,
  Tray,
} from 'electron';
import { assertNever } from '../../shared/assert-never';
import type { Snapshot } from '../../shared/model';
import { translatorFor } from '../../shared/translator';
import type { Store } from '../store';
import { type IconState, iconState, tooltip } from './icon';
import { type MenuCommand, type MenuEntry, trayMenu } from './menu';

export interface TrayParts {
  readonly store: Store;
  /** The folder of `assets/tray`. */
  readonly iconFolder: string;
  readonly run: (command: MenuCommand) => void;
  readonly onClick: (bounds: Rectangle) => void;
}

/** The tray icon: a view of the snapshot like the window. It touches the desktop only for what has really changed. */
export class AppTray {
  readonly #tray: Tray;
  readonly #parts: TrayParts;
  readonly #images = new Map<string, NativeImage>();
  readonly #unsubscribe: () => void;
  #shown = { icon: '', tooltip: '', menu: '' };

  constructor(parts: TrayParts) {
    this.#parts = parts;
    this.#tray = new Tray(this.#image('stopped'));
    this.#tray.on('click', (_event, bounds) => parts.onClick(bounds));
    // On macOS and Windows a left click toggles the window, so the menu opens on the right one only. (On Linux the
    // desktop decides: https://www.electronjs.org/docs/latest/api/tray#platform-considerations.)
    this.#tray.on('right-click', () => {
      if (process.platform !== 'linux') this.#tray.popUpContextMenu(this.#menu(parts.store.get()));
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
    nativeTheme.off('updated', this.#showAgain);
    this.#tray.destroy();
  }

  readonly #showAgain = (): void => this.#show(this.#parts.store.get());

  #show(snapshot: Snapshot): void {
    const translator = translatorFor(snapshot.language);
    const next = {
      icon: iconFile(iconState(snapshot)),
      tooltip: tooltip(snapshot, translator),
      menu: JSON.stringify(trayMenu(snapshot, translator)),
    };
    if (next.icon !== this.#shown.icon) this.#tray.setImage(this.#image(iconState(snapshot)));
    if (next.tooltip !== this.#shown.tooltip) this.#tray.setToolTip(next.tooltip);
    // Linux takes a menu as it is when set: it must be set again after every change.
    if (next.menu !== this.#shown.menu && process.platform === 'linux') this.#tray.setContextMenu(this.#menu(snapshot));
    this.#shown = next;
  }

  #menu(snapshot: Snapshot): Menu {
    const entries = trayMenu(snapshot, translatorFor(snapshot.language));
    return Menu.buildFromTemplate(entries.map((entry) => menuItem(entry, this.#parts.run)));
  }

  /** Electron finds the @2x file beside it by itself. */
  #image(state: IconState): NativeImage {
    const file = iconFile(state);
    const known = this.#images.get(file);
    if (known !== undefined) return known;
    const image = nativeImage.createFromPath(path.join(this.#parts.iconFolder, file));
    if (process.platform === 'darwin') image.setTemplateImage(true);
    this.#images.set(file, image);
    return image;
  }
}

/**
 * macOS tints a template image itself. Windows tells the colour of its taskbar, which is not that of its windows. On Linux
 * nobody tells the panel's colour (it is dark on a light GNOME): there the icon has an outline that shows on both.
 */
function iconFile(state: IconState): string {
  if (process.platform === 'darwin') return `macos/${state}Template.png`;
  if (process.platform === 'linux') return `linux/${state}.png`;
  return `windows/${state}-on-${nativeTheme.shouldUseDarkColorsForSystemIntegratedUI ? 'dark' : 'light'}.png`;
}

function menuItem(entry: MenuEntry, run: (command: MenuCommand) => void): MenuItemConstructorOptions {
  switch (entry.type) {
    case 'separator':
      return { type: 'separator' };
    case 'label':
      return { label: literal(entry.label), enabled: false };
    case 'item':
      return { label: literal(entry.label), click: () => run(entry.command) };
    case 'submenu':
      return { label: literal(entry.label), submenu: entry.entries.map((inner) => menuItem(inner, run)) };
    default:
      return assertNever(entry);
  }
}

/** A lone `&` in a label would mark an access key (https://www.electronjs.org/docs/latest/api/menu-item). */
const literal = (label: string): string => label.replaceAll('&', '&&');
