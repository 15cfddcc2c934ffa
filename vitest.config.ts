import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './scripts/chromium.mjs';

const chromium = findChromium(process.env);

/** Where there is a Chromium, components are tested in it, which is newer than the one of the Electron that is used here. */
const inChromium = (executablePath: string) => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  viewport: { width: 800, height: 900 },
  provider: playwright({
    launchOptions: { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
  }),
  instances: [{ browser: 'chromium' as const }],
});

export default defineConfig({
  test: {
    // What outlives its test by a moment, and with it the endpoint that was set for it, must not turn to AWS then.
    env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
    // Files share what they import: loading the SDK anew for each of them took longer than their tests.
    isolate: false,
    // Much of it waits, for a second to pass or a process to end: two cores carry four.
    maxWorkers: 4,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          setupFiles: ['test/support/loopback-only.ts'],
          testTimeout: 10_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          setupFiles: ['test/support/loopback-only.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        plugins: [react()],
        // The window's own preload runs, before a main that the test plays.
        resolve: { alias: { electron: fileURLToPath(new URL('test/components/electron.ts', import.meta.url)) } },
        test: {
          name: 'components',
          include: ['test/components/**/*.test.tsx'],
          setupFiles: ['test/components/set-up.ts'],
          // A page keeps the last picture that it was told of.
          isolate: true,
          testTimeout: 10_000,
          ...(chromium === undefined ? { environment: 'happy-dom' } : { browser: inChromium(chromium) }),
        },
      },
    ],
  },
});
