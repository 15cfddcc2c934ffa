import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // The pictures are the same on every machine: see screen-pictures.ts.
  snapshotPathTemplate: '{testDir}/screens/{arg}{ext}',
  // Each worker has a display and a bus of its own. Tests mostly wait for what a second brings: two cores carry three.
  workers: 3,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
});
