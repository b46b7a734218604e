import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'

import type { Plugin } from 'vite'

const source = new URL('./src/offline/worker.ts', import.meta.url)

/** Letters of the long Chinese list come in a hundred files; those that are shown once are kept then. */
const isLeftOut = (name: string): boolean => /noto-sans-sc-.*\.woff2$/.test(name)

/**
 * `sw.js` beside `index.html`: the worker with the files of this build and a version that is a digest of them, so that
 * two builds of one source are one version and nothing else is.
 */
export function offlineWorker(): Plugin {
  return {
    name: 'offline-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_, bundle) {
        const digest = createHash('sha256')
        const names = Object.keys(bundle).toSorted()
        for (const name of names) {
          const part = bundle[name]
          digest.update(name).update(part?.type === 'chunk' ? part.code : (part?.source ?? ''))
        }
        const files = [
          '/offline',
          ...names.filter((name) => name.startsWith('assets/') && !isLeftOut(name)).map((name) => `/${name}`),
          ...['/icon.svg', '/icon-192.png', '/icon-512.png', '/app.webmanifest'],
        ]
        const text = stripTypeScriptTypes(await readFile(source, 'utf8')).replaceAll(
          /^(declare .*|export \{\})$/gm,
          '',
        )
        digest.update(text)
        const head = `const files = ${JSON.stringify(files)}\nconst version = '${digest.digest('hex').slice(0, 16)}'\n`
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: `;(() => {\n${head}${text}\n})()\n` })
      },
    },
  }
}
