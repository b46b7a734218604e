import { startGraphWorker, startSearchWorker } from '@shield/engine'
import { pino } from 'pino'

import type { Config } from './config.ts'
import type { Node } from './context.ts'
import { loadKeys } from './keys.ts'
import { openGraphDoor } from './modules/graph/index.ts'
import { openSearch } from './modules/search/index.ts'
import { createVisibility, loadPolicy } from './policy/index.ts'
import type { SearchDoor } from './search-door.ts'
import { openDatabase } from './store/database.ts'
import { createMarkingBook } from './store/markings.ts'

interface BuildOptions {
  /** A short command that does not search leaves the index alone: reading a million names takes seconds. */
  readonly search: boolean
  readonly connections?: number
  /** A clock that tests may move on. */
  readonly now?: () => Date
}

/** Builds what a node is made of, on a migrated database. */
export async function buildNode(config: Config, databaseUrl: string, options: BuildOptions): Promise<Node> {
  const log = pino({ level: config.logLevel, base: { node: config.node } })
  const database = openDatabase(databaseUrl, { connections: options.connections ?? 16 })
  const policy = await loadPolicy()
  return {
    name: config.node,
    config,
    database,
    policy,
    visibility: createVisibility(policy),
    markings: createMarkingBook(),
    keys: await loadKeys(`${config.dataFolder}/keys/${config.node}`),
    search: options.search ? openSearch(database, startSearchWorker, log) : noSearch,
    graph: openGraphDoor(database, startGraphWorker, log),
    log,
    now: options.now ?? (() => new Date()),
  }
}

/** Closes what buildNode opened: search and graph first, because they read the database. */
export async function closeNode(node: Node): Promise<void> {
  await Promise.all([node.search.close(), node.graph.close()])
  await node.database.close()
}

const noSearch: SearchDoor = {
  get index(): never {
    throw new Error('this process was started without the search index')
  },
  upToDate: () => Promise.resolve(),
  close: () => Promise.resolve(),
}
