import type { FastifyReply, FastifyRequest } from 'fastify'

import { loggable } from '../../loggable.ts'
import type { Node } from '../../context.ts'
import { Problem, problemKinds } from '../../problem.ts'
import type { VersionPage } from './page.ts'
import { writeMicros } from './time.ts'

export const mediaType = 'application/taxii+json;version=2.1'

/** May the answer be of our media type? No version asks for the newest there is (TAXII 2.1 §1.6.8.1). */
export function accepts(header: string | undefined): boolean {
  if (header === undefined) return true
  return header.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    if (parameters.some((one) => /^q=0(\.0*)?$/.test(one))) return false
    if (type === '*/*' || type === 'application/*') return true
    return type === 'application/taxii+json' && isOurVersion(parameters)
  })
}

/** Is a body of our media type? */
export function isTaxii(header: string | undefined): boolean {
  const [type = '', ...parameters] = (header ?? '').split(';').map((part) => part.trim().toLowerCase())
  return type === 'application/taxii+json' && isOurVersion(parameters)
}

function isOurVersion(parameters: readonly string[]): boolean {
  const version = parameters.find((one) => one.startsWith('version='))
  return version === undefined || version.replaceAll('"', '') === 'version=2.1'
}

/** An answer of JSON. As bytes: to a text the framework adds a charset and quotes the version, which clients do not take. */
export function send(reply: FastifyReply, text: string, status = 200): FastifyReply {
  return reply
    .code(status)
    .header('content-type', mediaType)
    .header('cache-control', 'no-store')
    .send(Buffer.from(text))
}

/** A page with its headers, and a list of texts under a name. */
export function sendPage(reply: FastifyReply, page: VersionPage, list: string): FastifyReply {
  const first = page.rows[0]?.added
  const last = page.rows.at(-1)?.added
  if (first !== undefined) reply.header('x-taxii-date-added-first', writeMicros(first))
  if (last !== undefined) reply.header('x-taxii-date-added-last', writeMicros(last))
  const next = page.next === undefined ? '' : `,"next":${JSON.stringify(page.next)}`
  return send(reply, `{"more":${page.next !== undefined}${next}${list}}`)
}

/** A refusal in TAXII's own words (§3.6.1); http_status is a string there. */
export function sendFault(
  node: Node,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
): FastifyReply {
  const problem = asProblem(error)
  if (problem.code === 'fault')
    node.log.error({ id: request.id, ...loggable(error) }, 'a TAXII request failed')
  const { status, title, retryAfter } = problemKinds[problem.code]
  if (status === 401) reply.header('www-authenticate', 'Basic realm="SHIELD TAXII", charset="UTF-8", Bearer')
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  const document = {
    title: title.en,
    ...(problem.detail === undefined ? {} : { description: problem.detail.en }),
    error_id: request.id,
    error_code: problem.code,
    http_status: String(status),
  }
  return send(reply, JSON.stringify(document), status)
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const { statusCode } = error as { statusCode?: unknown }
  if (statusCode === 413) return new Problem('too-large')
  if (statusCode === 415) return new Problem('media-type')
  return new Problem(typeof statusCode === 'number' && statusCode < 500 ? 'body-invalid' : 'fault')
}
