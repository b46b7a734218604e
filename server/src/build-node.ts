import { startGraphWorker, startSearchWorker } from '@shield/engine'
import { pino } from 'pino'

import type { Config } from './config.ts'
import type { Node } from './context.ts'
import { ensureOwnKeys, keyPlace, openPeerTls } from './federation/index.ts'
import { messages } from './messages.ts'
import { openGraphDoor } from './modules/graph/index.ts'
import { openSearch } from './modules/search/index.ts'
import { askVault, openWhenAsked } from './modules/vault/index.ts'
import { loadShipped } from './modules/words/index.ts'
import { createVisibility, loadPolicy } from './policy/index.ts'
import type { SearchDoor } from './search-door.ts'
import { openDatabase } from './store/database.ts'
import { createMarkingBook } from './store/markings.ts'
import { createUrgency } from './urgency.ts'

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
  const now = options.now ?? (() => new Date())
  const urgency = createUrgency()
  await loadShipped(database, now())
  const apart = config.vault?.apart
  const own = await ensureOwnKeys(keyPlace(config), new Date())
  return {
    name: config.node,
    config,
    database,
    policy,
    visibility: createVisibility(policy),
    markings: createMarkingBook(),
    keys: { ...own.keys, log: own.log },
    tls: await openPeerTls(config),
    messages,
    search: options.search ? openSearch({ database, log, urgency }, startSearchWorker) : noSearch,
    graph: openGraphDoor({ database, log, urgency }, startGraphWorker),
    vault: apart ? askVault(apart) : openWhenAsked(config, databaseUrl, { log, now }),
    log,
    urgency,
    now,
  }
}

/** Closes what buildNode opened: what reads the database first. */
export async function closeNode(node: Node): Promise<void> {
  await Promise.all([node.search.close(), node.graph.close(), node.vault.close()])
  await node.database.close()
}

const noSearch: SearchDoor = {
  get index(): never {
    throw new Error('this process was started without the search index')
  },
  upToDate: () => Promise.resolve(),
  close: () => Promise.resolve(),
}
