import { isGrade, markingText, ungraded } from '@shield/core'
import type { PropertyName, SourceRecord, StatedLink, StatedValue } from '@shield/core'
import type { PackageLink, PackageStatement, ReleaseMessage } from '@shield/contract'
import { clean } from '@shield/formats'

import type { Tx } from '#store/database.ts'
import { newId } from '#store/identifier.ts'
import type { Visit } from '../../context.ts'
import { createBatchWriter } from '../registry/index.ts'

export interface Written {
  readonly batch: number
  readonly marking: number
}

/** Writes what one version of a release holds; hiding it is undoing the batch. */
export async function writePackage(visit: Visit, body: ReleaseMessage): Promise<Written> {
  const [written] = await writePackages(visit, [body])
  if (!written) throw new Error('a package was not written')
  return written
}

/** Writes the packages of different releases, each with a batch of its own, those of one source and marking together. */
export async function writePackages(
  visit: Visit,
  bodies: readonly ReleaseMessage[],
): Promise<readonly Written[]> {
  const markings = await markingsOf(visit, bodies)
  const sources = await sourcesOf(visit, bodies, markings)
  const batches = await openBatches(visit, bodies, { markings, sources })
  const written = bodies.map((_, at) => ({ batch: batches[at] ?? 0, marking: markings[at] ?? 0 }))
  const isSame = (one: number, other: number): boolean =>
    sources[one] === sources[other] && markings[one] === markings[other]
  for (let at = 0, end = 0; at < bodies.length; at = end) {
    while (end < bodies.length && isSame(at, end)) end += 1
    const marking = markings[at] ?? 0
    const writing = { id: batches[at] ?? 0, source: sources[at] ?? 0, batches: batches.slice(at, end) }
    const writer = createBatchWriter(visit.tx, writing, { markingOf: () => marking, grade: ungraded })
    await writer.write(bodies.slice(at, end).map(recordOf))
  }
  return written
}

function recordOf({ release, package: contents }: ReleaseMessage): SourceRecord {
  return {
    key: release,
    version: '',
    body: contents as never,
    entities: contents.entities.map((one) => ({
      ...{ key: one.entity, kind: one.kind, values: one.statements.map(valueOf) },
    })),
    links: contents.links.map(linkOf),
    place: {},
  }
}

function linkOf({ link, kind, from, to, starts, ends, amount, detail }: PackageLink): StatedLink {
  return {
    ...{ key: link, kind, from, to },
    ...(starts === undefined ? {} : { starts }),
    ...(ends === undefined ? {} : { ends }),
    ...(amount === undefined ? {} : { amount: amount.amount, currency: amount.currency }),
    ...(detail === undefined ? {} : { detail }),
  }
}

function valueOf(one: PackageStatement): StatedValue {
  const cleaned = clean(one.property as PropertyName, one.value)
  return {
    property: one.property as PropertyName,
    value: one.value,
    norm: 'norm' in cleaned ? cleaned.norm : '',
    grade: isGrade(one.grade) ? one.grade : ungraded,
    ...(one.from === undefined ? {} : { from: one.from }),
    ...(one.until === undefined ? {} : { until: one.until }),
  }
}

async function markingsOf({ tx, node }: Visit, bodies: readonly ReleaseMessage[]): Promise<number[]> {
  // One that this transaction itself writes is not in the book yet, and would be asked for again and again.
  const known = new Map<string, number>()
  const markings: number[] = []
  for (const { package: contents } of bodies) {
    const text = markingText(contents.marking)
    const marking = known.get(text) ?? (await node.markings.intern(tx, contents.marking))
    known.set(text, marking)
    markings.push(marking)
  }
  return markings
}

/** A source for what each organisation of a partner owns and releases, the same for all of it, whoever passed it on. */
async function sourcesOf(
  { tx }: Visit,
  bodies: readonly ReleaseMessage[],
  markings: readonly number[],
): Promise<number[]> {
  const known = new Map<string, number>()
  const sources: number[] = []
  for (const [at, { organisation, package: contents }] of bodies.entries()) {
    const from = contents.marking.node
    const source =
      known.get(organisation) ?? (await openSource(tx, { from, organisation, marking: markings[at] ?? 0 }))
    known.set(organisation, source)
    sources.push(source)
  }
  return sources
}

interface Releasing {
  readonly from: string
  readonly organisation: string
  readonly marking: number
}

async function openSource(tx: Tx, { from, organisation, marking }: Releasing): Promise<number> {
  const name = `Released by ${organisation}`
  // One source whatever the marking: two releases of one entity are two records of it. The partner's row is locked, so nobody races.
  const known = await tx.db
    .selectFrom('source')
    .select('id')
    .where('organisation', '=', organisation)
    .where('name', '=', name)
    .where('origin_node', '=', from)
    .executeTakeFirst()
  if (known) return known.id
  const made = await tx.db
    .insertInto('source')
    .values({ wire: newId(), organisation, name, origin_node: from, marking_id: marking })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

interface Into {
  readonly markings: readonly number[]
  readonly sources: readonly number[]
}

async function openBatches(
  { tx, now }: Visit,
  bodies: readonly ReleaseMessage[],
  { markings, sources }: Into,
): Promise<number[]> {
  const wires = bodies.map(() => newId())
  const made = await tx.client.query<{ id: number; wire: string }>(
    `insert into batch (wire, source_id, organisation, marking_id, file_name, purpose, format, state, finished_at)
     select t.wire, t.source, t.organisation, t.marking, t.release, t.purpose, 'release', 'done', $1
     from unnest($2::uuid[], $3::bigint[], $4::text[], $5::integer[], $6::text[], $7::text[])
       with ordinality as t (wire, source, organisation, marking, release, purpose, place) order by t.place
     returning id, wire`,
    [
      ...[now, wires, sources],
      bodies.map((body) => body.organisation),
      markings,
      bodies.map((body) => body.release),
      bodies.map((body) => body.purpose),
    ],
  )
  const byWire = new Map(made.rows.map((row) => [row.wire, row.id]))
  return wires.map((wire) => byWire.get(wire) ?? 0)
}
