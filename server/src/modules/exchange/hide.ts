import { recalledTwin } from '@shield/core'

import { auditAll } from '#audit/index.ts'
import { enqueueAll } from '#store/enqueue.ts'
import { newId } from '#store/identifier.ts'
import type { Node, Visit } from '../../context.ts'
import { undoRecords } from '../registry/index.ts'
import { takeBackOnward } from './follow-owner.ts'

interface Why {
  readonly from: string
  readonly rule?: 'expired'
}

/** Hides releases at once: their rows move to the recalled twin of their block, which nobody reads. */
export async function hide(visit: Visit, ids: readonly string[], why: Why): Promise<void> {
  const { tx } = visit
  await tx.client.query(
    'insert into recalled_release (peer, release_id) select $1, unnest($2::uuid[]) on conflict do nothing',
    [why.from, ids],
  )
  await tx.client.query('delete from early_amendment where peer = $1 and release_id = any($2::uuid[])', [
    ...[why.from, ids],
  ])
  const found = await tx.client.query<Batch & { readonly release: string }>(
    `select id as release, batch_id as id, marking_id as marking from release
     where id = any($2::uuid[]) and peer = $1 and direction = 'in' and state <> 'recalled' and batch_id is not null
     order by array_position($2::uuid[], id) for update`,
    [why.from, ids],
  )
  if (found.rows.length === 0) return
  const twins = await hideBatches(visit, found.rows)
  const hidden = found.rows.map((row) => row.release)
  await tx.client.query(
    `update release set state = 'recalled', recalled_at = $1, marking_id = t.twin,
       package = jsonb_build_object('entities', (select coalesce(jsonb_agg(one || '{"statements":[]}' order by place), '[]')
         from jsonb_array_elements(package->'entities') with ordinality as t (one, place)), 'links', '[]'::jsonb, 'marking', package->'marking')
     from unnest($2::uuid[], $3::integer[]) as t (id, twin) where release.id = t.id`,
    [visit.now, hidden, found.rows.map((row) => twins.get(row.marking))],
  )
  await takeBackOnward(visit, hidden)
  await auditAll(
    visit,
    hidden.map((object) => ({ action: 'release.hidden', object, detail: { ...why } })),
  )
}

interface Batch {
  readonly id: number
  readonly marking: number
}

/** Takes back what versions of releases wrote. Gives the recalled twin of each of their markings. */
export async function hideBatches(
  visit: Visit,
  batches: readonly Batch[],
): Promise<ReadonlyMap<number, number>> {
  const { tx, node } = visit
  await node.markings.all(tx)
  const twins = new Map<number, number>()
  for (const { marking } of batches)
    if (!twins.has(marking))
      twins.set(marking, await node.markings.intern(tx, recalledTwin(node.markings.block(marking))))
  const twinOf = ({ marking }: Batch): number => twins.get(marking) ?? marking
  await undoRecords(tx, ...batches.map((one) => ({ id: one.id, marking: twinOf(one) })))
  await tx.client.query(
    `update batch set state = 'undone', undone_at = $1, marking_id = t.twin
     from unnest($2::bigint[], $3::integer[]) as t (id, twin) where batch.id = t.id`,
    [visit.now, batches.map((one) => one.id), batches.map(twinOf)],
  )
  return twins
}

/** Has releases hidden when the last day of each is over. */
export async function hideAfter(
  { tx }: Visit,
  ...releases: readonly { readonly release: string; readonly expiresOn?: string | undefined }[]
): Promise<void> {
  const jobs = releases.flatMap(({ release, expiresOn }) =>
    expiresOn === undefined ? [] : [{ payload: { release }, key: `expire:${release}`, at: endOf(expiresOn) }],
  )
  await enqueueAll(tx, 'exchange.expire', jobs)
}

/** The first moment after a last day, by the clock both nodes share. */
function endOf(day: string): Date {
  const end = new Date(`${day}T00:00:00Z`)
  end.setUTCDate(end.getUTCDate() + 1)
  return end
}

/** Hides what came in when its last day is over. Nobody has to ask for it, and no partner has to be reached. */
export async function expireRelease(node: Node, { release }: { readonly release: string }): Promise<void> {
  await node.database.inTransaction(async (tx) => {
    const visit: Visit = { tx, node, now: node.now(), requestId: newId() }
    const found = await tx.db
      .selectFrom('release')
      .select(['peer', 'expires_on'])
      .where('id', '=', release)
      .where('direction', '=', 'in')
      .executeTakeFirst()
    if (!found?.expires_on || visit.now < endOf(found.expires_on)) return
    await hide(visit, [release], { from: found.peer, rule: 'expired' })
  })
}

export async function isTakenBack(visit: Visit, from: string, release: string): Promise<boolean> {
  return (await takenBack(visit, from, [release])).has(release)
}

/** Which of these releases their owner has taken back. */
export async function takenBack(
  { tx }: Visit,
  from: string,
  releases: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await tx.client.query<{ id: string }>(
    'select release_id as id from recalled_release where peer = $1 and release_id = any($2::uuid[])',
    [from, releases],
  )
  return new Set(found.rows.map((row) => row.id))
}
