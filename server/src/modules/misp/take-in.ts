import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Json } from '@shield/core'
import { mispUuid } from '@shield/formats'

import type { Node, Visit } from '../../context.ts'
import { templateMarking } from '../../marking-template.ts'
import type { TemplateName } from '../../marking-template.ts'
import { importFile } from '../intake/index.ts'
import { isUuid, listOf, stampOf, textOf } from './body.ts'
import type { MispObject } from './body.ts'
import { Refusal } from './reply.ts'
import type { Asker } from './rights.ts'
import { fillFeed } from './step.ts'

export const sourceOf = (asker: Asker): string => `MISP ${asker.client.name}`

/** How long a request waits until the client's own events show what it brought. */
const patienceMs = 60_000

/** Of the handling a client's credential names, the one that lets the fewest see. */
const byStrictness: readonly TemplateName[] = ['agency', 'protection', 'node', 'open']

interface Held {
  readonly version: string
  readonly body: MispObject
}

/** What this client brought under a UUID, as it stands. */
export async function findBrought(asker: Asker, uuid: string): Promise<Held | undefined> {
  const found = await asker.tx.client.query<Held>(
    `select r.version, r.body from source s join record r on r.source_id = s.id and r.ended_at is null join batch b on b.id = r.batch_id
     where s.organisation = $1 and s.name = $2 and r.key = $3 and b.state <> 'undone' and b.format = 'misp'`,
    [asker.actor.organisation, sourceOf(asker), uuid],
  )
  return found.rows[0]
}

/** A part this client brought, with the UUID of its event. */
export async function findBroughtPart(
  asker: Asker,
  uuid: string,
): Promise<(Held & { readonly event: string }) | undefined> {
  const part = await findBrought(asker, uuid)
  if (!part) return undefined
  const found = await asker.tx.client.query<{ event: string }>(
    `select f.key as event from source s join link l on l.source_id = s.id and l.key = $3 || '#event' join entity f on f.id = l.from_entity
     where s.organisation = $1 and s.name = $2 order by l.id desc limit 1`,
    [asker.actor.organisation, sourceOf(asker), uuid],
  )
  const event = found.rows[0]?.event
  return event === undefined ? undefined : { ...part, event }
}

export const secondsOf = (version: string): number => Math.floor(Date.parse(version) / 1000) || 0

/** A time later than what is held: a newer one wins, an equal one does not. */
export function laterThan(now: Date, version: string): number {
  return Math.max(Math.floor(now.getTime() / 1000), secondsOf(version) + 1)
}

/** An event as it is taken in: what a tool left open is filled, and another MISP's "connected communities" has come one hop. */
export function completed(event: MispObject, asker: Asker, stamp: number): MispObject {
  const hop = (body: MispObject): MispObject =>
    asker.isPeer && textOf(body, 'distribution') === '2' ? { ...body, distribution: '1' } : body
  const part = (body: MispObject): MispObject => ({
    ...hop(body),
    ...(isUuid(body['uuid']) ? {} : { uuid: mispUuid(newId()) }),
    ...(stampOf(body) > 0 ? {} : { timestamp: String(stamp) }),
    ...(Array.isArray(body['Attribute']) ? { Attribute: listOf(body, 'Attribute').map(part) } : {}),
  })
  const lists = ['Attribute', 'Object', 'EventReport'].flatMap((name): [string, Json][] =>
    Array.isArray(event[name]) ? [[name, listOf(event, name).map(part)]] : [],
  )
  return {
    ...hop(event),
    ...(isUuid(event['uuid']) ? {} : { uuid: mispUuid(newId()) }),
    ...(stampOf(event) > 0 ? {} : { timestamp: String(stamp) }),
    ...(event['distribution'] === undefined ? { distribution: '1' } : {}),
    ...(event['published'] === undefined ? { published: false } : {}),
    ...(event['date'] === undefined ? { date: asker.now.toISOString().slice(0, 10) } : {}),
    ...Object.fromEntries(lists),
  }
}

/** Takes an event in by the ordinary intake, under the strictest handling of the credential, and waits until the client's events show it. */
export async function takeIn(node: Node, asker: Omit<Asker, 'tx'>, event: MispObject): Promise<void> {
  const { actor, client } = asker
  const name = byStrictness.find((one) => client.markings.includes(one))
  if (!name || !asker.canWrite) throw new Refusal(403, 'You do not have permission to do that.')
  const folder = join(node.config.dataFolder, 'uploads', node.name)
  const path = join(folder, newId())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(path, JSON.stringify({ Event: event }), { mode: 0o600 })
  try {
    const done = await importFile(node, {
      ...{ path, fileName: 'misp.json', format: 'misp', sourceName: sourceOf(asker as Asker) },
      ...{ organisation: actor.organisation, purpose: asker.purpose },
      marking: templateMarking(name, actor),
    })
    if (done.state !== 'done') throw new Error('an event could not be imported')
    await node.database.inTransaction(async (tx) => {
      const { new: added, changed, rejected } = done.counts
      const visit: Visit & Pick<Asker, 'actor'> = { ...asker, tx }
      await audit(visit, {
        action: 'misp.added',
        object: client.id,
        detail: { new: added, changed, rejected },
      })
    })
  } finally {
    await rm(path, { force: true })
  }
  await fillFeed(node, client.id, patienceMs)
}
