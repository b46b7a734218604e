import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'

import { root, runStep } from '../run-step.ts'
import type { Bench } from './figure.ts'
import { rounded } from './figure.ts'

/** The build of the web app, and what a browser has to load before the first screen. */
export const building: Bench = {
  name: 'web',
  summary: 'build time and first load of the web app',
  run: async () => {
    const build = await runStep('build of the web app', ['npx', 'vite', 'build'], { folder: 'web' })
    if (build.code !== 0) throw new Error('the web app does not build')
    const dist = `${root}web/dist/`
    const page = await readFile(`${dist}index.html`, 'utf8')
    const scripts = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(
      (found) => found[1] ?? '',
    )
    let bytes = 0
    for (const script of new Set(scripts))
      bytes += gzipSync(await readFile(dist + script), { level: 9 }).length
    return [
      {
        name: 'web build',
        value: rounded(build.seconds),
        unit: 's',
        goal: { at: 'most', value: 30 },
        conditions: 'vite build, packages installed',
      },
      {
        name: 'web first load',
        value: rounded(bytes / 1024),
        unit: 'KB gz js',
        goal: { at: 'most', value: 250 },
        conditions: `${new Set(scripts).size} scripts that index.html asks for, gzip`,
      },
    ]
  },
}
