import type { MakeBatch, ReturnBatch, ReturnBatchView } from '@shield/contract'
import type { GateName, TrackName } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { templateMarking } from '../../marking-template.ts'
import { Problem, notFound } from '../../problem.ts'
import { seen } from '../protection/index.ts'
import { getOwnReturn, holdReturn, returnFrom } from './find-return.ts'
import type { ReturnCase } from './find-return.ts'
import { readCursor, writeCursor } from './list-returns.ts'
import { moveTrack } from './note-return.ts'
import { settleReturn, standOf } from './settle-return.ts'

export interface BatchRow {
  readonly id: string
  readonly kind: 'flight' | 'bridge'
  readonly route: string
  readonly leaves_at: Date
  readonly organisation: string
  readonly departed_at: Date | null
}

interface OnBatch {
  readonly id: string
  readonly code: string
  readonly state: 'on' | 'left-behind' | 'departed' | 'taken-off'
  readonly missing: GateName[]
  readonly logistics: string
}

/** Plans a journey of several people. Own organisation's; of its people each sees whom it may see. */
export async function makeBatch(
  ctx: Context,
  { kind, route, leavesAt }: MakeBatch,
): Promise<ReturnBatchView> {
  const { node, organisation, organisationKind } = ctx.actor
  const marking = await ctx.node.markings.intern(
    ctx.tx,
    templateMarking('protection', { node, organisation, organisationKind }),
  )
  const id = newId()
  await ctx.tx.client.query(
    `insert into return_batch (id, marking_id, kind, route, leaves_at, organisation, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [...[id, marking, kind, route.trim(), leavesAt, organisation, ctx.actor.person, ctx.now]],
  )
  await audit(ctx, { action: 'batch.made', object: id })
  const row = {
    id,
    kind,
    route: route.trim(),
    leaves_at: new Date(leavesAt),
    organisation,
    departed_at: null,
  }
  return viewOf(row, [])
}

export async function listBatches(
  ctx: Context,
  query: { readonly cursor?: string; readonly limit?: number },
): Promise<{ items: ReturnBatch[]; next?: string }> {
  const limit = query.limit ?? 50
  const after = readCursor(query.cursor)
  const found = await ctx.tx.client.query<BatchRow>(
    `select * from return_batch where visible($1, marking_id) and ($2::timestamptz is null or (leaves_at, id) < ($2, $3::uuid))
     order by leaves_at desc, id desc limit $4`,
    [ctx.visible, after?.at ?? null, after?.id ?? null, limit + 1],
  )
  const rows = found.rows.slice(0, limit)
  const items: ReturnBatch[] = []
  for (const row of rows) {
    const { items: _, ...head } = viewOf(row, await peopleOn(ctx, row.id))
    items.push(head)
  }
  await audit(ctx, { action: 'batch.listed', detail: { count: rows.length } })
  const last = rows.at(-1)
  return {
    items,
    ...(found.rows.length > limit && last ? { next: writeCursor(last.leaves_at, last.id) } : {}),
  }
}

export async function readBatch(ctx: Context, id: string): Promise<ReturnBatchView> {
  const row = await getBatch(ctx, id)
  await audit(ctx, { action: 'batch.read', object: id })
  return viewOf(row, await peopleOn(ctx, id))
}

/** Puts people on, or takes them off. Whoever is not ready may be on it: being ready is asked when it leaves. */
export async function addToBatch(
  ctx: Context,
  id: string,
  { returns, off = false }: { readonly returns: readonly string[]; readonly off?: boolean },
): Promise<ReturnBatchView> {
  const row = await getBatch(ctx, id, { lock: true })
  for (const one of returns) await getOwnReturn(ctx, one)
  if (row.departed_at) throw new Problem('conflict', hasLeft)
  await ctx.tx.client.query(
    `insert into return_batch_person (batch_id, case_id, state, at) select $1, c, $3, $4 from unnest($2::uuid[]) c
     on conflict (batch_id, case_id) do update set state = excluded.state, at = excluded.at`,
    [id, returns, off ? 'taken-off' : 'on', ctx.now],
  )
  await audit(ctx, { action: 'batch.changed', object: id, detail: { people: returns.length } })
  return readBatch(ctx, id)
}

/** The journey begins. Each has gates of their own: who is ready goes, and who is not holds nobody. */
export async function departBatch(ctx: Context, id: string): Promise<ReturnBatchView> {
  const batch = await getBatch(ctx, id, { lock: true })
  if (batch.departed_at) throw new Problem('conflict', hasLeft)
  const found = await ctx.tx.client.query<ReturnCase>(
    `${returnFrom} and r.id in (select case_id from return_batch_person where batch_id = $4 and state = 'on') order by r.id
     for no key update of r`,
    [ctx.visible, ctx.actor.organisation, ctx.now, id],
  )
  let departed = 0
  for (const row of found.rows) {
    const held = await holdReturn(ctx, row)
    const { missing } = standOf(held, { now: ctx.now, nextFollowUp: undefined })
    const isReady = missing.length === 0 && held.stands.logistics.state === 'ticketed' && !row.ended_at
    if (isReady) {
      await moveTrack(ctx, held, { track: 'logistics', to: 'departed', facts: {} })
      await settleReturn(ctx, row)
      departed += 1
    }
    await ctx.tx.client.query(
      'update return_batch_person set state = $3, at = $4 where batch_id = $1 and case_id = $2',
      [id, row.id, isReady ? 'departed' : 'left-behind', ctx.now],
    )
  }
  await ctx.tx.client.query('update return_batch set departed_at = $2 where id = $1', [id, ctx.now])
  await audit(ctx, { action: 'batch.departed', object: id, detail: { people: departed } })
  return readBatch(ctx, id)
}

export async function getBatch(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<BatchRow> {
  const found = await ctx.tx.client.query<BatchRow>(
    `select * from return_batch where id = $1 and visible($2, marking_id) ${lock ? 'for no key update' : ''}`,
    [id, ctx.visible],
  )
  return found.rows[0] ?? Promise.reject(notFound())
}

async function peopleOn(ctx: Context, id: string): Promise<readonly OnBatch[]> {
  const logistics: TrackName = 'logistics'
  const found = await ctx.tx.client.query<OnBatch>(
    `select r.id, r.code, bp.state, r.missing, t.state as logistics from return_batch_person bp
     join return_case r on r.id = bp.case_id join protected_person p on p.code = r.code
     join return_track t on t.case_id = r.id and t.track = '${logistics}'
     where ${seen} and bp.batch_id = $4 order by r.code limit 500`,
    [ctx.visible, ctx.actor.organisation, ctx.now, id],
  )
  return found.rows
}

function viewOf(row: BatchRow, people: readonly OnBatch[]): ReturnBatchView {
  const items = people.map(({ missing, logistics, ...one }) => ({
    ...one,
    missing,
    isReady: missing.length === 0 && logistics === 'ticketed',
    isTicketed: logistics === 'ticketed' || logistics === 'departed' || logistics === 'arrived',
  }))
  const on = items.filter(({ state }) => state === 'on' || state === 'departed')
  return {
    id: row.id,
    kind: row.kind,
    route: row.route,
    leavesAt: row.leaves_at.toISOString(),
    organisation: row.organisation,
    ...(row.departed_at ? { departedAt: row.departed_at.toISOString() } : {}),
    people: on.length,
    ready: on.filter(({ isReady, state }) => isReady || state === 'departed').length,
    items,
    can: row.departed_at ? ['batchManifest'] : ['batchAdd', 'batchDepart', 'batchManifest'],
  }
}

const hasLeft = { en: 'This journey has begun', th: 'การเดินทางนี้เริ่มแล้ว' }
