import type { FastifyRequest } from 'fastify'
import { isPurpose } from '@shield/core'
import type { Purpose } from '@shield/core'

import { audit } from '../audit/index.ts'
import type { Context, Node, Visit } from '../context.ts'
import { findClient, findSession } from '../modules/identity/index.ts'
import type { FoundSession } from '../modules/identity/index.ts'
import { noteGuess, permitGuess } from '../guesses.ts'
import { permit } from '../permit.ts'
import { isPersonal } from '../policy/index.ts'
import { Problem } from '../problem.ts'
import type { Served } from '../serve.ts'
import { visibleOf } from '../visible-to.ts'
import { readCookie } from './cookie.ts'

/** The session, the purpose and the route's own action; then the bitmap that every query of this request filters by. */
export async function signedIn(visit: Visit, served: Served, request: FastifyRequest): Promise<Context> {
  const [session, blocks] = await Promise.all([sessionOf(visit, request), visit.node.markings.all(visit.tx)])
  if (!session) throw new Problem('not-signed-in')
  const action = served.needs as Exclude<Served['needs'], 'signed-out'>
  const stated = statedPurpose(request) ?? session.purpose
  if (isPersonal(action) && stated === undefined) throw new Problem('purpose-missing')
  const purpose: Purpose = stated ?? 'administration'
  const ctx: Context = {
    ...visit,
    actor: session.actor,
    session: session.id,
    purpose,
    reference: session.reference,
    visible: visibleOf(visit.node, { actor: session.actor, purpose, markings: session.markings }, blocks),
  }
  // What is asked of a block is decided block by block, in the use case and in SQL.
  if (!action.startsWith('content.')) permit(ctx, action, 'node')
  return ctx
}

async function sessionOf(visit: Visit, request: FastifyRequest): Promise<FoundSession | undefined> {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1]
  const token = bearer ?? readCookie(request, visit.node, 'session')
  if (token === undefined) return undefined
  if (bearer === undefined) return findSession(visit, token)
  // A cookie ends by itself; a bearer that is none was guessed, or should have been thrown away.
  const guess = { address: request.ip, credential: bearer }
  permitGuess(visit.node, guess)
  const found = (await findSession(visit, bearer)) ?? (await findClient(visit, bearer, 'api'))
  noteGuess(visit.node, guess, found !== undefined)
  return found
}

function statedPurpose(request: FastifyRequest): Purpose | undefined {
  const stated = request.headers['purpose']
  if (stated === undefined) return undefined
  if (typeof stated !== 'string' || !isPurpose(stated)) throw new Problem('purpose-missing')
  return stated
}

/** A refusal is an act too: who was refused what, in a transaction of its own because the other one is gone. */
export async function noteRefusal(
  node: Node,
  served: Served,
  request: FastifyRequest,
  error: unknown,
): Promise<void> {
  const isRefusal = error instanceof Problem && ['not-allowed', 'second-person-needed'].includes(error.code)
  if (!isRefusal || served.needs === 'signed-out') return
  await node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: node.now(), requestId: request.id }
    const session = await sessionOf(visit, request)
    await audit(
      { ...visit, ...(session ? { actor: session.actor } : {}) },
      { action: 'access.refused', detail: { route: served.route.name, code: error.code } },
    )
  })
}
