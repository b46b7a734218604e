import { createHash } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import { canonicalJson } from '@shield/core'
import type { Defect, Json } from '@shield/core'
import { readers } from '@shield/formats'

import type { Node, Visit } from '../../context.ts'
import { templateMarking } from '../../marking-template.ts'
import type { TemplateName } from '../../marking-template.ts'
import { Problem } from '../../problem.ts'
import { importFile } from '../intake/index.ts'
import type { Asker } from './asker.ts'
import { fillCollection } from './collection.ts'
import { forgetStatuses } from './status.ts'
import type { Outcome, Status } from './status.ts'
import { readMicros, writeMicros } from './time.ts'

interface Adding {
  readonly requestId: string
  /** Who writes, or a Problem. */
  readonly permitted: (visit: Visit) => Promise<Asker>
  readonly bytes: Buffer
}

interface Posted {
  readonly object: Json
  readonly id: string
  readonly version: string
}

/** What is known of an id and version: the text of its content. */
type Known = ReadonlyMap<string, readonly string[]>

/** How long a request waits until the client's own collection shows what it brought. */
const patienceMs = 10_000

/**
 * Takes an envelope in by the ordinary intake, object by object: one that is wrong fails alone. The same id and version again is a
 * success that changes nothing; with other content it fails, and is kept for whoever has to find out which of the two is right.
 */
export async function addObjects(node: Node, { requestId, permitted, bytes }: Adding): Promise<Status> {
  const now = node.now()
  const visitIn = (tx: Visit['tx']): Visit => ({ tx, node, now, requestId })
  const posted = readEnvelope(bytes, writeMicros(now.getTime() * 1000))
  const faults = await faultsOf(bytes)
  const { asker, known } = await node.database.inTransaction(async (tx) => {
    const found = await permitted(visitIn(tx))
    return { asker: found, known: await findKnown(found, posted) }
  })
  const sorted = sortOut(posted, { faults, known })
  if (sorted.fresh.length > 0) {
    await takeIn(node, asker, sorted.fresh)
    await fillCollection(node, asker.collection, patienceMs)
  }
  const status = statusOf(newId(), now, sorted)
  await node.database.inTransaction(async (tx) => {
    await keepQuarantined({ ...asker, tx }, sorted.conflicting)
    await tx.client.query('insert into taxii_status (id, client_id, at, status) values ($1, $2, $3, $4)', [
      ...[status.id, asker.client.id, now, JSON.stringify(status)],
    ])
    await tx.client.query(forgetStatuses, [now])
    const detail = { success: status.success_count, failure: status.failure_count }
    await audit({ ...asker, tx }, { action: 'taxii.added', object: asker.collection, detail })
  })
  return status
}

function readEnvelope(bytes: Buffer, now: string): readonly Posted[] {
  let envelope: unknown
  try {
    envelope = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Problem('body-invalid', { en: 'This is not JSON', th: 'ไม่ใช่ JSON' })
  }
  const objects = (envelope as { objects?: unknown } | null)?.objects
  if (!Array.isArray(objects) || objects.length === 0)
    throw new Problem('format-unknown', {
      en: 'Send an envelope: {"objects": [...]}',
      th: 'โปรดส่งเป็น {"objects": [...]}',
    })
  return (objects as readonly Json[]).map((object) => {
    const { id, modified, created } = (object ?? {}) as Readonly<Record<string, Json>>
    const version = [modified, created].find(
      (one) => typeof one === 'string' && readMicros(one) !== undefined,
    )
    return { object, id: typeof id === 'string' ? id : '', version: (version as string | undefined) ?? now }
  })
}

/** By place in the envelope, why an object is refused by the reader of every STIX file. */
async function faultsOf(bytes: Buffer): Promise<ReadonlyMap<number, Defect>> {
  const faults = new Map<number, Defect>()
  for await (const item of readers.stix(one(bytes))) {
    if (!('defect' in item) || item.defect.weight !== 'rejected') continue
    const place = /^\/objects\/(\d+)/.exec(item.defect.place.pointer ?? '')?.[1]
    if (place !== undefined && !faults.has(Number(place))) faults.set(Number(place), item.defect)
  }
  return faults
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const keyOf = (id: string, version: string): string => `${id} ${readMicros(version) ?? version}`

/** What this client brought before, else what its collection shows. */
async function findKnown(asker: Asker, posted: readonly Posted[]): Promise<Known> {
  const ids = posted.map((item) => item.id)
  const own = await asker.tx.client.query<{ body: Json }>(
    `select r.body from source s join record r on r.source_id = s.id join batch b on b.id = r.batch_id
     where s.organisation = $1 and s.name = $2 and r.key = any($3::text[]) and b.state <> 'undone' and visible($4, r.marking_id)`,
    [asker.actor.organisation, sourceOf(asker), ids, Buffer.from(asker.bits)],
  )
  const shown = await asker.tx.client.query<{ object: string }>(
    'select object from taxii_version where collection_id = $1 and object_id = any($2::text[])',
    [asker.collection, ids],
  )
  const brought = textsByKey(own.rows.map((row) => row.body))
  const given = textsByKey(shown.rows.map((row) => JSON.parse(row.object) as Json))
  return new Map([...given, ...brought])
}

function textsByKey(bodies: readonly Json[]): Map<string, readonly string[]> {
  const texts = new Map<string, readonly string[]>()
  for (const body of bodies) {
    const { id, modified, created } = body as Readonly<Record<string, string | undefined>>
    const version = modified ?? created
    // An observable has no version: its content may change.
    if (id === undefined || version === undefined) continue
    const key = keyOf(id, version)
    texts.set(key, [...(texts.get(key) ?? []), canonicalJson(body)])
  }
  return texts
}

interface Sorted {
  readonly fresh: readonly Posted[]
  readonly conflicting: readonly Posted[]
  readonly successes: readonly Outcome[]
  readonly failures: readonly Outcome[]
}

function sortOut(
  posted: readonly Posted[],
  { faults, known }: { readonly faults: ReadonlyMap<number, Defect>; readonly known: Known },
): Sorted {
  const fresh: Posted[] = []
  const conflicting: Posted[] = []
  const successes: Outcome[] = []
  const failures: Outcome[] = []
  const inEnvelope = new Map<string, string>()
  for (const [at, item] of posted.entries()) {
    const { id, version } = item
    const fault = faults.get(at)
    if (fault || id === '') {
      failures.push({
        id,
        version,
        message: fault ? `${fault.rule}: ${fault.hint}` : 'not an object with an id',
      })
      continue
    }
    const text = canonicalJson(item.object)
    const key = keyOf(id, version)
    const before = known.get(key) ?? (inEnvelope.has(key) ? [inEnvelope.get(key) ?? ''] : undefined)
    if (before?.includes(text)) successes.push({ id, version, message: 'This version was here already' })
    else if (before) {
      conflicting.push(item)
      const message = 'This version is known with other content: kept aside, nothing changed'
      failures.push({ id, version, message })
    } else {
      inEnvelope.set(key, text)
      fresh.push(item)
      successes.push({ id, version })
    }
  }
  return { fresh, conflicting, successes, failures }
}

const sourceOf = (asker: Asker): string => `TAXII ${asker.client.name}`

/** Of the handling a client's credential names, the one that lets the fewest see. */
const byStrictness: readonly TemplateName[] = ['agency', 'protection', 'node', 'open']

async function takeIn(node: Node, asker: Asker, objects: readonly Posted[]): Promise<void> {
  const { actor, client } = asker
  const name = byStrictness.find((one) => client.markings.includes(one))
  if (!name) throw new Problem('not-allowed')
  const folder = join(node.config.dataFolder, 'uploads', node.name)
  const path = join(folder, newId())
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(path, JSON.stringify({ objects: objects.map((item) => item.object) }), { mode: 0o600 })
  try {
    const done = await importFile(node, {
      ...{ path, fileName: 'taxii.json', format: 'stix', sourceName: sourceOf(asker) },
      ...{ organisation: actor.organisation, purpose: asker.purpose },
      marking: templateMarking(name, actor),
    })
    if (done.state !== 'done') throw new Error('an envelope could not be imported')
  } finally {
    await rm(path, { force: true })
  }
}

async function keepQuarantined(asker: Asker, items: readonly Posted[]): Promise<void> {
  for (const { id, version, object } of items)
    await asker.tx.client.query(
      `insert into taxii_quarantine (id, client_id, object_id, version, hash, object, at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict (client_id, object_id, version, hash) do nothing`,
      [
        ...[newId(), asker.client.id, id, version],
        ...[createHash('sha256').update(canonicalJson(object)).digest(), JSON.stringify(object), asker.now],
      ],
    )
}

/** Clients refuse a status whose lists and counts differ. */
function statusOf(id: string, now: Date, { successes, failures }: Sorted): Status {
  return {
    ...{ id, status: 'complete', request_timestamp: now.toISOString() },
    total_count: successes.length + failures.length,
    ...{ success_count: successes.length, successes },
    ...{ failure_count: failures.length, failures },
    ...{ pending_count: 0, pendings: [] },
  }
}
