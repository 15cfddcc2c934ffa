import { describe, expect, test } from 'vitest';
import { placeBesideTray } from '../../../src/main/windows/placement';

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
