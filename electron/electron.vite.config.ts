import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Addons: they load their binary from beside themselves, so they stay outside the bundle. */
const addons = ['better-sqlite3', 'koffi'];

/**
 * `out/main/`: the Electron entry, the plain-Node entry and the command line, which share their chunks and of which
 * only the first imports electron. `out/preload/`: the bridge, one CommonJS file as the sandbox wants it.
 * `out/renderer/`: the page, the same for the window and the browser.
 */
export default defineConfig({
  main: {
    build: {
      outDir: at('../out/main'),
      target: 'node22',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          main: at('main.ts'),
          headless: at('headless.ts'),
          cli: at('cli/main.ts'),
          'tftp-worker': at('tftp/worker.ts'),
          'carrier-worker': at('http/carrier-worker.ts'),
        },
        external: ['electron', ...addons],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('../out/preload'),
      target: 'node22',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: at('preload.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('../renderer'),
    plugins: [react()],
    build: {
      outDir: at('../out/renderer'),
      target: 'chrome130',
      assetsInlineLimit: 0,
      minify: true,
      chunkSizeWarningLimit: 800,
      modulePreload: { polyfill: false },
      rollupOptions: { input: at('../renderer/index.html') },
    },
  },
});
