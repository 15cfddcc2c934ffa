import { describe, expect, test } from 'vitest';
import { placeBesideTray, placeDetached } from '../../../src/main/windows/placement';

const workArea = { x: 0, y: 30, width: 1920, height: 1010 };
const size = { width: 480, height: 680 };

const trayAt = (x: number, y: number) => ({ x, y, width: 24, height: 24 });

describe('the window beside the tray', () => {
  test('hangs below a tray at the top, centred on the icon', () => {
    expect(placeBesideTray(trayAt(1000, 3), workArea, size)).toEqual({ x: 772, y: 31 });
  });

  test('stands on a tray at the bottom', () => {
    expect(placeBesideTray(trayAt(1000, 1050), workArea, size)).toEqual({ x: 772, y: 360 });
  });

  test.each([
    ['right', trayAt(1900, 3), 1440],
    ['left', trayAt(0, 3), 0],
  ])('does not stick out on the %s', (_side, tray, x) => {
    expect(placeBesideTray(tray, workArea, size).x).toBe(x);
  });

  test('stays on a display to the left of the first one', () => {
    const area = { x: -1920, y: 0, width: 1920, height: 1080 };
    expect(placeBesideTray(trayAt(-20, 1060), area, size)).toEqual({ x: -480, y: 376 });
  });

  test('is in the top right corner where no tray is known', () => {
    expect(placeBesideTray(null, workArea, size)).toEqual({ x: 1436, y: 34 });
  });

  test.each([null, trayAt(100, 3)])('keeps its head in reach where it is larger than the screen (%j)', (tray) => {
    const small = { x: 0, y: 0, width: 320, height: 200 };
    const { x, y } = placeBesideTray(tray, small, size);
    expect([x, y].map((value) => value >= 0 && value <= 4)).toEqual([true, true]);
  });

  test('is at whole pixels', () => {
    const { x } = placeBesideTray({ x: 1000, y: 3, width: 25, height: 24 }, workArea, size);
    expect(Number.isInteger(x)).toBe(true);
  });
});

describe('a window of its own', () => {
  const workArea = { x: 0, y: 30, width: 1440, height: 870 };

  test('stands in the middle at first, and where it was after that', () => {
    expect(placeDetached(null, workArea)).toEqual({ x: 110, y: 85, width: 1220, height: 760 });
    const before = { x: 40, y: 50, width: 900, height: 600 };
    expect(placeDetached(before, workArea)).toEqual(before);
  });

  test('is brought back where its screen is gone, and is never larger than the one that is there', () => {
    expect(placeDetached({ x: 3000, y: -500, width: 900, height: 600 }, workArea)).toEqual({
      x: 540,
      y: 30,
      width: 900,
      height: 600,
    });
    expect(placeDetached(null, { x: 0, y: 0, width: 800, height: 600 })).toEqual({
      x: 0,
      y: 0,
      width: 800,
      height: 600,
    });
  });
});
