import type { AddressInfo } from 'node:net'

import type { FastifyInstance } from 'fastify'

import { startSequencer } from './audit/index.ts'
import { buildNode, closeNode } from './build-node.ts'
import type { Config } from './config.ts'
import type { Node } from './context.ts'
import { createApp } from './http/app.ts'
import { startWork } from './jobs/work.ts'
import { startLeads } from './modules/leads/index.ts'
import { startLinking } from './modules/linking/index.ts'
import { registerPeerRoutes } from './peer/index.ts'
import { served } from './served.ts'
import { takeNode } from './store/take-node.ts'

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
  // What was opened is closed in the opposite order, also when the next thing can't be opened.
  const opened: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const one of opened.toReversed()) await one()
  }
  try {
    const taken = await takeNode(databaseUrl, config.node)
    opened.push(() => taken.release())
    const node = await buildNode(config, databaseUrl, { search: true })
    opened.push(() => closeNode(node))
    let isReady = false
    const app = await createApp(node, served, () => isReady)
    registerPeerRoutes(app, node)
    const sequencer = await startSequencer(node)
    opened.push(() => sequencer.stop())
    const leads = startLeads(node)
    opened.push(() => leads.stop())
    const linking = startLinking(node)
    opened.push(() => linking.close())
    const work = await startWork(node, databaseUrl)
    opened.push(
      () => work.stop(),
      () => app.close(),
    )
    await listen(app, config.port)
    return {
      node,
      app,
      port: (app.server.address() as AddressInfo).port,
      declareReady: () => {
        isReady = true
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function listen(app: FastifyInstance, port: number): Promise<void> {
  await app.listen({ host: '127.0.0.1', port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    const cure = 'stop that one, or choose another port (--port, SHIELD_PORT)'
    throw new Error(`port ${port} of 127.0.0.1 is in use by another program: ${cure}`)
  })
}
