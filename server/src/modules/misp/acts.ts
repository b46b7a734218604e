import type { Readable } from 'node:stream'

import type { FastifyRequest } from 'fastify'

import type { Json } from '@shield/core'

import type { Address } from './ask.ts'
import { isObject, isUuid, isYes, listOf, textOf } from './body.ts'
import type { MispObject } from './body.ts'
import {
  addEvent,
  addParts,
  changeHead,
  changePart,
  deleteEvent,
  editEvent,
  eventIn,
  tagged,
} from './change-event.ts'
import type { Change } from './change-event.ts'
import { indexEvents, wantedEvents } from './list-events.ts'
import { Refusal } from './reply.ts'
import { noteRead } from './rights.ts'
import type { Asker } from './rights.ts'
import { searchAttributes, searchEvents } from './search.ts'
import type { Found } from './search.ts'
import { addSighting, listSightings } from './sighting.ts'
import { findBrought, sourceOf } from './take-in.ts'
import { beginReading, eventBody, findEvent, listEvents } from './view-event.ts'
import { aboutMe, versionFor } from './about.ts'

interface Asked extends Address {
  readonly body: Json
  /** The body as it came, unpacked. */
  readonly bytes: Buffer
  readonly request: FastifyRequest
}

interface Answer {
  readonly body: string | object | Readable
  readonly headers?: Readonly<Record<string, string>>
}

type Act = (change: Change, asked: Asked) => Promise<Answer>

/** What is asked: in the body, in the address, in the query. */
function filterOf({ body, named, request }: Asked): MispObject {
  const inAddress = Object.fromEntries(
    Object.entries(named).map(([name, values]): [string, Json] => [name, values.at(-1) ?? '']),
  )
  const inQuery = Object.fromEntries(new URLSearchParams(request.url.split('?')[1] ?? ''))
  const sent = isObject(body) ? (isObject(body['request']) ? body['request'] : body) : {}
  return { ...inQuery, ...inAddress, ...sent }
}

const reading = <Result>(change: Change, act: (asker: Asker) => Promise<Result>): Promise<Result> =>
  change.within(async (asker) => {
    await beginReading(asker)
    return act(asker)
  })

function viewEvent(change: Change, id: string, asked: Asked): Promise<Answer> {
  return reading(change, async (asker): Promise<Answer> => {
    const row = await findEvent(asker, id)
    if (!row) throw new Refusal(404, 'Invalid event')
    if (asked.request.method === 'HEAD') return { body: '' }
    const filter = filterOf(asked)
    const deleted = [
      ...(asked.named['deleted[]'] ?? []),
      ...(asked.named['deleted'] ?? []),
      filter['deleted'],
    ].flat()
    const shown: string[] = []
    const view = { deleted: deleted.some((one) => isYes(one)), metadata: isYes(filter['metadata']), shown }
    const body = await eventBody(asker, row, view)
    await noteRead(asker, shown, 'event')
    return { body }
  })
}

/** What was brought, as it now stands for who brought it; where its handling keeps it from going out again, only that it was taken. */
async function afterWrite(change: Change, uuid: string, asked: Asked): Promise<Answer> {
  const isSeen = await change.within(async (asker) => (await findEvent(asker, uuid)) !== undefined)
  if (isSeen) return viewEvent(change, uuid, asked)
  return change.within(async (asker) => {
    const brought = await findBrought(asker, uuid)
    const { info, timestamp, published } = brought?.body ?? {}
    return {
      body: { Event: { uuid, info: info ?? '', timestamp: timestamp ?? '0', published: published ?? false } },
    }
  })
}

const search =
  (find: (asker: Asker, filter: MispObject, shown: string[]) => Promise<Found>): Act =>
  (change, asked) =>
    reading(change, async (asker) => {
      const filter = filterOf(asked)
      if (!['json', undefined, null, ''].includes(filter['returnFormat'] as string | undefined))
        throw new Refusal(400, 'Invalid export format.')
      const shown: string[] = []
      const { text, count, skipped } = await find(asker, filter, shown)
      await noteRead(asker, [...new Set(shown)], 'search')
      const headers = {
        ...{ 'x-result-count': String(count), 'x-skipped-elements-count': String(skipped) },
        ...{ 'x-export-module-used': 'json', 'x-response-format': 'json' },
      }
      return { body: text, headers }
    })

const done = (message: string, url: string): Answer => ({
  body: { saved: true, success: true, name: message, message, url },
})

const publishing =
  (isPublished: boolean): Act =>
  async (change, { args: [id = ''] }) => {
    await changeHead(change, id, (head) => ({ ...head, published: isPublished }))
    return done(isPublished ? 'Job queued' : 'Event unpublished.', `/events/publish/${id}`)
  }

const tagging =
  (isWanted: boolean): Act =>
  async (change, asked) => {
    const filter = filterOf(asked)
    const [
      uuid = textOf(filter, 'uuid') ?? '',
      name = textOf(filter, 'tag') ?? textOf(filter, 'name') ?? '',
    ] = asked.args
    if (name === '') throw new Refusal(404, 'Invalid Tag.')
    if (isYes(filter['local'])) throw new Refusal(403, 'Local tags stay at the instance that gives them.')
    const isEvent = await change.within(
      async (asker) => (await findEvent(asker, uuid)) !== undefined || isHead(await findBrought(asker, uuid)),
    )
    if (isEvent) await changeHead(change, uuid, (head) => tagged(head, name, isWanted))
    else await changePart(change, uuid, (part) => tagged(part, name, isWanted))
    const words = isWanted
      ? `Global tag ${name} successfully attached to`
      : `Tag ${name} successfully removed from`
    return done(`${words} ${isEvent ? 'Event' : 'Attribute'}(${uuid}).`, '/tags')
  }

const isHead = (brought: { readonly body: MispObject } | undefined): boolean =>
  brought?.body['info'] !== undefined

const removing: Act = async (change, { args: [uuid = ''] }) => {
  await changePart(change, uuid, (part) => ({ ...part, deleted: true }))
  return done('Attribute deleted.', `/attributes/delete/${uuid}`)
}

function sentBy({ body, bytes, request }: Asked) {
  const signature = request.headers['x-pgp-signature']
  return { body, proof: { bytes, signature: typeof signature === 'string' ? signature : undefined } }
}

const wrapped = (body: Json, name: string): Json => (isObject(body) ? (body[name] ?? body) : body)

/** By `controller/action`: the calls that a synchronising MISP and PyMISP make. */
export const acts: Readonly<Record<string, Act>> = {
  'servers/getversion': (change, { request }) =>
    change.within(async (asker) => ({ body: versionFor(asker, request.headers['user-agent']) })),
  'servers/getpymispversion': async () => ({ body: { version: '2.5.0' } }),
  'servers/posttest': async (_change, { body, request }) => {
    const headers = {
      'Content-type': request.headers['content-type'] ?? '',
      Accept: request.headers.accept ?? '',
    }
    return { body: { body: isObject(body) ? body : {}, headers } }
  },
  'users/view': (change) => change.within(async (asker) => ({ body: aboutMe(asker) })),
  'events/index': (change, asked) =>
    reading(change, async (asker) => {
      const body = await indexEvents(asker, filterOf(asked))
      await noteRead(asker, [], 'index')
      return { body, headers: { 'x-result-count': String(body.length) } }
    }),
  'events/view': (change, asked) => viewEvent(change, asked.args[0] ?? '', asked),
  'events/filtereventidsforpush': (change, { body }) =>
    change.within(async (asker) => {
      if (!asker.canWrite) throw new Refusal(403, 'You do not have permission to do that.')
      return { body: await wantedEvents(asker, body, sourceOf(asker)) }
    }),
  'events/add': async (change, asked) => afterWrite(change, await addEvent(change, sentBy(asked)), asked),
  'events/edit': async (change, asked) => {
    const id = asked.args[0] ?? textOf(eventIn(asked.body), 'uuid') ?? ''
    return afterWrite(change, await editEvent(change, id, sentBy(asked)), asked)
  },
  'events/delete': async (change, { args: [id = ''] }) => {
    await deleteEvent(change, id)
    return done('Event deleted.', `/events/delete/${id}`)
  },
  'events/publish': publishing(true),
  'events/alert': publishing(true),
  'events/unpublish': publishing(false),
  'events/restsearch': search(searchEvents),
  'attributes/restsearch': search(searchAttributes),
  'attributes/add': async (change, { args: [id = ''], body }) => {
    const sent = Array.isArray(body) ? (body as readonly Json[]) : [wrapped(body, 'Attribute')]
    const parts = await addParts(change, id, { list: 'Attribute', parts: sent.filter(isObject) })
    return { body: { Attribute: parts.length === 1 ? (parts[0] ?? {}) : parts } }
  },
  'attributes/edit': async (change, { args: [uuid = ''], body }) => {
    const sent = wrapped(body, 'Attribute')
    return {
      body: {
        Attribute: await changePart(change, uuid, (part) => ({ ...part, ...(isObject(sent) ? sent : {}) })),
      },
    }
  },
  'attributes/delete': removing,
  'objects/add': async (change, { args: [id = ''], body }) => {
    const sent = wrapped(body, 'Object')
    const [object] = await addParts(change, id, { list: 'Object', parts: isObject(sent) ? [sent] : [] })
    return { body: { Object: object ?? {} } }
  },
  'objects/delete': removing,
  'tags/attachtagtoobject': tagging(true),
  'tags/removetagfromobject': tagging(false),
  'sightings/add': (change, { args: [uuid], body }) =>
    change.within(async (asker) => ({ body: await addSighting(asker, body, uuid) })),
  'sightings/index': (change, { args: [id = ''] }) =>
    change.within(async (asker) => ({ body: await listSightings(asker, id) })),
  'sightings/restsearch': (change, asked) =>
    change.within(async (asker) => {
      const filter = filterOf(asked)
      const ids = [filter['uuid'], filter['id']].flat().filter((one) => typeof one === 'string')
      const found = await Promise.all(ids.map((id) => listSightings(asker, id)))
      return { body: { response: found.flat().map((one) => ({ Sighting: one })) } }
    }),
  // Groups are known by their UUID alone; those of events the client has.
  'sharinggroups/index': (change) =>
    change.within(async (asker) => ({ body: { response: await groupsOf(asker) } })),
  'sharinggroups/view': (change, { args: [uuid = ''] }) =>
    change.within(async (asker) => {
      const found = (await groupsOf(asker)).find(
        (one) => isObject(one['SharingGroup']) && one['SharingGroup']['uuid'] === uuid,
      )
      if (!isUuid(uuid) || !found) throw new Refusal(404, 'Invalid sharing group')
      return { body: found }
    }),
  // A pulling MISP asks for these after each event: there are none.
  'shadowattributes/index': async () => ({ body: [] }),
  'galaxyclusters/restsearch': async () => ({ body: { response: [] } }),
  'analystdata/indexminimal': async () => ({ body: {} }),
}

async function groupsOf(asker: Asker): Promise<readonly MispObject[]> {
  const groups = new Map<string, MispObject>()
  for (const { head } of await listEvents(asker)) {
    const group = head === null ? undefined : (JSON.parse(head) as MispObject)['SharingGroup']
    if (!isObject(group) || !isUuid(group['uuid'])) continue
    const organisations = {
      SharingGroupOrg: listOf(group, 'SharingGroupOrg'),
      SharingGroupServer: listOf(group, 'SharingGroupServer'),
    }
    groups.set(group['uuid'], { SharingGroup: group, ...organisations })
  }
  return [...groups.values()]
}
