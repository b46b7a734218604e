import type { Tx } from '../store/database.ts'

export interface WaitingEvent {
  readonly id: string
  readonly event: Buffer
}

/** Events that get their places now, and what has been seen when they have them (text of a pg_snapshot). */
export interface Waiting {
  readonly events: readonly WaitingEvent[]
  readonly seen: string | null
}

interface Row extends WaitingEvent {
  readonly transaction: string
  readonly now: string
}

/** Beyond every transaction of this cluster that has begun. */
const beyond = 'pg_snapshot_xmax(pg_current_snapshot())'

/** What the last head has seen, unless it is of another cluster, whose transaction numbers lie beyond every one of ours. */
const seen = `select c.seen from audit_checkpoint c
  where pg_snapshot_xmax(c.seen) <= ${beyond} and c.size = (select max(size) from audit_checkpoint)`

/**
 * The committed events that have no place, in the order of transaction and id. They are looked for among the transactions that the
 * last head has not seen: those that were under way then, and later ones. What runs long costs a look at its own number.
 * A database that was dumped and restored brings the transaction numbers of its old cluster along. With `foreign` those that
 * lie beyond every transaction of this cluster come first; that reads all of them, so it is for a beginning only.
 */
export async function findWaiting(
  tx: Tx,
  { foreign, limit }: { readonly foreign: boolean; readonly limit: number },
): Promise<Waiting> {
  // A plan kept from when the tables were small reads all of them each time.
  await tx.client.query('set local plan_cache_mode = force_custom_plan')
  const last = (await tx.client.query<{ seen: string }>(seen)).rows[0]?.seen ?? null
  const found = await tx.client.query<Row>(
    `select i.id, i.event, i.transaction::text, pg_current_snapshot()::text as now from audit_intake i
     where ((i.transaction >= coalesce(pg_snapshot_xmax($1::pg_snapshot), '0'::xid8) and i.transaction < ${beyond})
            or i.transaction = any(array(select pg_snapshot_xip($1::pg_snapshot)))
            or ($2 and i.transaction >= ${beyond}))
       and not exists (select 1 from audit_leaf l where l.audit_id = i.id)
     order by i.transaction >= ${beyond} desc, i.transaction, i.id limit $3`,
    [last, foreign, limit],
  )
  const newest = found.rows.at(-1)
  if (!newest) return { events: [], seen: last }
  return { events: found.rows, seen: found.rows.length < limit ? newest.now : seenUntil(newest, last) }
}

/** Of more than is placed at once everything before the last transaction is; a foreign one says nothing of ours. */
function seenUntil({ transaction, now }: Row, last: string | null): string | null {
  const [, after = '0', running = ''] = now.split(':')
  const until = BigInt(transaction)
  if (until >= BigInt(after)) return last
  const under = running.split(',').filter((one) => one !== '' && BigInt(one) < until)
  return `${under[0] ?? transaction}:${transaction}:${under.join(',')}`
}

/** Events that have no place: those that wait for one, and those that came behind their time and never get one. */
export async function withoutPlace(tx: Tx): Promise<{ readonly waiting: number; readonly late: number }> {
  const found = await tx.client.query<{ waiting: number; late: number }>(
    `with last as (${seen})
     select count(*) filter (where not is_late) as waiting, count(*) filter (where is_late) as late
     from (select coalesce(pg_visible_in_snapshot(i.transaction, (select seen from last)), false) as is_late
           from audit_intake i where not exists (select 1 from audit_leaf l where l.audit_id = i.id)) as without`,
  )
  return found.rows[0] ?? { waiting: 0, late: 0 }
}
