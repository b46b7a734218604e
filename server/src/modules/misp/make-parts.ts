import { tlps } from '@shield/core'
import type { Tlp } from '@shield/core'
import { mispObject, mispReference, mispUuid, tlpTag } from '@shield/formats'

import { isKeptHome } from '../../kept-home.ts'
import { gatherEntities, gatherLinks } from '../search/index.ts'
import type { GatheredEntity, Taker } from '../search/index.ts'
import { isObject, isUuid, isYes, listOf, mayHave, stampOf, textOf, travelling } from './body.ts'
import type { MispObject } from './body.ts'

/** One client's events while they are brought up to date; the row of the feed is locked. */
export interface Filling extends Taker {
  readonly now: Date
  readonly client: string
  /** UUID of the client's organisation. */
  readonly organisation: string
  readonly bits: Uint8Array
  /** Changes of the outlet up to here were followed. */
  readonly position: number
}

export type PartName = 'Event' | 'Attribute' | 'Object' | 'EventReport'

export interface Made {
  readonly member: number
  /** UUID of a source's own event; undefined for what is put in an event made of its source. */
  readonly event: string | undefined
  readonly source: number
  readonly uuid: string
  readonly name: PartName
  readonly part: MispObject
  readonly tlp: Tlp
  /** The source's own time, in seconds; 0 where it has none. */
  readonly stamp: number
  readonly shown: string
}

interface Origin {
  readonly key: string
  readonly source: number
  readonly organisation: string
  readonly event: string | undefined
  readonly headerMember: number | undefined
}

interface Head {
  readonly tlp: Tlp
}

/** What a client may have of some entities, as parts of events. A part of an event whose head it may not have is not there. */
export async function makeParts(filling: Filling, ids: readonly number[]): Promise<readonly Made[]> {
  const gathered = (await gatherEntities(filling, { ids, bits: filling.bits, format: 'misp' })).filter(
    (entity) => !isKeptHome(entity, filling.now),
  )
  const numbers = gathered.map((entity) => entity.number)
  const origins = await originsOf(filling, numbers)
  const bodies = await mispRecords(
    filling,
    gathered.flatMap((entity) => entity.records),
  )
  const heads = new Map<string, Head>()
  const made: Made[] = []
  const rest: GatheredEntity[] = []
  for (const entity of gathered) {
    const origin = origins.get(entity.number)
    if (!origin) continue
    const said = entity.records.flatMap((record) => bodies.get(record) ?? [])
    const reader = {
      organisation: filling.organisation,
      isOwn: origin.organisation === filling.actor.organisation,
    }
    if (said.some(({ body }) => isOfVictim(body) || !mayHave(body, reader))) continue
    const isHead = origin.event === undefined && said.some(({ key }) => key === origin.key)
    if (isHead && isUuid(origin.key) && isObject(entity.body)) {
      made.push(headPart(entity, origin))
      heads.set(origin.key, { tlp: entity.tlp })
    } else if (said.length === 0 || origin.event !== undefined) rest.push(entity)
  }
  await standingHeads(filling, [...origins.values()], heads)
  const written: GatheredEntity[] = []
  for (const entity of rest) {
    const origin = origins.get(entity.number)
    const head = origin?.event === undefined ? undefined : heads.get(origin.event)
    if (!origin || (origin.event !== undefined && !head)) continue
    const own = ownPart(entity, origin, head)
    if (own) made.push(own)
    else written.push(entity)
  }
  const links = await referencesOf(filling, written)
  for (const entity of written) {
    const origin = origins.get(entity.number)
    if (origin) made.push(objectPart(entity, origin, links.get(entity.id) ?? []))
  }
  return made
}

/** MISP's own object for one who suffered: it goes out by no door. */
const isOfVictim = (body: MispObject): boolean => textOf(body, 'name') === 'victim'

async function originsOf(filling: Filling, ids: readonly number[]): Promise<ReadonlyMap<number, Origin>> {
  const found = await filling.tx.client.query<{
    readonly id: number
    readonly key: string
    readonly source_id: number
    readonly organisation: string
    readonly event: string | null
    readonly header: number | null
  }>(
    `select e.id, e.key, e.source_id, s.organisation, h.key as event, h.id as header
     from entity e join source s on s.id = e.source_id
     left join lateral (
       select f.id, f.key from link l join entity f on f.id = l.from_entity
       where l.to_entity = e.id and l.source_id = e.source_id and l.retracted_at is null and l.key = e.key || '#event'
         and visible($2, l.marking_id) limit 1) as h on true
     where e.id = any($1::bigint[])`,
    [ids, Buffer.from(filling.bits)],
  )
  return new Map(
    found.rows.map((row) => [
      row.id,
      {
        ...{ key: row.key, source: row.source_id, organisation: row.organisation },
        ...{ event: row.event ?? undefined, headerMember: row.header ?? undefined },
      },
    ]),
  )
}

async function mispRecords(
  filling: Filling,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { readonly key: string; readonly body: MispObject }>> {
  const found = await filling.tx.client.query<{ id: number; key: string; body: MispObject }>(
    `select r.id, r.key, r.body from record r join batch b on b.id = r.batch_id where r.id = any($1::bigint[]) and b.format = 'misp'`,
    [ids],
  )
  return new Map(found.rows.map(({ id, key, body }) => [id, { key, body }]))
}

/** Heads that the client has already. */
async function standingHeads(
  filling: Filling,
  origins: readonly Origin[],
  heads: Map<string, Head>,
): Promise<void> {
  const members = new Set(origins.flatMap((origin) => origin.headerMember ?? []))
  const found = await filling.tx.client.query<{ event: string; tlp: Tlp }>(
    `select event, tlp from misp_part where client_id = $1 and member = any($2::bigint[]) and name = 'Event' and not is_deleted`,
    [filling.client, [...members]],
  )
  for (const { event, tlp } of found.rows) if (!heads.has(event)) heads.set(event, { tlp })
}

function headPart(entity: GatheredEntity, origin: Origin): Made {
  const body = entity.body as MispObject
  return {
    ...{ member: entity.number, event: origin.key, source: origin.source, uuid: origin.key, name: 'Event' },
    part: withTlp(travelling(body), entity.tlp),
    ...{ tlp: entity.tlp, stamp: stampOf(body), shown: entity.id },
  }
}

/** The source's own part as it came. */
function ownPart(entity: GatheredEntity, origin: Origin, head: Head | undefined): Made | undefined {
  const { body } = entity
  if (!head || !isObject(body) || !isUuid(body['uuid']) || isYes(body['deleted'])) return undefined
  const name: PartName =
    body['type'] !== undefined ? 'Attribute' : body['content'] === undefined ? 'Object' : 'EventReport'
  const isStricter = tlps.indexOf(entity.tlp) > tlps.indexOf(head.tlp)
  const whole = travelling(body)
  const part =
    name === 'Attribute' && isStricter
      ? withTlp(whole, entity.tlp)
      : name === 'Object' && isStricter
        ? { ...whole, Attribute: listOf(whole, 'Attribute').map((one) => withTlp(one, entity.tlp)) }
        : whole
  return {
    ...{ member: entity.number, event: origin.event, source: origin.source, uuid: body['uuid'], name, part },
    ...{ tlp: entity.tlp, stamp: stampOf(body), shown: entity.id },
  }
}

function objectPart(entity: GatheredEntity, origin: Origin, references: readonly MispObject[]): Made {
  return {
    ...{ member: entity.number, event: origin.event, source: origin.source, uuid: mispUuid(entity.id) },
    name: 'Object',
    part: { ...mispObject(entity), ...(references.length === 0 ? {} : { ObjectReference: references }) },
    ...{ tlp: entity.tlp, stamp: 0, shown: entity.id },
  }
}

/** A colour that holds here is said, where the source said none or a looser one. */
function withTlp(body: MispObject, tlp: Tlp): MispObject {
  const tags = listOf(body, 'Tag')
  const stated = tags.map((tag) => String(tag['name']).toUpperCase().replace(/^TLP:/, ''))
  const isSaid = stated.some((name) => name === tlp || (name === 'WHITE' && tlp === 'CLEAR'))
  return isSaid || tlp === 'CLEAR' ? body : { ...body, Tag: [...tags, tlpTag(tlp)] }
}

const linkPage = 5000

/** Relations from entities that are written as objects, by the first end; both ends have to be there. */
async function referencesOf(
  filling: Filling,
  entities: readonly GatheredEntity[],
): Promise<ReadonlyMap<string, readonly MispObject[]>> {
  const references = new Map<string, MispObject[]>()
  const from = new Set(entities.map((entity) => entity.id))
  for (let after = 0; entities.length > 0;) {
    const touching = entities.map((entity) => entity.number)
    const asked = { bits: filling.bits, format: 'misp', touching, after, most: linkPage }
    const links = await gatherLinks(filling, asked)
    for (const link of links) {
      if (!from.has(link.from)) continue
      const reference = mispReference(link, mispUuid(link.from), mispUuid(link.to))
      references.set(link.from, [
        ...(references.get(link.from) ?? []),
        { ...reference, member: link.between[1] },
      ])
    }
    if (links.length < linkPage) break
    after = links.at(-1)?.number ?? 0
  }
  return references
}
