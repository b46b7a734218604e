import type pg from 'pg'

import { endAccess } from './end-access.ts'

/**
 * What has to be said anew where a database is not the one it was: numbers of transactions are another cluster's, and so are jobs
 * that somebody was at. Then every way in is ended, and the order that brought it here is over.
 */
export async function settleRestored(
  client: pg.ClientBase,
  order: { readonly id: string; readonly at: Date },
): Promise<void> {
  await renumberChanges(client)
  await client.query(`update graphile_worker._private_jobs set locked_at = null, locked_by = null`)
  await client.query(`update graphile_worker._private_job_queues set locked_at = null, locked_by = null`)
  await endAccess(client, order)
  await client.query(
    `update evacuation set state = 'done', ended_at = $2, closed_at = null, stage = null where id = $1`,
    [order.id, order.at],
  )
}

const followers = ['link_place', 'lead_place', 'outlet_place'] as const

/**
 * Changes that everybody has followed lie before every transaction, the others in this one; who has followed some of those
 * keeps that in `ahead`. With the old numbers a follower would wait until this cluster has counted as far.
 */
async function renumberChanges(client: pg.ClientBase): Promise<void> {
  const followed = (place: string): string =>
    `(c.transaction < (select until from ${place}) or c.id = any((select ahead from ${place})::bigint[]))`
  await client.query(
    `create temp table open_change on commit drop as
     select c.id, ${followers.map((place) => `${followed(place)} as ${place}`).join(', ')} from index_change c
     where not (${followers.map(followed).join(' and ')})`,
  )
  await client.query(`update index_change set transaction = '3'::xid8`)
  await client.query(
    'update index_change set transaction = pg_current_xact_id() where id in (select id from open_change)',
  )
  for (const place of followers)
    await client.query(
      `update ${place} set until = pg_current_xact_id(), ahead = array(select id from open_change where ${place})`,
    )
}
