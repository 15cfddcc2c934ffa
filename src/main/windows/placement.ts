interface Size {
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

type Area = Point & Size;

const GAP = 4;

/**
 * Where a window of this size goes: centred on the tray icon, below it where the tray is at the top of the screen and
 * above it where it is at the bottom, always whole on the work area; in its top right corner where no tray is known.
 * All in device-independent pixels.
 */
export function placeBesideTray(tray: Area | null, workArea: Area, size: Size): Point {
  const right = workArea.x + workArea.width - size.width;
  const bottom = workArea.y + workArea.height - size.height;
  if (tray === null) return { x: Math.max(workArea.x, right - GAP), y: workArea.y + GAP };

  const isTrayAtTop = tray.y + tray.height / 2 < workArea.y + workArea.height / 2;
  const x = tray.x + tray.width / 2 - size.width / 2;
  const y = isTrayAtTop ? tray.y + tray.height + GAP : tray.y - size.height - GAP;
  return { x: within(x, workArea.x, right), y: within(y, workArea.y, bottom) };
}

/** The window of its own, before anybody has made it larger or smaller. */
const DETACHED: Size = { width: 1220, height: 760 };

/**
 * Where a window of its own goes: where it was, as far as that is on the work area still (a screen may be gone), else in
 * the middle; never larger than the work area.
 */
export function placeDetached(before: Area | null, workArea: Area): Area {
  const size = before ?? DETACHED;
  const width = Math.min(size.width, workArea.width);
  const height = Math.min(size.height, workArea.height);
  const { x, y } = before ?? {
    x: workArea.x + (workArea.width - width) / 2,
    y: workArea.y + (workArea.height - height) / 2,
  };
  return {
    x: within(x, workArea.x, workArea.x + workArea.width - width),
    y: within(y, workArea.y, workArea.y + workArea.height - height),
    width,
    height,
  };
}

/** `least` wins where the window is larger than the work area, so that its head stays in reach. */
const within = (value: number, least: number, most: number): number =>
  Math.round(Math.max(least, Math.min(value, most)));
