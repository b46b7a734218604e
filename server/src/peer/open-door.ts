import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'

import type { Node } from '../context.ts'
import { doorOptions, findFederation } from '../federation/index.ts'
import { Problem, problemKinds } from '../problem.ts'
import { registerPeerRoutes } from './receive.ts'

export interface PeerDoor {
  /** Opens to who comes from now on with the certificate that the node has now. */
  renew(): void
  close(): Promise<void>
}

/**
 * The door for members of the federation: a port of its own, TLS 1.3, a certificate of the federation asked of everybody.
 * Undefined for a node that belongs to none; in training such a node has a plain door beside the web app. `check` throws the
 * Problem for which nobody is let in now.
 */
export async function openPeerDoor(node: Node, check: () => void): Promise<PeerDoor | undefined> {
  const { tls, config } = node
  if (!tls) return undefined
  const app = Fastify({ https: doorOptions(tls), logger: false })
  refuseWhile(app, check)
  registerPeerRoutes(app, node)
  const host = config.peerHost ?? '127.0.0.1'
  const port = config.peerPort ?? (await ownPort(node))
  await app.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`port ${port} of ${host} is in use by another program: set SHIELD_PEER_PORT`)
  })
  return {
    renew: () => {
      if (node.tls) app.server.setSecureContext(doorOptions(node.tls))
    },
    close: () => app.close(),
  }
}

/** A member is told at once and tries again: its envelopes stay in its outbox, and nothing here is begun that would be lost. */
function refuseWhile(app: FastifyInstance, check: () => void): void {
  app.addHook('onRequest', async (_request, reply) => {
    try {
      check()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { status, title, retryAfter = 60 } = problemKinds[error.code]
      return reply
        .code(status)
        .header('retry-after', String(retryAfter))
        .header('content-type', 'application/problem+json; charset=utf-8')
        .send(
          JSON.stringify({ type: `about:blank#${error.code}`, title: title.en, status, code: error.code }),
        )
    }
  })
}

/** Without a setting it is the port that partners were told. */
async function ownPort({ name, config }: Node): Promise<number> {
  const federation = await findFederation(config)
  const self = federation?.list.members.find((member) => member.node === name)
  return Number(new URL(self?.address ?? 'https://localhost').port || '443')
}
