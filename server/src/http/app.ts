import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import staticFiles from '@fastify/static'
import Fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { maxUploadBytes } from '@shield/contract'

import { newId } from '#store/identifier.ts'
import { projectFolder } from '../config.ts'
import type { Node } from '../context.ts'
import { checkDoor } from '../modules/evacuation/index.ts'
import { Problem } from '../problem.ts'
import { answerRoute } from './answer.ts'
import { openApi } from './openapi.ts'
import { asProblem, problemOf, sendProblem } from './problem.ts'
import type { Served } from '../serve.ts'

const csp = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
].join('; ')

/** The node's HTTP application. A route is on the air only through `served`; what is not there is the web app's. */
export async function createApp(
  node: Node,
  served: readonly Served[],
  isReady: () => boolean = () => true,
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: 2 * 2 ** 20,
    genReqId: () => newId(),
    routerOptions: { maxParamLength: 300 },
    // A gigabyte over a slow line takes most of an hour; who sends no headers has Node's own minute.
    requestTimeout: 3_600_000,
    // A path that can't be read is refused in our words: the framework's repeat it.
    frameworkErrors: (error, request, reply) => void sendProblem(asProblem(error), request, reply),
  })
  await app.register(cookie)
  await app.register(multipart, {
    limits: { files: 1, fields: 20, fileSize: maxUploadBytes, fieldSize: 20_000 },
  })
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id)
    reply.header('content-security-policy', csp)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('cross-origin-opener-policy', 'same-origin')
  })
  // Screens and their files are served, so that a browser can show what it is told.
  app.addHook('onRequest', async (request) => {
    if (/^\/(api|peer|taxii2|misp|ready)\b/.test(request.url)) checkDoor(node)
  })
  // The pattern of the path, never the path: ids in it are nobody's business in a log.
  app.addHook('onResponse', async (request, reply) => {
    node.log.info({
      id: request.id,
      method: request.method,
      route: request.routeOptions.url ?? '',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    })
  })
  app.setErrorHandler(async (error, request, reply) => {
    await sendProblem(problemOf(node, request, error), request, reply)
  })
  for (const one of served) answerRoute(app, node, one)
  app.get('/health', async () => ({ status: 'up', node: node.name }))
  app.get('/ready', async (_request, reply) => {
    if (!isReady()) throw new Problem('not-ready')
    await node.database.pool.query('select 1').catch(() => {
      throw new Problem('not-ready')
    })
    return reply.send({ status: 'ready', node: node.name })
  })
  const document = openApi(served, node.name)
  app.get('/api/v1/openapi.json', async () => document)
  await serveWeb(app)
  return app
}

/** The built web app; any path that is no file and no route is a screen of it. */
async function serveWeb(app: FastifyInstance): Promise<void> {
  const folder = join(projectFolder, 'web', 'dist')
  const index = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined)
  if (index !== undefined)
    await app.register(staticFiles, {
      root: folder,
      index: false,
      wildcard: false,
      setHeaders: (reply, path) => {
        reply.header(
          'cache-control',
          path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  app.setNotFoundHandler(async (request, reply) => {
    const isScreen =
      request.method === 'GET' && !/^\/(api|peer|assets)\//.test(request.url) && index !== undefined
    if (!isScreen) return sendProblem(new Problem('not-found'), request, reply)
    // Screens live at any depth, so the relative addresses of the built page get a base.
    const page = index.replace('<head>', '<head><base href="/">')
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(page)
  })
}
