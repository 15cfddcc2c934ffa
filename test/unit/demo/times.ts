import type { FleetTiming } from '../../../src/demo/fleet-types';

/** The time at which the fleet of a test begins. */
export const start = Date.parse('2026-10-02T01:22:33Z');

/** Round numbers, so that a test can say to the millisecond when something is over. */
export const roundTiming: FleetTiming = {
  pendingMs: 10_000,
  stoppingMs: 20_000,
  forceStoppingMs: 5_000,
  statusChecksMs: 40_000,
  consistencyDelayMs: 0,
};
