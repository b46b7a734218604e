import type { FastifyReply, FastifyRequest } from 'fastify'

import type { ProblemDocument } from '@shield/contract'

import type { Node } from '../context.ts'
import { loggable } from '../loggable.ts'
import { Problem, problemKinds } from '../problem.ts'

/** The asker's language: Thai when it comes before English in Accept-Language. */
export function languageOf(request: FastifyRequest): 'en' | 'th' {
  const asked = request.headers['accept-language'] ?? ''
  const thai = asked.indexOf('th')
  const english = asked.indexOf('en')
  return thai >= 0 && (english < 0 || thai < english) ? 'th' : 'en'
}

export function problemDocument(problem: Problem, request: FastifyRequest): ProblemDocument {
  const kind = problemKinds[problem.code]
  const language = languageOf(request)
  const pointers = problem.pointers.map(({ pointer, rule, hint }) => ({
    pointer,
    rule,
    hint: typeof hint === 'string' ? hint : hint[language],
  }))
  return {
    type: `about:blank#${problem.code}`,
    title: kind.title[language],
    status: kind.status,
    code: problem.code,
    requestId: request.id,
    ...(problem.detail === undefined ? {} : { detail: problem.detail[language] }),
    ...(pointers.length === 0 ? {} : { pointers }),
  }
}

export async function sendProblem(
  problem: Problem,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const document = problemDocument(problem, request)
  const { retryAfter } = problemKinds[problem.code]
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  await reply
    .code(document.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(document))
}

/** What the asker is told of an error; what broke here by itself is in the log. */
export function problemOf(node: Node, request: FastifyRequest, error: unknown): Problem {
  const problem = asProblem(error)
  if (problem.code === 'fault') node.log.error({ id: request.id, ...loggable(error) }, 'a request failed')
  return problem
}

/** Any error as a Problem: ours as it is, the framework's by its status, everything else a fault without its text. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const status = (error as { statusCode?: unknown }).statusCode
  if (status === 413) return new Problem('too-large')
  if (status === 415) return new Problem('media-type')
  if (typeof status === 'number' && status >= 400 && status < 500) return new Problem('body-invalid')
  return new Problem('fault')
}
