import { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip } from 'node:zlib'

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { audit } from '#audit/index.ts'
import type { Json } from '@shield/core'

import type { Node, Visit } from '../../context.ts'
import { noteGuess, permitGuess } from '../../guesses.ts'
import { refuseSetBack } from '../outlet/index.ts'
import { acts } from './acts.ts'
import { mostBytes, readAddress } from './ask.ts'
import type { Address } from './ask.ts'
import { Refusal, authenticationFailed, send, sendFault, sendStream } from './reply.ts'
import { findAsker } from './rights.ts'
import type { Asker } from './rights.ts'

/** The sync door of a MISP at /misp/: another MISP and PyMISP take it for one. */
export function registerMisp(app: FastifyInstance, node: Node): void {
  app.register(
    async (door) => {
      door.removeAllContentTypeParsers()
      door.addContentTypeParser('*', (_request, _payload, done) => done(null))
      door.setErrorHandler((error, request, reply) => sendFault(node, request, reply, error))
      // Before a byte of the body is taken.
      door.addHook('onRequest', async (request) => {
        await node.database.inTransaction((tx) =>
          askerOf({ tx, node, now: node.now(), requestId: request.id }, request),
        )
      })
      for (const url of ['/', '/*'])
        door.route({
          method: ['GET', 'POST', 'PUT', 'DELETE'],
          url,
          exposeHeadRoute: true,
          preParsing: async (request, _reply, payload) => {
            Object.assign(request, { raw: request.raw })
            held.set(request, await bytesOf(request, payload))
            return Readable.from([])
          },
          handler: (request, reply) => answer(node, request, reply),
        })
    },
    { prefix: '/misp' },
  )
}

/** Bodies as they came, until they are read. */
const held = new WeakMap<FastifyRequest, Buffer>()

async function bytesOf(request: FastifyRequest, payload: NodeJS.ReadableStream): Promise<Buffer> {
  const encoding = String(request.headers['content-encoding'] ?? 'identity').toLowerCase()
  const unpacked =
    encoding === 'br'
      ? payload.pipe(createBrotliDecompress())
      : encoding === 'gzip' || encoding === 'x-gzip'
        ? payload.pipe(createGunzip())
        : payload
  const pieces: Buffer[] = []
  let length = 0
  try {
    for await (const piece of unpacked) {
      const bytes = Buffer.from(piece as Uint8Array)
      length += bytes.length
      if (length > mostBytes) throw new Refusal(413, 'Request entity too large')
      pieces.push(bytes)
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(400, 'Invalid compressed data.')
  }
  return Buffer.concat(pieces)
}

async function askerOf(visit: Visit, request: FastifyRequest): Promise<Asker> {
  const { 'user-agent': agent, authorization = '' } = request.headers
  const guess = { address: request.ip, credential: authorization }
  permitGuess(visit.node, guess)
  const asker = await findAsker(visit, { key: authorization.trim(), agent })
  if (authorization !== '') noteGuess(visit.node, guess, asker !== undefined)
  if (!asker) throw new Refusal(403, authenticationFailed)
  await refuseSetBack(visit)
  return asker
}

function takeBytes(request: FastifyRequest): Buffer {
  const bytes = held.get(request) ?? Buffer.alloc(0)
  held.delete(request)
  return bytes
}

function jsonOf(bytes: Buffer): Json {
  if (bytes.length === 0) return {}
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json
  } catch {
    throw new Refusal(
      400,
      'Invalid JSON input. Make sure that the JSON input is a correctly formatted JSON string.',
    )
  }
}

async function answer(node: Node, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const path = (request.url.split('?')[0] ?? '').replace(/^\/misp/, '')
  const address: Address = readAddress(path)
  const act = acts[address.act]
  if (!act) throw new Refusal(404, 'Not Found')
  const within = <Result>(run: (asker: Asker) => Promise<Result>): Promise<Result> =>
    node.database.inTransaction(async (tx) =>
      run(await askerOf({ tx, node, now: node.now(), requestId: request.id }, request)),
    )
  const bytes = takeBytes(request)
  try {
    const made = await act({ node, within }, { ...address, body: jsonOf(bytes), bytes, request })
    for (const [name, value] of Object.entries(made.headers ?? {})) reply.header(name, value)
    return made.body instanceof Readable ? sendStream(reply, made.body) : send(request, reply, made.body)
  } catch (error) {
    if (error instanceof Refusal && error.status === 403) await noteRefusal(node, request, address.act)
    throw error
  }
}

/** A refusal is an act too. */
async function noteRefusal(node: Node, request: FastifyRequest, act: string): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    const visit = { tx, node, now: node.now(), requestId: request.id }
    const detail = { route: `misp ${act}`, code: 'not-allowed' }
    await audit(await askerOf(visit, request), { action: 'access.refused', detail })
  })
}
