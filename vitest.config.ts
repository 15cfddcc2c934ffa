import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['test/support/loopback-only.ts'],
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
