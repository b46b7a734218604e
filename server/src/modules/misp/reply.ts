import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'

import type { FastifyReply, FastifyRequest } from 'fastify'

import type { Node } from '../../context.ts'
import { loggable } from '../../loggable.ts'
import { Problem, problemKinds } from '../../problem.ts'

type Status = 400 | 403 | 404 | 405 | 413 | 415 | 429 | 500 | 503

/** A refusal in MISP's words: tools read the text to know what to do next. */
export class Refusal extends Error {
  readonly status: Status
  readonly headers: Readonly<Record<string, string>>

  constructor(status: Status, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.headers = headers
  }
}

export const authenticationFailed =
  'Authentication failed. Please make sure you pass the API key of an API enabled user along in the Authorization header.'

/** An answer of JSON, laid out for people unless a MISP or PyMISP asks. With an ETag where the client sent one, an empty one too. */
export function send(request: FastifyRequest, reply: FastifyReply, answer: string | object): FastifyReply {
  const isTool = /^(?:Py)?MISP/.test(request.headers['user-agent'] ?? '')
  const text =
    typeof answer === 'string' ? answer : isTool ? JSON.stringify(answer) : JSON.stringify(answer, null, 4)
  reply.header('content-type', 'application/json').header('cache-control', 'no-store')
  const known = request.headers['if-none-match']
  if (known === undefined) return reply.send(Buffer.from(text))
  const tag = `"${createHash('sha1').update(text).digest('hex')}"`
  reply.header('etag', tag)
  // What packs the answer on its way marks the tag with it.
  const isKnown = known.split(',').some(
    (one) =>
      one
        .trim()
        .replace(/^W\//, '')
        .replace(/-(?:br|gzip)"$/, '"') === tag,
  )
  return isKnown ? reply.code(304).send() : reply.send(Buffer.from(text))
}

export function sendStream(reply: FastifyReply, body: Readable): FastifyReply {
  return reply.header('content-type', 'application/json').header('cache-control', 'no-store').send(body)
}

/** `{name, message, url}`; a key that is none is 403, not 401. */
export function sendFault(
  node: Node,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  const refusal = asRefusal(error)
  if (refusal.status === 500) node.log.error({ id: request.id, ...loggable(error) }, 'a MISP request failed')
  for (const [name, value] of Object.entries(refusal.headers)) reply.header(name, value)
  const { message } = refusal
  const url = request.url.split('?')[0] ?? ''
  return send(request, reply.code(refusal.status), { name: message, message, url })
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof Problem) {
    const { status, title, retryAfter } = problemKinds[error.code]
    if (retryAfter !== undefined) return new Refusal(503, title.en, { 'retry-after': String(retryAfter) })
    const own = ([404, 413, 429] as const).find((one) => one === status)
    return new Refusal(own ?? (status < 500 ? 403 : 500), title.en)
  }
  const { statusCode } = error as { statusCode?: unknown }
  if (statusCode === 413) return new Refusal(413, 'Request entity too large')
  if (typeof statusCode === 'number' && statusCode < 500) return new Refusal(400, 'Bad request')
  return new Refusal(500, 'An Internal Error Has Occurred.')
}
