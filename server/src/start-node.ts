import type { FastifyInstance } from 'fastify'

import { startSequencer } from './audit/index.ts'
import { buildNode, closeNode } from './build-node.ts'
import type { Config } from './config.ts'
import type { Node } from './context.ts'
import { createApp } from './http/app.ts'
import { startWork } from './jobs/work.ts'
import { registerPeerRoutes } from './peer/index.ts'
import { served } from './served.ts'

export interface RunningNode {
  readonly node: Node
  readonly app: FastifyInstance
  readonly port: number
  /** Opens `/ready`: until then the node answers `/health` and nothing else is promised. */
  declareReady(): void
  /** Finishes running requests and jobs, then closes; nothing acknowledged is lost either way. */
  close(): Promise<void>
}

/** A node on the air: HTTP on loopback, its jobs, its audit sequencer. The database is migrated already. */
export async function startNode(config: Config, databaseUrl: string): Promise<RunningNode> {
  const node = await buildNode(config, databaseUrl, { search: true })
  let isReady = false
  const app = await createApp(node, served, () => isReady)
  registerPeerRoutes(app, node)
  const sequencer = await startSequencer(node)
  const work = await startWork(node, databaseUrl)
  await app.listen({ host: '127.0.0.1', port: config.port })
  const address = app.server.address()
  return {
    node,
    app,
    port: typeof address === 'object' && address ? address.port : config.port,
    declareReady: () => {
      isReady = true
    },
    close: async () => {
      await app.close()
      await work.stop()
      await sequencer.stop()
      await closeNode(node)
    },
  }
}
