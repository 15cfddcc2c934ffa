import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { forgetCalls } from './main-side';
// Puts `window.ec2Tray` in its place, before any component looks for it.
import '../../src/preload/index';

afterEach(async () => {
  cleanup();
  vi.useRealTimers();
  // It asks main as soon as it is loaded, which is for the test to begin.
  const { forgetKeptState } = await import('../../src/renderer/kept-state');
  forgetKeptState();
  forgetCalls();
});
