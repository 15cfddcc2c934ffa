import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { bundledLicenses } from './scripts/bundled-licenses.mjs';

// Everything that ships is bundled: one file starts faster than a tree of packages, and none needs to be packed.
export default defineConfig({
  main: {
    plugins: [bundledLicenses()],
    build: {
      externalizeDeps: false,
      minify: true,
      rollupOptions: {
        input: { index: 'src/main/entry.ts', 'ec2-tray': 'src/cli/ec2-tray.ts' },
        // Asked for by the D-Bus client only where it passes files, or finds its bus by an X11 property: never here.
        external: ['usocket', 'x11'],
        // All in one folder: main looks for the renderer beside its own.
        output: { format: 'es', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      // A sandboxed preload must be CommonJS (https://www.electronjs.org/docs/latest/tutorial/esm).
      rollupOptions: { input: 'src/preload/index.ts', output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: 'src/renderer',
    // The budget for the window's script is 700 KB.
    build: {
      minify: true,
      chunkSizeWarningLimit: 700,
      rollupOptions: { input: 'src/renderer/index.html' },
    },
    // The widgets bring their own words in 34 languages: only those of the app's languages are wanted.
    plugins: [{ ...optimizeLocales.vite({ locales: ['en-US', 'ko-KR'] }), enforce: 'pre' }, react(), bundledLicenses()],
  },
});
