import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['test/support/loopback-only.ts'],
    // What outlives its test by a moment, and with it the endpoint that was set for it, must not turn to AWS then.
    env: { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
    // Files share what they import: loading the SDK anew for each of them took longer than their tests.
    isolate: false,
    // Much of it waits, for a second to pass or a process to end: two cores carry four.
    maxWorkers: 4,
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 10_000 } },
      { extends: true, test: { name: 'integration', include: ['test/integration/**/*.test.ts'], testTimeout: 30_000 } },
      {
        extends: true,
        plugins: [react()],
        // The window's own preload runs, before a main that the test plays.
        resolve: { alias: { electron: fileURLToPath(new URL('test/components/electron.ts', import.meta.url)) } },
        test: {
          name: 'components',
          include: ['test/components/**/*.test.tsx'],
          setupFiles: ['test/components/set-up.ts'],
          environment: 'happy-dom',
          testTimeout: 10_000,
        },
      },
    ],
  },
});
