import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import type { Context, Node } from '../context.ts'
import { noteGuess, permitGuess } from '../guesses.ts'
import type { Guess } from '../guesses.ts'
import { Problem } from '../problem.ts'
import type { Download, Served, Upload, Visitor } from '../serve.ts'
import type { Tx } from '../store/database.ts'
import { readCookie, setCookie } from './cookie.ts'
import { once } from './idempotency.ts'
import { problemOf } from './problem.ts'
import { noteRefusal, signedIn } from './signed-in.ts'
import { receiveUpload } from './upload.ts'
import { checkOf } from './validate.ts'

interface Checks {
  readonly params?: (value: unknown) => void
  readonly query?: (value: unknown) => void
  readonly body?: (value: unknown) => void
}

/** Puts one route on the air: session, purpose, policy, then validation, use case, audit in one transaction, then the reply's allow-list. */
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
      const upload = shapes.transfer === 'upload' ? await takeUpload(node, served, request) : undefined
      try {
        return send(reply, await run(node, served, checks, request, reply, upload), shapes.transfer)
      } catch (error) {
        // A browser that comes or goes by a redirect has a person before it, who reads no JSON: the sign-in tells it in words.
        if (shapes.transfer !== 'redirect') throw error
        return reply.redirect(`/sign-in?refused=${problemOf(node, request, error).code}`, 303)
      } finally {
        // What the use case did not keep under a name of its own is not kept.
        if (upload) await rm(upload.file.path, { force: true })
      }
    },
  })
}

/** Whoever may not bring in a file is told so before this node has taken a byte of it. */
async function takeUpload(node: Node, served: Served, request: FastifyRequest): Promise<Upload> {
  try {
    await node.database.inTransaction((tx) =>
      signedIn({ tx, node, now: node.now(), requestId: request.id }, served, request),
    )
  } catch (error) {
    await noteRefusal(node, served, request, error)
    throw error
  }
  return receiveUpload(node, request)
}

async function run(
  node: Node,
  served: Served,
  checks: Checks,
  request: FastifyRequest,
  reply: FastifyReply,
  upload: Upload | undefined,
): Promise<unknown> {
  const { shapes } = served.route
  const attempt = async (tx: Tx): Promise<unknown> => {
    const visitor = visitorOf(node, tx, request, reply)
    const ctx = served.needs === 'signed-out' ? undefined : await signedIn(visitor, served, request)
    checks.params?.(request.params)
    const query = shapes.transfer === 'events' ? afterLastEvent(request) : request.query
    checks.query?.(query)
    const body = request.body ?? (served.route.method === 'POST' ? {} : undefined)
    if (!upload) checks.body?.(body)
    const input = { params: request.params, query, body: upload ?? body } as never
    if (ctx === undefined) {
      permitGuess(node, guessOf(request))
      return served.handle(visitor as Context & Visitor, input)
    }
    return once({ ctx, served, request, body, upload }, () => served.handle({ ...visitor, ...ctx }, input))
  }
  try {
    const answer = await node.database.inTransaction((tx) => attempt(tx).catch(spent))
    if (answer instanceof Problem) {
      noteGuess(node, guessOf(request), false)
      throw answer
    }
    return answer
  } catch (error) {
    await noteRefusal(node, served, request, error)
    throw error
  }
}

const guessOf = (request: FastifyRequest): Guess => ({
  address: request.ip,
  credential: JSON.stringify([request.query, request.body]),
})

/** A refused sign-in keeps what it did: its secret or ceremony is over, so that nothing can be tried twice. */
function spent(error: unknown): Problem {
  if (error instanceof Problem && error.code === 'secret-refused') return error
  throw error
}

function visitorOf(node: Node, tx: Tx, request: FastifyRequest, reply: FastifyReply): Visitor {
  return {
    tx,
    node,
    now: node.now(),
    requestId: request.id,
    address: request.ip,
    held: readCookie(request, node, 'session'),
    setSession: (value) => setCookie(reply, node, { kind: 'session', value }),
    browser: readCookie(request, node, 'browser'),
    setBrowser: (value) => setCookie(reply, node, { kind: 'browser', value }),
  }
}

/** A page of another site can make a browser send our cookie; it can't make it say that the page is ours. */
function sameOrigin(request: FastifyRequest, node: Node): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const isOwn =
    origin === undefined ||
    origin === node.config.origin ||
    // A page without an origin of its own says "null".
    (URL.canParse(origin) && new URL(origin).host === request.headers.host)
  if (!isOwn || (site !== undefined && site !== 'same-origin' && site !== 'none'))
    throw new Problem('not-allowed')
}

/** A browser that lost the stream says by a header which event it had last. */
function afterLastEvent(request: FastifyRequest): unknown {
  const last = request.headers['last-event-id']
  return last === undefined ? request.query : { ...(request.query as object), after: last }
}

function send(reply: FastifyReply, answer: unknown, transfer: string | undefined): unknown {
  if (transfer === 'redirect') return reply.redirect((answer as { location: string }).location, 303)
  if (transfer === 'events')
    return (
      reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        // A proxy that gathers would hold every event back.
        .header('x-accel-buffering', 'no')
        .send((answer as { body: Readable }).body)
    )
  if (transfer === 'download') {
    const { fileName, contentType, body } = answer as Download
    return reply
      .header('content-type', contentType)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`)
      .send(body)
  }
  return answer === undefined ? reply.code(204).send() : answer
}
