import { buildNode, closeNode } from '../build-node.ts'
import { readConfig } from '../config.ts'
import type { Config } from '../config.ts'
import type { Node } from '../context.ts'
import { startCluster } from '../store/embedded.ts'
import { ensureDatabase, migrate } from '../store/migrate.ts'

/** Where a node's database is, and what to call when this process is done with it. */
export interface OpenDatabase {
  readonly url: string
  stop(): Promise<void>
}

/** The database of a node: `DATABASE_URL`, or the embedded cluster, started when it is not up and stopped by whoever leaves it last. */
export async function openNodeDatabase(config: Config): Promise<OpenDatabase> {
  if (config.databaseUrl !== undefined) return { url: config.databaseUrl, stop: () => Promise.resolve() }
  const cluster = await startCluster({ folder: config.dataFolder, durable: true })
  try {
    const name = `shield_${config.node}`
    await ensureDatabase(cluster.url('postgres'), name)
    return { url: cluster.url(name), stop: () => cluster.stop() }
  } catch (error) {
    await cluster.stop()
    throw error
  }
}

/** Runs one act of a command on a node's migrated database, and leaves things as they were found. */
export async function withNode<T>(
  options: { readonly node?: string | undefined; readonly search?: boolean },
  act: (node: Node) => Promise<T>,
): Promise<T> {
  const config = readConfig({ ...process.env, ...(options.node ? { SHIELD_NODE: options.node } : {}) })
  const database = await openNodeDatabase(config)
  try {
    await migrate(database.url)
    const node = await buildNode(config, database.url, { search: options.search ?? false, connections: 4 })
    try {
      return await act(node)
    } finally {
      await closeNode(node)
    }
  } finally {
    await database.stop()
  }
}
