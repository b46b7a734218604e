import type { AddressInfo } from 'node:net'

import type { FastifyInstance } from 'fastify'

import { startSequencer } from './audit/index.ts'
import { buildNode, closeNode } from './build-node.ts'
import type { Config } from './config.ts'
import type { Node } from './context.ts'
import { createApp } from './http/app.ts'
import { startWork } from './jobs/work.ts'
import { carryOutOrders, checkDoor, lookAtDoor, watchDoor } from './modules/evacuation/index.ts'
import { startLeads } from './modules/leads/index.ts'
import { keepDoorAddress } from './modules/identity/index.ts'
import { startLinking } from './modules/linking/index.ts'
import { registerMisp, startMisp } from './modules/misp/index.ts'
import { startOutlet } from './modules/outlet/index.ts'
import { startFederation } from './modules/partners/index.ts'
import { registerTaxii, startCollections, startFeeds } from './modules/taxii/index.ts'
import { openPeerDoor, registerPeerRoutes, startSender } from './peer/index.ts'
import { served } from './served.ts'
import { takeNode } from './store/take-node.ts'

export interface RunningNode {
  readonly node: Node
  readonly app: FastifyInstance
  readonly port: number
  /** Opens `/ready`: until then the node answers `/health` and nothing else is promised. */
  declareReady(): void
  /** Resolves when the node has to end because it is being evacuated. */
  readonly left: Promise<void>
  /** Finishes running requests and jobs, then closes; nothing acknowledged is lost either way. */
  close(): Promise<void>
}

/**
 * A node on the air: HTTP on loopback, its jobs, its audit sequencer. The database is migrated already.
 * `now` is a clock that a test of nodes may set wrong.
 */
export async function startNode(
  config: Config,
  databaseUrl: string,
  { now }: { readonly now?: () => Date } = {},
): Promise<RunningNode> {
  // What was opened is closed in the opposite order, also when the next thing can't be opened.
  const opened: (() => Promise<void>)[] = []
  let closing: Promise<void> | undefined
  const closeAll = async (): Promise<void> => {
    for (const one of opened.toReversed()) await one()
  }
  const close = (): Promise<void> => (closing ??= closeAll())
  const left = Promise.withResolvers<void>()
  try {
    const taken = await takeNode(databaseUrl, config.node)
    opened.push(() => taken.release())
    const node = await buildNode(config, databaseUrl, { search: true, ...(now ? { now } : {}) })
    opened.push(() => closeNode(node))
    if ((await lookAtDoor(node.database.pool)).leaves) throw new Error(isLeft)
    const door = watchDoor(node, left.resolve)
    const orders = carryOutOrders(node)
    opened.push(
      () => door.stop(),
      async () => orders?.stop(),
    )
    let isReady = false
    const app = await createApp(node, served, () => isReady)
    // Members of a federation come through a door of their own; in production nobody comes without TLS.
    if (!node.tls && config.mode === 'training') registerPeerRoutes(app, node)
    registerTaxii(app, node)
    registerMisp(app, node)
    const sequencer = await startSequencer(node)
    opened.push(() => sequencer.stop())
    const leads = startLeads(node)
    opened.push(() => leads.stop())
    const linking = startLinking(node, databaseUrl)
    opened.push(() => linking.close())
    const work = await startWork(node, databaseUrl)
    const [outlet, collections, feeds] = [startOutlet(node), startCollections(node), startFeeds(node)]
    const misp = startMisp(node)
    opened.push(
      () => work.stop(),
      () => app.close(),
      () => collections.stop(),
      () => misp.stop(),
      () => feeds.stop(),
      // Its streams have no end of their own: until they are closed the door does not close.
      () => outlet.stop(),
    )
    await listen(app, config.port)
    await keepDoorAddress(node, (app.server.address() as AddressInfo).port)
    const peers = await openPeerDoor(node, () => checkDoor(node))
    opened.push(async () => peers?.close())
    const federation = await startFederation(node, () => peers?.renew())
    opened.push(() => federation.stop())
    const sender = await startSender(node)
    opened.push(() => sender.stop())
    return {
      node,
      app,
      port: (app.server.address() as AddressInfo).port,
      left: left.promise,
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

const isLeft = 'this node is being evacuated: bin/shield evacuate with the same --to ends it'

async function listen(app: FastifyInstance, port: number): Promise<void> {
  await app.listen({ host: '127.0.0.1', port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    const cure = 'stop that one, or choose another port (--port, SHIELD_PORT)'
    throw new Error(`port ${port} of 127.0.0.1 is in use by another program: ${cure}`)
  })
}
