import type { Tx } from '../store/database.ts'

export interface WaitingEvent {
  readonly id: string
  readonly event: Buffer
}

/** The transaction of the event with the last place; beyond the snapshot's end where it came from another cluster. */
const last = `select p.transaction from audit_leaf l join audit_intake p on p.id = l.audit_id order by l.sequence desc limit 1`

/**
 * Events that may get their places now: those whose transactions are all over, from the one of the last place on.
 * A database that was dumped and restored brings the transaction numbers of its old cluster along. With `foreign` those that
 * lie beyond every transaction of this cluster come first; that reads all of them, so it is for a beginning only.
 */
export async function findWaiting(
  tx: Tx,
  { foreign, limit }: { readonly foreign: boolean; readonly limit: number },
): Promise<readonly WaitingEvent[]> {
  const found = await tx.client.query<WaitingEvent>(
    `with now as (select pg_snapshot_xmin(pg_current_snapshot()) as oldest, pg_snapshot_xmax(pg_current_snapshot()) as beyond),
          last as (${last})
     select i.id, i.event from audit_intake i, now
     where ((i.transaction < oldest
             and i.transaction >= coalesce((select transaction from last where transaction < beyond), '0'::xid8))
            or ($1 and i.transaction >= beyond))
       and not exists (select 1 from audit_leaf l where l.audit_id = i.id)
     order by i.transaction >= beyond desc, i.transaction, i.id limit $2`,
    [foreign, limit],
  )
  return found.rows
}

/** Events that have no place: those that wait for one, and those that came behind their time and never get one. */
export async function withoutPlace(tx: Tx): Promise<{ readonly waiting: number; readonly late: number }> {
  const found = await tx.client.query<{ waiting: number; late: number }>(
    `with last as (${last}), bound as (
       select coalesce((select transaction from last where transaction < pg_snapshot_xmax(pg_current_snapshot())), '0'::xid8) as least)
     select count(*) filter (where i.transaction >= least) as waiting, count(*) filter (where i.transaction < least) as late
     from audit_intake i, bound where not exists (select 1 from audit_leaf l where l.audit_id = i.id)`,
  )
  return found.rows[0] ?? { waiting: 0, late: 0 }
}
