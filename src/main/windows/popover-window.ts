import path from 'node:path';
import { BrowserWindow, nativeTheme, type Rectangle, screen, type WebContents } from 'electron';
import type { ViewName } from '../../shared/contract';
import type { Result } from '../../shared/errors';
import type { SnapshotChange } from '../../shared/snapshot-change';
import { APP_PAGE } from '../app-protocol';
import { systemClock } from '../clock';
import { sendEvent } from '../ipc';
import { log } from '../log';
import type { StoredFile } from '../stored-file';
import { setApplicationMenu } from './application-menu';
import { placeBesideTray, placeDetached } from './placement';
import { watchForHangs } from './watch-for-hangs';
import type { WindowFile } from './window-repository';

const WIDTH = 520;
const HEIGHT = 700;
const SMALLEST = { width: 320, height: 360 };
/** After more crashes than this within a minute the window waits for the next click. */
const MOST_CRASHES = 3;
const CRASH_MEMORY_MS = 60_000;
/** From then on a window that is hidden gives its memory back, ms: who only looks elsewhere has it again at once. */
const OUT_OF_SIGHT_MS = 30_000;
/** From a press on the tray icon, which takes the focus away, to its click. */
const BLUR_BY_CLICK_MS = 300;
/** The page's own background, so that nothing flashes before it is drawn. */
const BACKGROUND = { light: '#fbfbfa', dark: '#1b1b1d' };

interface PopoverWindowParts {
  /** For the desktops that show a window's icon. */
  readonly iconFile: string;
  /** Before there has ever been one. */
  readonly beforeFirst: () => void;
  /** Just before it comes into sight. */
  readonly beforeShow: () => void;
  readonly onVisibilityChange: (isVisible: boolean) => void;
  /** Whether it stands on its own, and where it did last. */
  readonly kept: StoredFile<WindowFile>;
  /** It is closed for good, or has crashed. */
  readonly onGone: () => void;
  readonly onCrash: (details: { readonly reason: string; readonly exitCode: number }) => void;
}

/**
 * The window beside the tray, or on its own where the person wants that: made when shown, then hidden and shown, and given up
 * when it has been out of sight for long.
 * There is only one.
 */
export class PopoverWindow {
  readonly #parts: PopoverWindowParts;
  /** What its page has to be given when it is loaded again; the page's own JSON, in memory only. */
  pageState: string | null = null;
  #window: BrowserWindow | null = null;
  #hasBeen = false;
  /** Until it has been out of sight for long. */
  #cancelWaiting: (() => void) | null = null;
  #isQuitting = false;
  #isLoaded = false;
  #wantedView: ViewName | null = null;
  #crashes: readonly number[] = [];
  #hiddenByBlurAt = 0;

  constructor(parts: PopoverWindowParts) {
    this.#parts = parts;
  }

  /** Lets the window really close, because the app ends. */
  prepareToQuit(): void {
    this.#isQuitting = true;
    this.#keepBounds();
  }

  /** Makes it a window of its own, where it was last, or puts it back beside the tray; kept for the next start. */
  setDetached(isDetached: boolean, trayBounds: Rectangle): Result<null> {
    this.#keepBounds();
    const { kept } = this.#parts;
    const saved = kept.write({ ...kept.read(), isDetached });
    const window = this.#window;
    if (!saved.ok || window === null) return saved;
    this.#dress(window);
    if (isDetached) this.#placeDetached(window);
    else {
      if (window.isMaximized()) window.unmaximize();
      window.setSize(WIDTH, HEIGHT);
      place(window, trayBounds);
    }
    return saved;
  }

  owns(contents: WebContents): boolean {
    return this.#window !== null && !this.#window.isDestroyed() && this.#window.webContents === contents;
  }

  isVisible(): boolean {
    return this.#window?.isVisible() ?? false;
  }

  /** Whether it is before the person's eyes. */
  isFocused(): boolean {
    return this.#window?.isFocused() ?? false;
  }

  /** A click on the tray icon. */
  toggle(trayBounds: Rectangle): void {
    if (this.isVisible()) this.hide();
    // The click itself takes the focus from the window, which hides it: that was the toggle.
    else if (Date.now() - this.#hiddenByBlurAt > BLUR_BY_CLICK_MS) this.show(null, trayBounds);
  }

  show(view: ViewName | null, trayBounds: Rectangle): void {
    const known = this.#window;
    const window = known ?? this.#create();
    if (view !== null) this.#ask(view);
    if (!window.isVisible() && !this.#isDetached()) place(window, trayBounds);
    if (window.isMinimized()) window.restore();
    if (known === null) {
      window.once('ready-to-show', () => this.#bringUp(window));
    } else {
      this.#bringUp(window);
      window.focus();
    }
  }

  hide(): void {
    this.#keepBounds();
    this.#window?.hide();
  }

  /** Gives back what a window out of sight holds; the next one begins with the state that its page has kept. */
  release(): void {
    const window = this.#window;
    // Who asks is answered first: it is the page itself.
    setImmediate(() => {
      if (window !== null && !window.isDestroyed() && !window.isVisible()) window.destroy();
    });
  }

  #stopWaiting(): void {
    this.#cancelWaiting?.();
    this.#cancelWaiting = null;
  }

  sendChange(change: SnapshotChange): void {
    if (this.#window !== null) sendEvent(this.#window.webContents, 'snapshotChange', change);
  }

  #isDetached(): boolean {
    return this.#parts.kept.read().isDetached;
  }

  /** What a window of its own can do and one beside the tray cannot. */
  #dress(window: BrowserWindow): void {
    const isDetached = this.#isDetached();
    if (process.platform === 'linux') return;
    window.setSkipTaskbar(!isDetached);
    window.setMaximizable(isDetached);
  }

  #placeDetached(window: BrowserWindow): void {
    const before = this.#parts.kept.read().detachedBounds;
    const display =
      before === null
        ? screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
        : screen.getDisplayMatching(before);
    window.setBounds(placeDetached(before, display.workArea));
  }

  #keepBounds(): void {
    const window = this.#window;
    const { kept } = this.#parts;
    if (window === null || window.isDestroyed() || !this.#isDetached() || !window.isVisible()) return;
    const { x, y, width, height } = window.getNormalBounds();
    const saved = kept.write({ ...kept.read(), detachedBounds: { x, y, width, height } });
    if (!saved.ok) log.warn('window: where it was could not be kept', { code: saved.error.code });
  }

  #ask(view: ViewName): void {
    if (this.#window !== null && this.#isLoaded) sendEvent(this.#window.webContents, 'showView', view);
    else this.#wantedView = view;
  }

  /**
   * A page whose renderer is gone shows nothing any more: it is loaded again, and finds the state that it has kept. Where that
   * never ends, the next click makes a new window, without that state.
   */
  #recover(window: BrowserWindow): void {
    if (this.#isQuitting || window.isDestroyed()) return;
    this.#isLoaded = false;
    this.#parts.onGone();
    const now = Date.now();
    this.#crashes = [...this.#crashes.filter((at) => now - at < CRASH_MEMORY_MS), now];
    if (this.#crashes.length <= MOST_CRASHES) {
      window.webContents.reload();
      return;
    }
    this.pageState = null;
    window.destroy();
  }

  #bringUp(window: BrowserWindow): void {
    this.#parts.beforeShow();
    window.show();
  }

  #create(): BrowserWindow {
    if (!this.#hasBeen) {
      this.#parts.beforeFirst();
      setApplicationMenu();
      this.#hasBeen = true;
    }
    const window = new BrowserWindow({
      width: WIDTH,
      height: HEIGHT,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      // On Linux nobody can tell where the tray is: there it is a window like others, with the desktop's own frame.
      frame: process.platform === 'linux',
      skipTaskbar: process.platform !== 'linux',
      fullscreenable: false,
      maximizable: process.platform === 'linux',
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
      title: 'EC2 Tray',
      icon: this.#parts.iconFile,
      webPreferences: {
        preload: path.join(import.meta.dirname, '../preload/index.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    this.#window = window;
    window.setMenuBarVisibility(false);
    this.#dress(window);
    if (this.#isDetached()) this.#placeDetached(window);
    window.on('close', (event) => {
      if (this.#isQuitting) return;
      event.preventDefault();
      this.hide();
    });
    window.on('show', () => {
      this.#stopWaiting();
      this.#parts.onVisibilityChange(true);
    });
    window.on('hide', () => {
      this.#parts.onVisibilityChange(false);
      this.#stopWaiting();
      this.#cancelWaiting = systemClock.after(OUT_OF_SIGHT_MS, () => {
        if (!window.isVisible()) sendEvent(window.webContents, 'outOfSight', null);
      });
    });
    window.on('closed', () => {
      this.#stopWaiting();
      this.#window = null;
      this.#isLoaded = false;
      this.#parts.onGone();
    });
    if (process.platform !== 'linux') {
      window.on('blur', () => {
        if (this.#isDetached()) return;
        this.#hiddenByBlurAt = Date.now();
        window.hide();
      });
    }
    window.webContents.on('did-finish-load', () => {
      this.#isLoaded = true;
      if (this.#wantedView !== null) sendEvent(window.webContents, 'showView', this.#wantedView);
      this.#wantedView = null;
    });
    watchForHangs(window.webContents, systemClock);
    window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
      this.#parts.onCrash({ reason, exitCode });
      // Chromium is still at it: within its own event it would not load.
      setImmediate(() => this.#recover(window));
    });
    window.loadURL(APP_PAGE).catch((error: unknown) => log.error('window: the page did not load', error));
    return window;
  }
}

/** Beside the tray icon where the system tells where that is, else in the corner where trays usually are. */
function place(window: BrowserWindow, trayBounds: Rectangle): void {
  const tray = trayBounds.width > 0 ? trayBounds : null;
  const display =
    tray === null ? screen.getDisplayNearestPoint(screen.getCursorScreenPoint()) : screen.getDisplayMatching(tray);
  const { width, height } = window.getBounds();
  const { x, y } = placeBesideTray(tray, display.workArea, { width, height });
  window.setPosition(x, y);
}
