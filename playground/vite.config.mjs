// The playground as static files that work from any folder of any server, and offline: relative addresses, nothing from elsewhere.
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [react()],
  // The library from its sources by its public entry points: one build, and its parts that a page doesn't use fall away.
  resolve: { conditions: ['caseline-source', 'browser', 'module', 'import', 'default'] },
  server: { host: '127.0.0.1', fs: { allow: [here('..')] } },
  build: {
    outDir: here('dist'),
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    modulePreload: { polyfill: false },
  },
})
