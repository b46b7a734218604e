import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'

import type { Browser } from 'playwright-core'

import { buildWeb } from '../server/src/cli/build-web.ts'
import { startDemonstration } from '../server/src/cli/start-demonstration.ts'
import { readConfig } from '../server/src/config.ts'
import type { RunningNode } from '../server/src/start-node.ts'
import { findChromium, openBrowser } from './browser.ts'
import { freePort } from './free-port.ts'

/** Two real nodes as `npm start` runs them, with the whole invented world, and one browser. */
export interface World {
  readonly browser: Browser
  readonly th: RunningNode
  readonly ph: RunningNode
}

let started: Promise<World> | undefined
const closing: (() => Promise<unknown>)[] = []

/** The world of this run: the first journey that asks starts it (15 s), the others find it there. */
export function theWorld(): Promise<World> {
  return (started ??= start())
}

after(async () => {
  for (const close of closing.toReversed()) await close()
})

async function start(): Promise<World> {
  const browser = await openBrowser(await findChromium())
  closing.push(() => browser.close())
  await buildWeb()
  const folder = await mkdtemp(join(tmpdir(), 'shield-journeys-'))
  closing.push(() => rm(folder, { recursive: true, force: true }))
  const base = readConfig({ SHIELD_DATA: folder, SHIELD_LOG: 'error' })
  const demonstration = await startDemonstration({
    base,
    ports: [await freePort(), await freePort()],
    tell: () => undefined,
  })
  closing.push(() => demonstration.close())
  const [th, ph] = demonstration.nodes
  if (!th || !ph) throw new Error('the demonstration did not start two nodes')
  return { browser, th, ph }
}
