import type { Config } from '../config.ts'
import type { Node } from '../context.ts'
import { findFederation } from '../federation/index.ts'
import { startNode } from '../start-node.ts'
import type { RunningNode } from '../start-node.ts'
import { makeDemonstrationFederation } from './demonstration-federation.ts'
import { forgetPorts, keepPorts } from './demonstration-ports.ts'
import { loadApart } from './load-apart.ts'
import { makePartners } from './load-demonstration.ts'
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
  const { base, ports, tell, signal } = options
  const nodes: RunningNode[] = []
  const databases: OpenDatabase[] = []
  let isNoted = false
  const close = async (): Promise<void> => {
    if (isNoted) await forgetPorts(base.dataFolder)
    for (const node of nodes.toReversed()) await node.close()
    for (const database of databases.toReversed()) await database.stop()
  }
  try {
    const from = performance.now()
    const configs = nodeNames.map((node, index): Config => {
      const port = ports[index] ?? 0
      return { ...base, node, port, origin: `http://localhost:${port}` }
    })
    await makeDemonstrationFederation(configs)
    for (const config of configs) databases.unshift(await openNodeDatabase(config))
    await loadApart(configs, options)
    for (const [index, config] of configs.entries()) {
      signal?.throwIfAborted()
      const running = await startNode(config, databases.at(-1 - index)?.url ?? '')
      nodes.push(running)
      // One that is evacuated ends by itself, the other goes on.
      void running.left.then(() => running.close())
    }
    await makePartners(await Promise.all(nodes.map(({ node }) => withAddress(node))))
    for (const { node } of nodes) await node.search.upToDate()
    for (const node of nodes) node.declareReady()
    tell(`the demonstration world is there (${((performance.now() - from) / 1000).toFixed(1)} s)`)
    await keepPorts(
      base.dataFolder,
      nodes.map(({ port }) => port),
    )
    isNoted = true
    return { nodes, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Where the node's door for partners is, as the federation knows it. */
async function withAddress(node: Node): Promise<{ readonly node: Node; readonly address: string }> {
  const federation = await findFederation(node.config)
  const self = federation?.list.members.find((member) => member.node === node.name)
  if (!self) throw new Error(`the node ${node.name} is in no federation`)
  return { node, address: self.address }
}
