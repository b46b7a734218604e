import { once } from 'node:events'

import { buildNode, closeNode } from '../build-node.ts'
import type { Config } from '../config.ts'
import { catchUpLinks } from '../modules/linking/index.ts'
import { migrate } from '../store/migrate.ts'
import { takeNode } from '../store/take-node.ts'
import { addDemonstrationPeople, loadDemonstrationFiles } from './load-demonstration.ts'
import { loadDecisions } from './load-decisions.ts'
import { loadCare } from './load-care.ts'
import { loadGiveOut } from './load-give-out.ts'
import { loadKeeping } from './load-keeping.ts'
import { loadRaid } from './load-raid.ts'
import { loadReturns } from './load-returns.ts'
import { openNodeDatabase } from './open-node.ts'

/** What this process tells the one that started it; `done` undefined ends a bar. */
export type Told =
  | { readonly line: string }
  | { readonly fault: string }
  | {
      readonly done: number | undefined
      readonly total?: number | undefined
      readonly unit?: string | undefined
    }

const say = (told: Told): void => void process.send?.(told)

const progress = {
  tell: (done: number, total: number | undefined, unit?: string): void => say({ done, total, unit }),
  end: (): void => say({ done: undefined }),
}

/** People, files and the pairs that the files make; what is there already is left alone. */
async function load(config: Config): Promise<void> {
  await using opened = new AsyncDisposableStack()
  const database = await openNodeDatabase(config)
  opened.defer(() => database.stop())
  await migrate(database.url)
  const taken = await takeNode(database.url, config.node)
  opened.defer(() => taken.release())
  const node = await buildNode(config, database.url, { search: false, connections: 4 })
  opened.defer(() => closeNode(node))
  await addDemonstrationPeople(node)
  await loadDemonstrationFiles(node, { tell: (line) => say({ line }), progress })
  if (node.name === 'th') {
    await loadRaid(node, (line) => say({ line }))
    await loadDecisions(node)
    await loadReturns(node, (line) => say({ line }))
    await loadCare(node)
    await loadGiveOut(node)
    await loadKeeping(node)
  }
  await catchUpLinks(node)
}

// Whoever started this is gone: nobody waits for the rest.
const alone = (): never => process.exit(1)
process.once('disconnect', alone)
const [configs] = (await once(process, 'message')) as [readonly Config[]]
try {
  for (const config of configs) await load(config)
} catch (error) {
  say({ fault: error instanceof Error ? error.message : 'the demonstration world could not be loaded' })
  process.exitCode = 1
}
process.off('disconnect', alone)
process.disconnect?.()
