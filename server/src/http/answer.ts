import { createHash } from 'node:crypto'

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isPurpose } from '@shield/core'
import type { Purpose } from '@shield/core'

import { audit } from '../audit/index.ts'
import type { Context, Node } from '../context.ts'
import { findSession } from '../modules/identity/index.ts'
import type { FoundSession } from '../modules/identity/index.ts'
import { permit } from '../permit.ts'
import { isPersonal } from '../policy/index.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/database.ts'
import { findReply, keepReply } from './idempotency.ts'
import type { Download, Served, Upload, Visitor } from '../serve.ts'
import { receiveUpload } from './upload.ts'
import { checkOf } from './validate.ts'

interface Checks {
  readonly params?: (value: unknown) => void
  readonly query?: (value: unknown) => void
  readonly body?: (value: unknown) => void
}

/** Puts one route on the air: validation, then session, purpose, policy, use case, audit in one transaction, then the reply's allow-list. */
export function answerRoute(app: FastifyInstance, node: Node, served: Served): void {
  const { route } = served
  const { shapes } = route
  const checks: Checks = {
    ...(shapes.params ? { params: checkOf('params', shapes.params) } : {}),
    ...(shapes.query ? { query: checkOf('query', shapes.query) } : {}),
    ...(shapes.body ? { body: checkOf('body', shapes.body) } : {}),
  }
  app.route({
    method: route.method,
    url: `/api/v1${route.path}`,
    ...(shapes.reply ? { schema: { response: { 200: shapes.reply } } } : {}),
    handler: async (request, reply) => {
      sameOrigin(request, node)
      reply.header('cache-control', 'no-store')
      const upload = shapes.transfer === 'upload' ? await receiveUpload(node, request) : undefined
      const answer = await run(node, served, checks, request, reply, upload)
      return send(reply, answer, shapes.transfer)
    },
  })
}

async function run(
  node: Node,
  served: Served,
  checks: Checks,
  request: FastifyRequest,
  reply: FastifyReply,
  upload: Upload | undefined,
): Promise<unknown> {
  const attempt = async (tx: Tx): Promise<unknown> => {
    const visitor: Visitor = {
      tx,
      node,
      now: new Date(),
      requestId: request.id,
      setSession: (token) => setCookie(reply, node, token),
    }
    const ctx = served.needs === 'signed-out' ? undefined : await signedIn(visitor, served, request)
    checks.params?.(request.params)
    checks.query?.(request.query)
    const body = request.body ?? (served.route.method === 'POST' ? {} : undefined)
    if (!upload) checks.body?.(body)
    const input = { params: request.params, query: request.query, body: upload ?? body }
    if (ctx === undefined) return served.handle(visitor as Context & Visitor, input as never)
    const key = request.headers['idempotency-key']
    if (!served.creates || typeof key !== 'string') return served.handle(ctx, input as never)
    const hash = createHash('sha256')
      .update(`${request.url}\n${JSON.stringify(body)}`)
      .digest()
    const earlier = await findReply(ctx, key, hash)
    if (earlier) return earlier.reply
    const answer = await served.handle(ctx, input as never)
    await keepReply(ctx, key, hash, answer)
    return answer
  }
  try {
    return await node.database.inTransaction(attempt)
  } catch (error) {
    await noteRefusal(node, served, request, error)
    throw error
  }
}

/** The session, the purpose and the route's own action; then the bitmap that every query of this request filters by. */
async function signedIn(
  visitor: Visitor,
  served: Served,
  request: FastifyRequest,
): Promise<Context & Visitor> {
  const session = await sessionOf(visitor, request)
  const action = served.needs as Exclude<Served['needs'], 'signed-out'>
  const stated = statedPurpose(request) ?? session.purpose
  if (isPersonal(action) && stated === undefined) throw new Problem('purpose-missing')
  const purpose: Purpose = stated ?? 'administration'
  const blocks = await visitor.node.markings.all(visitor.tx)
  const ctx: Context & Visitor = {
    ...visitor,
    actor: session.actor,
    session: session.id,
    purpose,
    reference: session.reference,
    visible: visitor.node.visibility.of(session.actor, purpose, blocks),
  }
  // What is asked of a block is decided block by block, in the use case and in SQL.
  if (!action.startsWith('content.')) permit(ctx, action, 'node')
  return ctx
}

async function sessionOf(visitor: Visitor, request: FastifyRequest): Promise<FoundSession> {
  const bearer = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1]
  const token = bearer ?? request.cookies[cookieName(visitor.node)]
  const session = token === undefined ? undefined : await findSession(visitor, token)
  if (!session) throw new Problem('not-signed-in')
  return session
}

function statedPurpose(request: FastifyRequest): Purpose | undefined {
  const stated = request.headers['purpose']
  if (stated === undefined) return undefined
  if (typeof stated !== 'string' || !isPurpose(stated)) throw new Problem('purpose-missing')
  return stated
}

/** Cookies do not know ports: two nodes of one host share a jar, so the name says whose it is. */
function cookieName(node: Node): string {
  return `shield-${node.name}`
}

function setCookie(reply: FastifyReply, node: Node, token: string | undefined): void {
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: node.config.origin.startsWith('https:'),
  } as const
  if (token === undefined) void reply.clearCookie(cookieName(node), options)
  else void reply.setCookie(cookieName(node), token, options)
}

/** A page of another site can make a browser send our cookie; it can't make it say that the page is ours. */
function sameOrigin(request: FastifyRequest, node: Node): void {
  if (request.method === 'GET') return
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const own =
    origin === undefined || origin === node.config.origin || new URL(origin).host === request.headers.host
  if (!own || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new Problem('not-allowed')
}

/** A refusal is an act too: who was refused what, in a transaction of its own because the other one is gone. */
async function noteRefusal(
  node: Node,
  served: Served,
  request: FastifyRequest,
  error: unknown,
): Promise<void> {
  const isRefusal = error instanceof Problem && ['not-allowed', 'second-person-needed'].includes(error.code)
  if (!isRefusal || served.needs === 'signed-out') return
  await node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: new Date(), requestId: request.id }
    const token = request.cookies[cookieName(node)]
    const session = token === undefined ? undefined : await findSession(visit, token)
    await audit(
      { ...visit, ...(session ? { actor: session.actor } : {}) },
      { action: 'access.refused', detail: { route: served.route.name, code: error.code } },
    )
  })
}

function send(reply: FastifyReply, answer: unknown, transfer: string | undefined): unknown {
  if (transfer === 'redirect') return reply.redirect((answer as { location: string }).location, 303)
  if (transfer === 'download') {
    const { fileName, contentType, body } = answer as Download
    return reply
      .header('content-type', contentType)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
      .send(body)
  }
  return answer === undefined ? reply.code(204).send() : answer
}
