import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin } from 'vite'

import { offlineWorker } from './offline-worker.ts'

/** Every browser that runs this app reads woff2: the older twin of each font file is 40 MB of dist for nobody. */
function woff2Only(): Plugin {
  return {
    name: 'woff2-only',
    enforce: 'pre',
    transform: {
      filter: { id: /@fontsource\/.*\.css$/ },
      handler: (css) => css.replace(/,\s*url\([^)]*\.woff\) format\('woff'\)/g, ''),
    },
  }
}

/** Code that every screen needs stays in few files; what one screen needs goes with that screen. */
function chunkOf(id: string): string | undefined {
  if (/node_modules\/(react|react-dom|scheduler)\//.test(id)) return 'react'
  if (/node_modules\/(graphology|sigma)/.test(id)) return 'graph'
  if (/src\/messages\/th\.po/.test(id)) return 'th'
  return undefined
}

export default defineConfig({
  base: './',
  plugins: [woff2Only(), lingui({ macroTransform: true }), react(), offlineWorker()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              debugName: 'shield',
              name: (id: string) => chunkOf(id) ?? null,
              test: /node_modules|src\/messages/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': process.env['SHIELD_API'] ?? 'http://127.0.0.1:8080' } },
})
