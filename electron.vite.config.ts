import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { asModules } from './scripts/lib/as-modules.mjs';

const here = import.meta.dirname;
/** Worker threads are bundled as entries of their own, beside main. */
const workers = {
  'store-worker': resolve(here, 'src-main/store/worker.ts'),
  'typeset-worker': resolve(here, 'src-main/documents/typeset-worker.ts'),
};
const workerEntries = Object.fromEntries(Object.entries(workers).filter(([, path]) => existsSync(path)));
/** Native modules stay outside the bundle; everything else is bundled into it. */
const nativeModules = ['electron', 'koffi', 'libsql', /^@libsql\//, /^@myriaddreamin\//, /^@node-rs\//];

export default defineConfig({
  main: {
    plugins: [asModules],
    build: {
      outDir: 'out/main',
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: { main: resolve(here, 'src-main/main.ts'), ...workerEntries },
        external: nativeModules,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve(here, 'src-main/preload/preload.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      outDir: resolve(here, 'out/renderer'),
      target: 'chrome130',
      minify: true,
      rollupOptions: { input: resolve(here, 'src-renderer/index.html') },
      chunkSizeWarningLimit: 3000,
    },
  },
});
