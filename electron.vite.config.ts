import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { bundledLicenses } from './scripts/bundled-licenses.mjs';

/** A script with one letter beyond Latin-1 takes twice the memory: in main all are kept for as long as the app runs. */
function asciiOnly(): Plugin {
  const escaped = (code: string): string =>
    code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return {
    name: 'ascii-only',
    generateBundle: (_options, bundle) => {
      for (const output of Object.values(bundle)) if (output.type === 'chunk') output.code = escaped(output.code);
    },
  };
}

// Everything that ships is bundled: one file starts faster than a tree of packages, and none needs to be packed.
export default defineConfig({
  main: {
    plugins: [bundledLicenses(), asciiOnly()],
    // Messages are read quicker as JSON than as script.
    json: { stringify: true },
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
