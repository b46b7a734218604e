import { identifierTypes, properties } from '@shield/core'
import type { IndexedValue, SearchClient } from '@shield/engine'
import type { Logger } from 'pino'

import { loggable } from '../../loggable.ts'
import type { SearchDoor } from '../../search-door.ts'
import type { Database, Tx } from '../../store/database.ts'

const names = Object.values(properties)
  .filter((one) => one.type === 'name')
  .map((one) => one.number)
const identifiers = Object.values(properties)
  .filter((one) => identifierTypes.includes(one.type))
  .map((one) => one.number)
const nameNumbers = new Set<number>(names)

const pageSize = 20_000
const intervalMs = 250

interface Row {
  readonly id: number
  readonly entity_id: number
  readonly kind: number
  readonly property: number
  readonly value: string
  readonly norm: string
  readonly marking_id: number
}

/** The search index of a database: read whole once, then kept up with what committed transactions say has changed. */
export function openSearch(database: Database, index: SearchClient, log: Logger): SearchDoor {
  let followed: Followed = { until: '0', ahead: [] }
  let isClosed = false
  let isLoaded = false
  let running: Promise<void> = Promise.resolve()

  const step = async (): Promise<void> => {
    if (isClosed) return
    try {
      if (isLoaded) followed = await database.inTransaction((tx) => followChanges(tx, index, followed))
      else {
        await index.clear()
        followed = { until: await database.inTransaction((tx) => loadAll(tx, index)), ahead: [] }
        isLoaded = true
      }
    } catch (error) {
      // What the index holds now is not known: it is read anew from the tables, which are the truth.
      isLoaded = false
      if (!isClosed) log.error(loggable(error), 'the search index lost its place and starts anew')
    }
  }
  const queueStep = (): Promise<void> => (running = running.then(step))
  const timer = setInterval(() => void queueStep(), intervalMs)
  timer.unref()
  void queueStep()
  return {
    index,
    upToDate: queueStep,
    close: async () => {
      isClosed = true
      clearInterval(timer)
      await running
      await index.close()
    },
  }
}

const columns = 'st.id, st.entity_id, e.kind, st.property, st.value, st.norm, st.marking_id'

/** Every standing name and identifier, in pages by entity; gives the snapshot it was read at. */
async function loadAll(tx: Tx, index: SearchClient): Promise<string> {
  await tx.client.query('set transaction isolation level repeatable read')
  const until = await snapshot(tx)
  await tx.client.query(
    `declare standing no scroll cursor for select ${columns} from statement st join entity e on e.id = st.entity_id
     where st.retracted_at is null and st.property = any('{${[...names, ...identifiers].join(',')}}'::smallint[])`,
  )
  for (;;) {
    const page = await tx.client.query<Row>(`fetch ${pageSize} from standing`)
    if (page.rows.length === 0) return until
    await index.add(page.rows.flatMap(indexed))
  }
}

/** How far the index has followed: every change of transactions below `until`, and of later ones those with these numbers. */
interface Followed {
  readonly until: string
  readonly ahead: readonly number[]
}

/**
 * Reads again what has changed since. Not only what is older than every running transaction: an import runs for minutes,
 * and what others raise or take back meanwhile must not wait for it.
 */
async function followChanges(
  tx: Tx,
  index: SearchClient,
  { until: from, ahead }: Followed,
): Promise<Followed> {
  const until = await snapshot(tx)
  const changed = await tx.client.query<{ id: number; entity: number; is_ahead: boolean }>(
    `select id, unnest(entity_ids) as entity, transaction >= $3::xid8 as is_ahead from index_change
     where transaction >= $1::xid8 and id <> all($2::bigint[])`,
    [from, ahead, until],
  )
  const ids = [...new Set(changed.rows.map((row) => row.entity))]
  for (let at = 0; at < ids.length; at += 5000) await readAgain(tx, index, ids.slice(at, at + 5000))
  const still = ahead.length === 0 ? [] : await stillAhead(tx, ahead, until)
  const fresh = new Set(changed.rows.flatMap((row) => (row.is_ahead ? [row.id] : [])))
  return { until, ahead: [...still, ...fresh] }
}

async function stillAhead(tx: Tx, ahead: readonly number[], until: string): Promise<readonly number[]> {
  const found = await tx.client.query<{ id: number }>(
    'select id from index_change where id = any($1::bigint[]) and transaction >= $2::xid8',
    [ahead, until],
  )
  return found.rows.map((row) => row.id)
}

async function readAgain(tx: Tx, index: SearchClient, ids: readonly number[]): Promise<void> {
  const standing = await tx.client.query<Row>(
    // Entity by entity: an array of 5,000 ids is looked for in each of the partitions (260 ms; so 60 ms).
    `select ${columns} from unnest($1::bigint[]) as changed (id) join entity e on e.id = changed.id
     cross join lateral (select * from statement where entity_id = changed.id offset 0) as st
     where st.retracted_at is null and st.property = any($2::smallint[])`,
    [ids, [...names, ...identifiers]],
  )
  await index.replace({ entities: ids, values: standing.rows.flatMap(indexed) })
}

/** Transactions below this are over: whatever they changed is here to be read, and none is skipped. */
async function snapshot(tx: Tx): Promise<string> {
  const found = await tx.client.query<{ xmin: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
  )
  return found.rows[0]?.xmin ?? '0'
}

function indexed(row: Row): readonly IndexedValue[] {
  const isName = nameNumbers.has(row.property)
  const text = isName ? row.value : row.norm
  if (text === '') return []
  return [
    {
      entity: row.entity_id,
      kind: row.kind,
      property: row.property,
      type: isName ? 'name' : 'identifier',
      text: text.slice(0, 500),
      marking: row.marking_id,
    },
  ]
}
