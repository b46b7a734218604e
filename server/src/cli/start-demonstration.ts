import type { Config } from '../config.ts'
import { startNode } from '../start-node.ts'
import type { RunningNode } from '../start-node.ts'
import { migrate } from '../store/migrate.ts'
import { addDemonstrationPeople, loadDemonstrationFiles, makePartners } from './load-demonstration.ts'
import { openNodeDatabase } from './open-node.ts'
import type { OpenDatabase } from './open-node.ts'
import type { Progress } from './progress.ts'
import { nodeNames } from './tell-links.ts'

export interface Demonstration {
  /** th, then ph. */
  readonly nodes: readonly RunningNode[]
  close(): Promise<void>
}

interface DemonstrationOptions {
  /** What both nodes have in common; name, port and address are set for each. */
  readonly base: Config
  /** Of th, then of ph. */
  readonly ports: readonly number[]
  readonly tell: (line: string) => void
  readonly progress?: Progress
  /** Gives up loading; what has started is closed. */
  readonly signal?: AbortSignal
}

/** Both nodes on the air with the invented world in them; the later closes before the earlier, the cluster last. */
export async function startDemonstration(options: DemonstrationOptions): Promise<Demonstration> {
  const { base, ports, signal } = options
  const nodes: RunningNode[] = []
  const databases: OpenDatabase[] = []
  const close = async (): Promise<void> => {
    for (const node of nodes.toReversed()) await node.close()
    for (const database of databases.toReversed()) await database.stop()
  }
  try {
    for (const [index, name] of nodeNames.entries()) {
      signal?.throwIfAborted()
      const port = ports[index] ?? 0
      const config: Config = { ...base, node: name, port, origin: `http://localhost:${port}` }
      const database = await openNodeDatabase(config)
      databases.unshift(database)
      await migrate(database.url)
      nodes.push(await startNode(config, database.url))
    }
    await loadWorld(nodes, options)
    return { nodes, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function loadWorld(
  nodes: readonly RunningNode[],
  { tell, progress, signal }: DemonstrationOptions,
): Promise<void> {
  const from = performance.now()
  for (const { node } of nodes) await addDemonstrationPeople(node)
  await makePartners(nodes.map(({ node, port }) => ({ node, address: `http://127.0.0.1:${port}` })))
  for (const { node } of nodes)
    await loadDemonstrationFiles(node, {
      tell,
      ...(progress === undefined ? {} : { progress }),
      ...(signal === undefined ? {} : { signal }),
    })
  for (const { node } of nodes) await node.search.upToDate()
  for (const node of nodes) node.declareReady()
  tell(`the demonstration world is there (${((performance.now() - from) / 1000).toFixed(1)} s)`)
}
