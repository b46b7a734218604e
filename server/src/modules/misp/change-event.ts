import type { Json } from '@shield/core'

import type { Node } from '../../context.ts'
import { isObject, isUuid, isYes, listOf, stampOf, textOf } from './body.ts'
import type { MispObject } from './body.ts'
import { isProtected, isSignedFor } from './protected.ts'
import type { Proof } from './protected.ts'
import { Refusal } from './reply.ts'
import type { Asker } from './rights.ts'
import { completed, findBrought, findBroughtPart, laterThan, secondsOf, takeIn } from './take-in.ts'
import { findEvent } from './view-event.ts'

const noPermission = 'You do not have permission to do that.'
const noEvent = (): Refusal => new Refusal(404, 'Invalid event.')

/** In one transaction: who asks, and what is decided on what stands; then the intake, in its own. */
export type Within = <Result>(act: (asker: Asker) => Promise<Result>) => Promise<Result>

export interface Change {
  readonly node: Node
  readonly within: Within
}

interface Decided {
  readonly asker: Asker
  readonly event: MispObject
}

/** An event sent, alone or in `Event`. */
export function eventIn(body: Json): MispObject {
  const event = isObject(body) && isObject(body['Event']) ? body['Event'] : body
  if (!isObject(event)) throw new Refusal(400, 'No valid event data received.')
  return event
}

/** A body with what stands for it. */
interface Sent {
  readonly body: Json
  readonly proof: Proof
}

const notSigned = 'the signature of this protected event is not valid.'

/** Adds an event; one that is here is named by its address, as MISP does, so that a peer edits it there. */
export async function addEvent({ node, within }: Change, { body, proof }: Sent): Promise<string> {
  const { asker, event } = await within(async (found): Promise<Decided> => {
    permitWriting(found)
    const sent = completed(eventIn(body), found, Math.floor(found.now.getTime() / 1000))
    const uuid = String(sent['uuid'])
    if (textOf(sent, 'info') === undefined)
      throw new Refusal(403, 'Could not add Event: Info cannot be empty.')
    if (isProtected(sent) && !(await isSignedFor(sent, proof)))
      throw new Refusal(403, `Could not add Event: ${notSigned}`)
    if (await isBlocked(found, uuid))
      throw new Refusal(403, 'Could not add Event: Event blocked by local blocklist.')
    if ((await findBrought(found, uuid)) ?? (await findEvent(found, uuid)))
      throw new Refusal(
        404,
        'Event already exists, if you would like to edit it, use the url in the location header.',
        {
          location: `/misp/events/edit/${uuid}`,
        },
      )
    return { asker: found, event: sent }
  })
  await takeIn(node, asker, event)
  return String(event['uuid'])
}

/** Changes an event that this client brought. Only a newer one wins; what it does not name stays. */
export async function editEvent(
  { node, within }: Change,
  id: string,
  { body, proof }: Sent,
): Promise<string> {
  const { asker, event } = await within(async (found): Promise<Decided> => {
    permitWriting(found)
    const uuid = await uuidOf(found, id)
    const held = await heldEvent(found, uuid, proof)
    const sent = eventIn(body)
    // By the keys it has here; one that becomes protected, by those it brings.
    if (!isProtected(held.body) && isProtected(sent) && !(await isSignedFor(sent, proof)))
      throw new Refusal(403, `Could not edit Event: ${notSigned}`)
    // A person's tool sends back what it read, with the time of it: its save is newer than what it changes.
    const stamp = found.isPeer ? stampOf(sent) : laterThan(found.now, held.version)
    if (found.isPeer && stamp <= secondsOf(held.version))
      throw new Refusal(
        403,
        'Could not edit Event: Event could not be saved: Event in the request not newer than the local copy.',
      )
    const whole: MispObject = { ...held.body, ...sent, uuid, timestamp: String(stamp) }
    const parts = found.isPeer ? whole : await renewed(found, whole)
    return { asker: found, event: completed(parts, found, stamp) }
  })
  await takeIn(node, asker, event)
  return String(event['uuid'])
}

/** Parts that a tool changed but gave no new time get one; those that are as they were stay as they are. */
async function renewed(asker: Asker, event: MispObject): Promise<MispObject> {
  const lists: [string, Json][] = []
  for (const name of ['Attribute', 'Object', 'EventReport']) {
    if (!Array.isArray(event[name])) continue
    const parts: MispObject[] = []
    for (const part of listOf(event, name)) {
      const held = isUuid(part['uuid']) ? await findBrought(asker, part['uuid']) : undefined
      const isChanged = held !== undefined && !saysTheSame(held.body, part)
      parts.push(
        isChanged
          ? { ...held.body, ...part, timestamp: String(laterThan(asker.now, held.version)) }
          : (held?.body ?? part),
      )
    }
    lists.push([name, parts])
  }
  return { ...event, ...Object.fromEntries(lists) }
}

/** Of what is sent, does all stand already? */
function saysTheSame(held: MispObject, sent: MispObject): boolean {
  const untold = new Set([
    'timestamp',
    'id',
    'event_id',
    'object_id',
    'event_uuid',
    'Event',
    'attribute_count',
  ])
  return Object.entries(sent).every(
    ([name, value]) => untold.has(name) || JSON.stringify(value) === JSON.stringify(held[name] ?? value),
  )
}

/** Changes the head of an event: its tags, whether it is published. */
export async function changeHead(
  { node, within }: Change,
  id: string,
  change: (head: MispObject) => MispObject,
): Promise<void> {
  const { asker, event } = await within(async (found): Promise<Decided> => {
    permitWriting(found)
    const uuid = await uuidOf(found, id)
    const held = await heldEvent(found, uuid)
    const timestamp = String(laterThan(found.now, held.version))
    return { asker: found, event: { ...change(held.body), uuid, timestamp } }
  })
  await takeIn(node, asker, event)
}

/** Adds parts to an event that this client brought. */
export async function addParts(
  { node, within }: Change,
  id: string,
  { list, parts }: { readonly list: 'Attribute' | 'Object'; readonly parts: readonly MispObject[] },
): Promise<readonly MispObject[]> {
  const { asker, event } = await within(async (found): Promise<Decided> => {
    permitWriting(found)
    const held = await heldEvent(found, await uuidOf(found, id))
    const stamp = laterThan(found.now, held.version)
    const whole = { ...held.body, timestamp: String(stamp), [list]: parts }
    return { asker: found, event: completed(whole, found, stamp) }
  })
  await takeIn(node, asker, event)
  return listOf(event, list)
}

/** Changes an attribute or an object that this client brought; with its event, which is newer by that. */
export async function changePart(
  { node, within }: Change,
  uuid: string,
  change: (part: MispObject) => MispObject,
): Promise<MispObject> {
  const { asker, event, part } = await within(async (found) => {
    permitWriting(found)
    const held = isUuid(uuid) ? await findBroughtPart(found, uuid) : undefined
    if (!held)
      throw new Refusal(
        (await isSeen(found, uuid)) ? 403 : 404,
        (await isSeen(found, uuid)) ? noPermission : 'Invalid attribute',
      )
    const head = await heldEvent(found, held.event)
    const stamp = laterThan(found.now, held.version > head.version ? held.version : head.version)
    const changed: MispObject = { ...change(held.body), uuid, timestamp: String(stamp) }
    const list = held.body['type'] === undefined ? 'Object' : 'Attribute'
    const whole: MispObject = { ...head.body, uuid: held.event, timestamp: String(stamp), [list]: [changed] }
    return { asker: found, event: whole, part: changed }
  })
  await takeIn(node, asker, event)
  return part
}

/** Deletes an event this client brought with all its parts, and takes it no more. */
export async function deleteEvent({ node, within }: Change, id: string): Promise<void> {
  const { asker, event } = await within(async (found): Promise<Decided> => {
    permitWriting(found)
    const uuid = await uuidOf(found, id)
    const held = await heldEvent(found, uuid)
    const stamp = laterThan(found.now, held.version)
    const parts = await found.tx.client.query<{ body: MispObject; version: string }>(
      `select r.body, r.version from source s join entity h on h.source_id = s.id and h.key = $3
       join link l on l.from_entity = h.id and l.source_id = s.id join entity e on e.id = l.to_entity and l.key = e.key || '#event'
       join record r on r.source_id = s.id and r.key = e.key and r.ended_at is null
       where s.organisation = $1 and s.name = $2`,
      [found.actor.organisation, `MISP ${found.client.name}`, uuid],
    )
    const gone = parts.rows.map(({ body, version }): MispObject => {
      const later = String(Math.max(stamp, secondsOf(version) + 1))
      return { ...body, deleted: true, timestamp: later }
    })
    await found.tx.client.query(
      'insert into misp_blocked (client_id, uuid, at) values ($1, $2, $3) on conflict (client_id, uuid) do nothing',
      [found.client.id, uuid, found.now],
    )
    const lists = {
      Attribute: gone.filter((part) => part['type'] !== undefined),
      Object: gone.filter((part) => part['type'] === undefined && part['content'] === undefined),
      EventReport: gone.filter((part) => part['type'] === undefined && part['content'] !== undefined),
    }
    return { asker: found, event: { ...held.body, uuid, deleted: true, timestamp: String(stamp), ...lists } }
  })
  await takeIn(node, asker, event)
}

/** Adds a tag, or takes it away. A second one of the same name changes nothing. */
export function tagged(body: MispObject, name: string, isWanted: boolean): MispObject {
  const others = listOf(body, 'Tag').filter((tag) => tag['name'] !== name)
  return { ...body, Tag: isWanted ? [...others, { name }] : others }
}

function permitWriting(asker: Asker): void {
  if (!asker.canWrite) throw new Refusal(403, noPermission)
}

async function isBlocked(asker: Asker, uuid: string): Promise<boolean> {
  const found = await asker.tx.client.query('select 1 from misp_blocked where client_id = $1 and uuid = $2', [
    ...[asker.client.id, uuid],
  ])
  return found.rows.length > 0
}

async function isSeen(asker: Asker, uuid: string): Promise<boolean> {
  if (!isUuid(uuid)) return false
  const found = await asker.tx.client.query('select 1 from misp_part where client_id = $1 and uuid = $2', [
    ...[asker.client.id, uuid],
  ])
  return found.rows.length > 0
}

async function uuidOf(asker: Asker, id: string): Promise<string> {
  if (isUuid(id)) return id.toLowerCase()
  const event = await findEvent(asker, id)
  if (!event) throw noEvent()
  return event.uuid
}

/** The head of an event as this client brought it. One that another brought is not its to change; a protected one is changed by a signed body alone. */
async function heldEvent(
  asker: Asker,
  uuid: string,
  proof?: Proof,
): Promise<{ readonly version: string; readonly body: MispObject }> {
  const held = await findBrought(asker, uuid)
  if (!held || isYes(held.body['deleted'])) {
    if (await findEvent(asker, uuid)) throw new Refusal(403, noPermission)
    throw noEvent()
  }
  if (isProtected(held.body) && !(proof && (await isSignedFor(held.body, proof))))
    throw new Refusal(403, `Could not edit Event: ${notSigned}`)
  return held
}
