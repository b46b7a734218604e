import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

import { audit } from '#audit/index.ts'
import type { Node, Visit } from '../../context.ts'
import { noteGuess, permitGuess } from '../../guesses.ts'
import { Problem, notFound } from '../../problem.ts'
import { refuseSetBack } from '../outlet/index.ts'
import { addObjects } from './add-objects.ts'
import { findAsker, noteRead, permitCollection, readCredential } from './asker.ts'
import type { Asker } from './asker.ts'
import { deleteObject } from './delete-object.ts'
import { readFilter } from './filter.ts'
import type { Known } from './filter.ts'
import { noteServed, readPage } from './page.ts'
import type { VersionRow } from './page.ts'
import { accepts, isTaxii, mediaType, send, sendFault, sendPage } from './reply.ts'
import { readStatus } from './status.ts'
import { writeMicros } from './time.ts'

/** Bytes of one request that brings objects in. */
const maxContentLength = 10 * 2 ** 20
const root = '/shield'

interface Params {
  readonly status: string
  readonly collection: string
  readonly object: string
}

type Act = (asker: Asker, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** The TAXII 2.1 server at /taxii2/. Every address is served with and without its last slash, and none redirects: clients lose their body or their credential there. */
export function registerTaxii(app: FastifyInstance, node: Node): void {
  app.register(
    async (door) => {
      door.removeAllContentTypeParsers()
      const parse = { parseAs: 'buffer', bodyLimit: maxContentLength } as const
      door.addContentTypeParser('*', parse, (_request, body, done) => done(null, body))
      door.setErrorHandler((error, request, reply) => sendFault(node, request, reply, error))
      door.setNotFoundHandler((request, reply) => sendFault(node, request, reply, notFound()))
      // Before a byte of the body is taken. What has none is looked at once, in the transaction that answers it.
      door.addHook('onRequest', async (request) => {
        if (request.method !== 'POST') return
        await node.database.inTransaction((tx) => askerOf(visitOf(node, tx, request), request))
        if (!isTaxii(request.headers['content-type'])) throw new Problem('media-type')
      })
      const serve = (method: 'GET' | 'DELETE', path: string, act: Act): void => {
        // Of the root itself the framework takes both.
        for (const url of path === '/' ? [path] : [path, `${path}/`])
          door.route({ method, url, handler: (request, reply) => answer(node, act, request, reply) })
      }
      serve('GET', '/', discover)
      serve('GET', root, async (_asker, _request, reply) => send(reply, JSON.stringify(apiRoot)))
      serve('GET', `${root}/status/:status`, async (asker, request, reply) =>
        send(reply, JSON.stringify(await readStatus(asker, paramsOf(request).status))),
      )
      serve('GET', `${root}/collections`, async (asker, _request, reply) =>
        send(reply, JSON.stringify({ collections: [viewOf(asker)] })),
      )
      serve('GET', `${root}/collections/:collection`, async (asker, request, reply) => {
        permitCollection(asker, paramsOf(request).collection)
        return send(reply, JSON.stringify(viewOf(asker)))
      })
      const objects = `${root}/collections/:collection/objects`
      serve('GET', `${root}/collections/:collection/manifest`, page('manifest'))
      serve('GET', objects, page('objects'))
      serve('GET', `${objects}/:object`, page('object'))
      serve('GET', `${objects}/:object/versions`, page('versions'))
      serve('DELETE', `${objects}/:object`, async (asker, request, reply) => {
        const { collection, object } = paramsOf(request)
        permitCollection(asker, collection)
        // Where no version is named all of them go: here it is not a read that wants the last.
        const named = new URLSearchParams(request.url.split('?')[1]).has('match[version]')
        const known = named ? (['version', 'spec_version'] as const) : (['spec_version'] as const)
        await deleteObject(asker, object, readFilter(request.url, known))
        return send(reply, '')
      })
      for (const url of [objects, `${objects}/`])
        door.post(url, async (request, reply) => {
          const status = await addObjects(node, {
            requestId: request.id,
            permitted: (visit) => writerOf(visit, request),
            bytes: request.body as Buffer,
          })
          return send(reply, JSON.stringify(status), 202)
        })
    },
    { prefix: '/taxii2' },
  )
}

const paramsOf = (request: FastifyRequest): Params => request.params as Params
const visitOf = (node: Node, tx: Visit['tx'], request: FastifyRequest): Visit => ({
  ...{ tx, node, now: node.now(), requestId: request.id },
})

async function askerOf(visit: Visit, request: FastifyRequest): Promise<Asker> {
  const { authorization = '' } = request.headers
  const guess = { address: request.ip, credential: authorization }
  permitGuess(visit.node, guess)
  const asker = await findAsker(visit, readCredential(authorization))
  if (authorization !== '') noteGuess(visit.node, guess, asker !== undefined)
  if (!asker) throw new Problem('not-signed-in')
  await refuseSetBack(visit)
  if (!accepts(request.headers.accept)) throw new Problem('not-acceptable')
  return asker
}

async function writerOf(visit: Visit, request: FastifyRequest): Promise<Asker> {
  const asker = await askerOf(visit, request)
  permitCollection(asker, paramsOf(request).collection)
  if (!asker.canWrite) throw new Problem('not-allowed')
  return asker
}

async function answer(
  node: Node,
  act: Act,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  try {
    return await node.database.inTransaction(async (tx) =>
      act(await askerOf(visitOf(node, tx, request), request), request, reply),
    )
  } catch (error) {
    if (error instanceof Problem && error.code === 'not-allowed') await noteRefusal(node, request)
    throw error
  }
}

/** A refusal is an act too. */
async function noteRefusal(node: Node, request: FastifyRequest): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    const visit = visitOf(node, tx, request)
    const detail = { route: `taxii ${request.method}`, code: 'not-allowed' }
    await audit(await askerOf(visit, request), { action: 'access.refused', detail })
  })
}

const discover: Act = async ({ node }, request, reply) => {
  // A client that came by the loopback stays there; every other goes by the origin people know.
  const isLocal = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(request.host)
  const address = `${isLocal ? `${request.protocol}://${request.host}` : node.config.origin}/taxii2${root}/`
  const about = { title: 'SHIELD', description: `Exchange of the node ${node.name}`, default: address }
  return send(reply, JSON.stringify({ ...about, api_roots: [address] }))
}

const apiRoot = { title: 'SHIELD', versions: [mediaType], max_content_length: maxContentLength }

function viewOf(asker: Asker): object {
  return {
    id: asker.collection,
    title: asker.client.name,
    description: 'What this client may see; every relationship has both its ends here',
    ...{
      can_read: asker.canRead,
      can_write: asker.canWrite,
      media_types: ['application/stix+json;version=2.1'],
    },
  }
}

const pages = {
  objects: { known: ['id', 'type', 'version', 'spec_version'], list: envelope },
  object: { known: ['version', 'spec_version'], list: envelope },
  manifest: { known: ['id', 'type', 'version', 'spec_version'], list: manifest },
  versions: { known: ['spec_version'], list: versions },
} as const satisfies Record<string, { known: Known; list: (rows: readonly VersionRow[]) => string }>

function page(resource: keyof typeof pages): Act {
  const { known, list } = pages[resource]
  return async (asker, request, reply) => {
    const { collection, object } = paramsOf(request)
    permitCollection(asker, collection)
    if (!asker.canRead) throw new Problem('not-allowed')
    const filter = readFilter(request.url, known)
    const found = await readPage(asker, { filter, resource, ...(object === undefined ? {} : { object }) })
    const shown = found.rows.flatMap((row) => row.shown)
    await Promise.all([noteServed(asker, found), noteRead(asker, shown, resource)])
    return sendPage(reply, found, found.rows.length === 0 ? '' : list(found.rows))
  }
}

function envelope(rows: readonly VersionRow[]): string {
  return `,"objects":[${rows.map((row) => row.object).join(',')}]`
}

function manifest(rows: readonly VersionRow[]): string {
  const objects = rows.map((row) => ({
    ...{ id: row.object_id, date_added: writeMicros(row.added), version: row.version },
    media_type: `application/stix+json;version=${row.spec_version}`,
  }))
  return `,"objects":${JSON.stringify(objects)}`
}

function versions(rows: readonly VersionRow[]): string {
  return `,"versions":${JSON.stringify(rows.map((row) => row.version))}`
}
