import type { RecallReport } from '@shield/contract'

import { auditAll, takenAlong } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import { newId } from '#store/identifier.ts'
import type { Node, Visit } from '../../context.ts'
import { postAll, readsNewest } from '../../peer/index.ts'
import type { Arrived, Outcome } from '../../peer/index.ts'
import { candidatesResting } from '../linking/index.ts'

type Place = RecallReport['places'][number]

/** What follows the tables is done within seconds; until then it is looked at again rather than told as open. */
const patientMs = 5 * 60_000
const againMs = 5_000
/** What one message tells together. A report that names a thousand holders has some 100 kB, and a message may have 2 MB. */
const mostTogether = 100
const mostBytes = 500_000

/** Has the node look, when the act is committed, whether releases that were taken back are gone from everywhere. */
export async function askForReports(
  { tx }: Visit,
  releases: readonly string[],
  at = new Date(0),
): Promise<void> {
  const [only] = releases
  if (only === undefined) return
  // Asked for alone again, it is looked at once; a list has no name, and what it says twice does no harm.
  const key = releases.length === 1 ? { key: `report-recall:${only}` } : {}
  await enqueue(tx, 'exchange.report-recalls', { releases }, { ...key, at })
}

interface Hidden {
  readonly release: string
  readonly created_at: Date
  readonly recalled_at: Date
  readonly entities: number[]
  readonly wires: string[]
  readonly hidden: number
  readonly standing: number
}

/** Looks place by place for what was taken back, and tells its owner; again later for those of which a place is open. */
export async function reportRecalls(
  node: Node,
  { releases }: { readonly releases: readonly string[] },
): Promise<void> {
  // Both have passed the commit that hid it, or this fails and comes again.
  await node.search.upToDate()
  await node.graph.upToDate()
  await node.database.inTransaction(async (tx) => {
    const visit: Visit = { tx, node, now: node.now(), requestId: newId() }
    const reports = await look(visit, releases)
    const open = reports.filter((one) => !one.complete)
    for (const [isPatient, some] of Map.groupBy(open, (one) => one.isPatient))
      await askForReports(
        visit,
        some.map((one) => one.release),
        new Date(visit.now.getTime() + (isPatient ? againMs : patientMs)),
      )
    const told = reports.filter((one) => one.complete || !one.isPatient)
    for (const [peer, some] of Map.groupBy(told, (one) => one.peer)) await tell(visit, peer, some)
    await auditAll(
      visit,
      told.map(({ peer, release, complete }) => ({
        ...{ action: 'recall.reported', object: release, detail: { to: peer, complete } },
      })),
    )
  })
}

/**
 * Tells an owner of its recalls, a hundred a message: of 10,000 recalls each of these was a message with its receipt, and
 * they were a third of the work of both nodes.
 */
async function tell(visit: Visit, peer: string, told: readonly Report[]): Promise<void> {
  const most = (await readsNewest(visit, peer, 'recall-report')) ? mostTogether : 1
  const messages: { reports: RecallReport[]; bytes: number }[] = []
  for (const { release, complete, places } of told) {
    const report = { release, complete, places }
    const bytes = Buffer.byteLength(JSON.stringify(report))
    const last = messages.at(-1)
    if (!last || last.reports.length >= most || last.bytes + bytes > mostBytes)
      messages.push({ reports: [report], bytes })
    else {
      last.reports.push(report)
      last.bytes += bytes
    }
  }
  await postAll(
    visit,
    messages.map(({ reports }) => ({
      ...{ peer, kind: 'recall-report', about: nameOf(reports), body: { reports } },
    })),
  )
}

/** What several speak of has no name; the release that one speaks of is its name. */
function nameOf(reports: readonly Pick<RecallReport, 'release'>[]): string {
  const [first, second] = reports
  return first && !second ? first.release : ''
}

interface Report {
  readonly release: string
  /** Who has told us to hide it. */
  readonly peer: string
  readonly places: Place[]
  readonly complete: boolean
  /** What is still open may be done in a moment. */
  readonly isPatient: boolean
}

async function look(visit: Visit, releases: readonly string[]): Promise<readonly Report[]> {
  const tellers = await visit.tx.client.query<{ release: string; peer: string }>(
    `select distinct on (release_id) release_id as release, peer from recalled_release where release_id = any($1::uuid[])
     order by release_id, peer`,
    [releases],
  )
  const hidden = await findHidden(visit, releases)
  const places = await placesOf(visit, hidden)
  return tellers.rows.map(({ release, peer }) => {
    const found = hidden.find((one) => one.release === release)
    const own = places.get(release) ?? []
    return {
      ...{ release, peer, places: own, complete: own.every((one) => one.state !== 'open') },
      isPatient: found !== undefined && visit.now.getTime() - found.recalled_at.getTime() < patientMs,
    }
  })
}

/**
 * Everything that any version of a release has written here, under whatever batch. Standing and ended records are asked for apart:
 * each has an index of its own, and without either condition the whole table would be read. What is counted is counted once and
 * not for each release again (37 ms for a hundred, so 10).
 */
async function findHidden({ tx }: Visit, releases: readonly string[]): Promise<readonly Hidden[]> {
  const found = await tx.client.query<Hidden>(
    `with own as (
       select r.id as release, rec.id as record
       from release r join batch b on b.id = r.batch_id cross join lateral (
         select id from record where source_id = b.source_id and key = r.id::text and ended_at is null
         union all select id from record where source_id = b.source_id and key = r.id::text and ended_at is not null) as rec
       where r.id = any($1::uuid[]) and r.direction = 'in' and r.state = 'recalled'),
     said as materialized (
       select o.release, array_agg(distinct e.id) as entities, array_agg(distinct e.wire::text) as wires,
         count(*) filter (where st.retracted_at is not null) as hidden, count(*) filter (where st.retracted_at is null) as standing
       from own o join statement st on st.record_id = o.record join entity e on e.id = st.entity_id group by o.release),
     linked as materialized (
       select o.release, count(*) filter (where l.retracted_at is not null) as hidden, count(*) filter (where l.retracted_at is null) as standing
       from own o join link l on l.record_id = o.record group by o.release)
     select r.id as release, r.created_at, r.recalled_at, coalesce(s.entities, '{}') as entities, coalesce(s.wires, '{}') as wires,
       coalesce(s.hidden, 0) + coalesce(l.hidden, 0) as hidden, coalesce(s.standing, 0) + coalesce(l.standing, 0) as standing
     from release r left join said s on s.release = r.id left join linked l on l.release = r.id
     where r.id = any($1::uuid[]) and r.direction = 'in' and r.state = 'recalled' and r.batch_id is not null`,
    [releases],
  )
  return found.rows
}

/** What each place of this node says of each release. */
async function placesOf(visit: Visit, found: readonly Hidden[]): Promise<ReadonlyMap<string, Place[]>> {
  const { tx, node } = visit
  const openIf = (count: number): Place['state'] => (count > 0 ? 'open' : 'clear')
  const resting = await candidatesResting(
    tx,
    found.flatMap((one) => one.entities),
  )
  const exported = await takenAlong(
    tx,
    found.flatMap(({ release, wires, created_at: since }) =>
      wires.map((entity) => ({ of: release, entity, since })),
    ),
  )
  const onward = await handedOn(visit, found)
  const { backupDays } = node.config
  const of = ({ release, entities, hidden, standing, recalled_at: recalledAt }: Hidden): Place[] => {
    const candidates = entities.reduce((sum, entity) => sum + (resting.get(entity) ?? 0), 0)
    const holders = exported.get(release) ?? []
    const further = onward.get(release) ?? []
    const waiting = further.filter((one) => !one.complete).length
    return [
      { place: 'tables', state: openIf(standing), count: standing > 0 ? standing : hidden },
      { place: 'search', state: openIf(standing), count: entities.length },
      { place: 'graph', state: openIf(standing), count: entities.length },
      { place: 'candidates', state: openIf(candidates), count: candidates },
      {
        place: 'exports',
        state: holders.length > 0 ? 'gone-out' : 'clear',
        count: holders.length,
        holders: holders.map(({ organisation, at }) => ({ organisation, at: at.toISOString() })),
      },
      { place: 'onward', state: openIf(waiting), count: further.length },
      ...further.flatMap(({ peer, places }) =>
        places.map((one) => ({ ...one, through: [peer, ...(one.through ?? [])] })),
      ),
      ...(backupDays === undefined
        ? []
        : [{ place: 'backups', state: 'until', count: 0, until: dayAfter(recalledAt, backupDays) } as const]),
    ]
  }
  return new Map(found.map((one) => [one.release, of(one)]))
}

interface Further {
  readonly peer: string
  /** It has told that it is gone from everywhere there. */
  readonly complete: boolean
  readonly places: readonly Place[]
}

/** Where what we passed on went, and what each of those nodes has told of taking it back. */
async function handedOn(
  { tx }: Visit,
  found: readonly Hidden[],
): Promise<ReadonlyMap<string, readonly Further[]>> {
  const told = await tx.client.query<{ of: string; peer: string; complete: boolean; places: Place[] | null }>(
    `select r.passed_from as of, r.peer, r.state = 'recalled' and coalesce(w.complete, false) as complete, w.report->'places' as places
     from release r left join recall_report w on w.release_id = r.id
     where r.passed_from = any($1::uuid[]) and exists (select 1 from outbox o where o.about = r.id::text and o.kind = 'release')
     order by r.id`,
    [found.map((one) => one.release)],
  )
  const rows = told.rows.map(({ of, peer, complete, places }) => ({
    of,
    peer,
    complete,
    places: places ?? [],
  }))
  return Map.groupBy(rows, (row) => row.of)
}

function dayAfter(from: Date, days: number): string {
  return new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Keeps what a partner says of recalls of ours; its last word on each counts. */
export async function keepReports(
  visit: Visit,
  messages: readonly Arrived<'recall-report'>[],
): Promise<readonly Outcome[]> {
  const { tx } = visit
  const from = messages[0]?.from ?? ''
  const told = messages.flatMap(({ body, created }) => body.reports.map((one) => ({ ...one, created })))
  const found = await tx.client.query<{ id: string; passed_from: string | null }>(
    `select id, passed_from from release where id = any($1::uuid[]) and direction = 'out' and peer = $2 and state in ('recalling', 'recalled')`,
    [told.map((one) => one.release), from],
  )
  const ours = new Set(found.rows.map((row) => row.id))
  // Whoever owns it hears from us where else it is gone from now.
  const owners = found.rows.flatMap((row) => row.passed_from ?? [])
  const kept = told.filter((one) => ours.has(one.release))
  // A row can be written once by one statement: of several reports on one release the last, which says what stands.
  const last = [...new Map(kept.map((one) => [one.release, one])).values()]
  await tx.client.query(
    `insert into recall_report (release_id, report, complete, at)
     select t.release, jsonb_build_object('places', t.places::jsonb), t.complete, t.at
     from unnest($1::uuid[], $2::text[], $3::boolean[], $4::timestamptz[]) as t (release, places, complete, at)
     on conflict (release_id) do update set report = excluded.report, complete = excluded.complete, at = excluded.at
     where excluded.at >= recall_report.at`,
    [
      last.map((one) => one.release),
      last.map((one) => JSON.stringify(one.places)),
      last.map((one) => one.complete),
      last.map((one) => one.created),
    ],
  )
  await auditAll(
    visit,
    kept.map(({ release, complete }) => ({
      ...{ action: 'recall.reported', object: release, detail: { from, complete } },
    })),
  )
  await askForReports(visit, owners)
  return messages.map(({ body: { reports } }) => {
    const about = nameOf(reports)
    return reports.some((one) => ours.has(one.release))
      ? { state: 'applied', about }
      : { state: 'refused', code: 'NOT-OWNER', about }
  })
}
