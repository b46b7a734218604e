import type { Node } from './context.ts'
import { loggable } from './loggable.ts'
import type { Tx } from './store/database.ts'

/** Something kept in memory that is made of the tables: read whole once, then kept up with what committed transactions changed. */
export interface Follower {
  /** As the log names it. */
  readonly name: string
  /** Which entities a line of index_change concerns, in SQL. */
  readonly concerned: 'entity_ids' | 'entity_ids || linked_ids'
  /** Begins anew and reads everything, in a transaction that sees one moment. */
  loadAll(tx: Tx): Promise<void>
  readAgain(tx: Tx, entities: readonly number[]): Promise<void>
}

/** What of a node following needs. */
export type Followable = Pick<Node, 'database' | 'log' | 'urgency'>

export interface Following {
  /** Until committed changes are in. */
  upToDate(): Promise<void>
  /** Until it was read whole; at once after that. */
  loaded(): Promise<void>
  /** What was in memory is lost: everything is read anew. */
  beginAnew(): void
  close(): Promise<void>
}

const intervalMs = 250
const pageSize = 5000

/** Follows until closed. After a fault everything is read anew from the tables, which are the truth. */
export function follow({ database, log, urgency }: Followable, follower: Follower): Following {
  let followed: Followed = { until: '0', ahead: [] }
  let isClosed = false
  let isLoaded = false
  /** How often it began: what was read while the memory was lost is lost as well. */
  let beginnings = 0
  let loading = Promise.withResolvers<undefined>()
  let running: Promise<void> = Promise.resolve()

  const beginAnew = (): void => {
    if (isLoaded) loading = Promise.withResolvers()
    isLoaded = false
    beginnings += 1
  }
  const step = async (): Promise<void> => {
    if (isClosed) return
    const began = beginnings
    try {
      if (isLoaded) followed = await database.inTransaction((tx) => followChanges(tx, follower, followed))
      else {
        followed = { until: await database.inTransaction((tx) => load(tx, follower)), ahead: [] }
        if (began !== beginnings) return
        isLoaded = true
        loading.resolve(undefined)
      }
    } catch (error) {
      // What it holds now is not known.
      beginAnew()
      if (!isClosed) log.error(loggable(error), `the ${follower.name} lost its place and starts anew`)
    }
  }
  const queueStep = (): Promise<void> => (running = running.then(step))
  const timer = setInterval(() => {
    if (!urgency.isOn()) void queueStep()
  }, intervalMs)
  timer.unref()
  void queueStep()
  return {
    upToDate: queueStep,
    loaded: () => loading.promise,
    beginAnew,
    close: async () => {
      isClosed = true
      clearInterval(timer)
      await running
    },
  }
}

/** How far it has followed: every change of transactions below `until`, and of later ones those with these numbers. */
export interface Followed {
  readonly until: string
  readonly ahead: readonly number[]
}

async function load(tx: Tx, follower: Follower): Promise<string> {
  await tx.client.query('set transaction isolation level repeatable read')
  const until = await snapshot(tx)
  await follower.loadAll(tx)
  return until
}

/**
 * Reads again what has changed since. Not only what is older than every running transaction: an import runs for minutes,
 * and what others raise or take back meanwhile must not wait for it.
 */
export async function followChanges(
  tx: Tx,
  follower: Pick<Follower, 'concerned' | 'readAgain'>,
  { until: from, ahead }: Followed,
): Promise<Followed> {
  const until = await snapshot(tx)
  const changed = await tx.client.query<{ id: number; entity: number; is_ahead: boolean }>(
    `select id, unnest(${follower.concerned}) as entity, transaction >= $3::xid8 as is_ahead from index_change
     where transaction >= $1::xid8 and id <> all($2::bigint[])`,
    [from, ahead, until],
  )
  const ids = [...new Set(changed.rows.map((row) => row.entity))]
  for (let at = 0; at < ids.length; at += pageSize) await follower.readAgain(tx, ids.slice(at, at + pageSize))
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

/** Transactions below this are over: whatever they changed is here to be read, and none is skipped. */
async function snapshot(tx: Tx): Promise<string> {
  const found = await tx.client.query<{ xmin: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
  )
  return found.rows[0]?.xmin ?? '0'
}
