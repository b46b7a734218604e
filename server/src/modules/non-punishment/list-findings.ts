import type { FindingQuery, FindingRow as Row } from '@shield/contract'
import type { FindingState, Punishment } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { findingRows } from './finding.ts'
import type { ActRow, FindingRow } from './finding.ts'
import { rowOf } from './view-finding.ts'

interface Findings {
  readonly items: Row[]
  readonly next?: string
  readonly count: number
  readonly counts: { state: FindingState; punishment: Punishment; people: number; late: number }[]
  readonly comparedAt?: string
  readonly can: string[]
}

/** Findings of the office, the nearest clock first; those that have ended last. */
export async function listFindings(ctx: Context, query: FindingQuery): Promise<Findings> {
  const limit = query.limit ?? 50
  const after = readCursor(query.cursor)
  const where = `visible($1, f.marking_id) and ($2::text is null or f.punishment = $2) and ($3::text is null or f.state = $3)
     and ($4::text is null or ($4 = 'late' and f.due_at < $5) or ($4 = 'open' and f.due_at is not null))`
  const filter = [ctx.visible, query.punishment ?? null, query.state ?? null, query.only ?? null, ctx.now]
  const found = await ctx.tx.client.query<FindingRow>(
    `${findingRows}
     where ${where} and ($6::text is null or (coalesce(f.due_at, 'infinity'), f.id) > ($6::timestamptz, $7::uuid))
     order by coalesce(f.due_at, 'infinity'), f.id limit $8`,
    [...filter, after?.due ?? null, after?.id ?? null, limit + 1],
  )
  const counted = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count from punishment_finding f where ${where}`,
    filter,
  )
  const rows = found.rows.slice(0, limit)
  const acts = await actsOfAll(ctx, rows)
  await audit(ctx, { action: 'punishment.listed', detail: { count: rows.length } })
  const last = rows.at(-1)
  const compared = await ctx.tx.client.query<{ at: Date | null }>(
    'select round_ended_at as at from punishment_look',
  )
  const comparedAt = compared.rows[0]?.at
  return {
    items: rows.map((row) => rowOf(ctx, { row, acts: acts.filter((act) => act.finding_id === row.id) })),
    count: counted.rows[0]?.count ?? 0,
    counts: await countsOf(ctx),
    ...(found.rows.length > limit && last ? { next: writeCursor(last) } : {}),
    ...(comparedAt ? { comparedAt: comparedAt.toISOString() } : {}),
    can: ['punishmentListTake'],
  }
}

async function actsOfAll(
  ctx: Context,
  rows: readonly FindingRow[],
): Promise<readonly (ActRow & { readonly finding_id: string })[]> {
  const found = await ctx.tx.client.query<ActRow & { readonly finding_id: string }>(
    `select id, finding_id, kind, body, words_id, at, person_id, organisation from punishment_act
     where finding_id = any($1::uuid[]) order by sequence`,
    [rows.map(({ id }) => id)],
  )
  return found.rows
}

async function countsOf(ctx: Context): Promise<Findings['counts']> {
  const found = await ctx.tx.client.query<Findings['counts'][number]>(
    `select state, punishment, count(*)::int as people, count(*) filter (where due_at < $2)::int as late
     from punishment_finding where visible($1, marking_id) group by state, punishment order by state, punishment`,
    [ctx.visible, ctx.now],
  )
  return found.rows
}

function writeCursor({ due_at: due, id }: FindingRow): string {
  return Buffer.from(JSON.stringify([due?.toISOString() ?? 'infinity', id])).toString('base64url')
}

function readCursor(cursor: string | undefined): { readonly due: string; readonly id: string } | undefined {
  if (cursor === undefined) return undefined
  const [, due = '', id = ''] =
    /^\["(infinity|\d{4}-[\dT:.-]{10,30}Z)","([0-9a-f-]{36})"\]$/.exec(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    ) ?? []
  if (id !== '' && (due === 'infinity' || !Number.isNaN(Date.parse(due)))) return { due, id }
  throw new Problem('query-invalid', undefined, [
    { pointer: '/cursor', rule: 'valid', hint: { en: 'begin the list anew', th: 'โปรดเริ่มรายการใหม่' } },
  ])
}
