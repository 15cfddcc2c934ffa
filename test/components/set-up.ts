import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { forgetKeptState } from '../../src/renderer/kept-state';
import { forgetCalls } from './main-side';
// Puts `window.ec2Tray` in its place, before any component looks for it.
import '../../src/preload/index';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
  forgetCalls();
  forgetKeptState();
});
