import type { ReturnBoard, ReturnQuery, ReturnRow } from '@shield/contract'
import { gateNames, returnStages } from '@shield/core'
import type { GateName, ReturnStage } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import { organisationsHere, seen } from '../protection/index.ts'
import { ofPerson } from './find-return.ts'
import type { ReturnCase } from './find-return.ts'

/** A return as the board shows it. */
export function rowOfReturn(row: ReturnCase, now: Date): ReturnRow {
  return {
    id: row.id,
    code: row.code,
    stage: row.stage,
    missing: [...row.missing],
    turns: [...row.turns],
    ...(row.destination === null ? {} : { destination: row.destination }),
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    isLate: row.ended_at === null && row.due_at < now,
    ...(row.outcome ? { outcome: row.outcome } : {}),
  }
}

/**
 * The people the reader sees, looked at once before the returns: with 10,000 the visibility of each row asked by itself
 * cost more than the counting. $1–$3 as in `seen`.
 */
const seenReturns = `from return_case r join protected_person p on p.code = r.code where ${seen}`

/** How many stand where, and what stops them. Every number opens its list. */
export async function readBoard(ctx: Context): Promise<ReturnBoard> {
  const found = await ctx.tx.client.query<{
    readonly stages: readonly { readonly stage: ReturnStage; readonly people: number }[]
    readonly gates: readonly { readonly gate: GateName; readonly people: number }[]
    readonly mine: number
    readonly late: number
  }>(
    `with s as materialized (select r.stage, r.missing, r.turns, r.due_at, r.ended_at is null as is_open ${seenReturns})
     select (select coalesce(json_agg(json_build_object('stage', stage, 'people', n)), '[]')
              from (select stage, count(*)::int as n from s group by stage) c) as stages,
       (select coalesce(json_agg(json_build_object('gate', gate, 'people', n)), '[]')
         from (select gate, count(*)::int as n from s, unnest(missing) gate where is_open group by gate) c) as gates,
       (select count(*)::int from s where is_open and $2 = any(turns)) as mine,
       (select count(*)::int from s where is_open and due_at < $3) as late`,
    [ctx.visible, ctx.actor.organisation, ctx.now],
  )
  const counted = found.rows[0]
  if (!counted) throw new Error('counts have one row')
  await audit(ctx, { action: 'return.listed', detail: { count: 0 } })
  const of = (stage: ReturnStage): number => counted.stages.find((one) => one.stage === stage)?.people ?? 0
  const stopped = (gate: GateName): number => counted.gates.find((one) => one.gate === gate)?.people ?? 0
  return {
    stages: returnStages.map((stage) => ({ stage, people: of(stage) })),
    gates: gateNames.map((gate) => ({ gate, people: stopped(gate) })),
    mine: counted.mine,
    late: counted.late,
    organisationsHere: await organisationsHere(ctx),
    can: mayDo(ctx, 'protection.work', 'node').allow ? ['returnOpen', 'batchMake'] : [],
  }
}

/** Returns by what is due first. Codes alone. */
export async function listReturns(
  ctx: Context,
  query: ReturnQuery,
): Promise<{ items: ReturnRow[]; next?: string; count: number }> {
  const limit = query.limit ?? 50
  const after = readCursor(query.cursor)
  const filter = [
    ...[query.stage ?? null, query.gate ?? null, query.turn ?? null, query.late ?? null],
    ...[query.destination ?? null, query.code ?? null],
  ]
  const where = `($4::text is null or r.stage = $4) and ($5::text is null or (r.ended_at is null and $5 = any(r.missing)))
    and ($6::text is null or (r.ended_at is null and $2 = any(r.turns))) and ($7::text is null or (r.ended_at is null and r.due_at < $3))
    and ($8::text is null or r.destination = $8) and ($9::text is null or r.code = $9)`
  const reader = [ctx.visible, ctx.actor.organisation, ctx.now]
  const found = await ctx.tx.client.query<ReturnCase>(
    `select r.*, ${ofPerson} ${seenReturns} and ${where}
       and ($10::timestamptz is null or (r.due_at, r.id) > ($10, $11::uuid)) order by r.due_at, r.id limit $12`,
    [...reader, ...filter, after?.at ?? null, after?.id ?? null, limit + 1],
  )
  const counted = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count ${seenReturns} and ${where}`,
    [...reader, ...filter],
  )
  const rows = found.rows.slice(0, limit)
  await audit(ctx, { action: 'return.listed', detail: { count: rows.length } })
  const last = rows.at(-1)
  return {
    items: rows.map((row) => rowOfReturn(row, ctx.now)),
    count: counted.rows[0]?.count ?? 0,
    ...(found.rows.length > limit && last ? { next: writeCursor(last.due_at, last.id) } : {}),
  }
}

interface Place {
  readonly at: string
  readonly id: string
}

export function writeCursor(at: Date, id: string): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString('base64url')
}

/** Throws `query-invalid` for what is no cursor of ours. */
export function readCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(read)) {
      const [at, id] = read as readonly unknown[]
      const isPlace = typeof at === 'string' && typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id)
      if (isPlace && !Number.isNaN(Date.parse(at))) return { at, id }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Problem('query-invalid', undefined, [
    { pointer: '/cursor', rule: 'valid', hint: { en: 'begin the list anew', th: 'โปรดเริ่มรายการใหม่' } },
  ])
}
