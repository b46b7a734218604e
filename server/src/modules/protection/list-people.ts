import type { ProtectedQuery, ProtectedRow } from '@shield/contract'
import { turns } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { PersonRow } from './person.ts'
import { rowOf } from './read-person.ts'
import { seen } from './seen.ts'

const byTurn = {
  after: '($9::int is null or (p.turn, p.arrived_at, p.code) > ($9, $10::timestamptz, $11))',
  order: 'p.turn, p.arrived_at, p.code',
}
const newest = {
  after: '($9::int is null or (p.arrived_at, p.code) < ($10::timestamptz, $11))',
  order: 'p.arrived_at desc, p.code desc',
}

type Listed = PersonRow & { readonly together: number }

/** People by whose turn it is. Codes alone: nobody is looked up by name here, and nothing is opened. */
export async function listProtected(
  ctx: Context,
  query: ProtectedQuery,
): Promise<{ items: ProtectedRow[]; next?: string; count: number }> {
  const limit = query.limit ?? 50
  const after = readCursor(query.cursor)
  const reader = [ctx.visible, ctx.actor.organisation, ctx.now]
  const filter = [
    query.arrival ?? null,
    query.turn === undefined ? null : turns.indexOf(query.turn),
    query.interview ?? null,
    query.language ?? null,
    query.conflict ?? null,
  ]
  const where = `${seen} and ($4::uuid is null or p.arrival_id = $4) and ($5::int is null or p.turn = $5)
     and ($6::text is null or p.interview = $6 or ($6 = 'unheard' and p.interview <> 'done')) and ($8::text is null or p.has_conflict)
     and ($7::text is null or p.triage->'speaks' ? $7)`
  const isNewest = query.order === 'newest'
  const found = await ctx.tx.client.query<Listed>(
    `select p.*, (select count(*)::int - 1 from protected_person t where t.party = p.party and visible($1, t.marking_id)) as together
     from protected_person p
     where ${where} and ${isNewest ? newest.after : byTurn.after} order by ${isNewest ? newest.order : byTurn.order} limit $12`,
    [...reader, ...filter, after?.turn ?? null, after?.at ?? null, after?.code ?? null, limit + 1],
  )
  const counted = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count from protected_person p where ${where}`,
    [...reader, ...filter],
  )
  const rows = found.rows.slice(0, limit)
  await audit(ctx, { action: 'protected.listed', detail: { count: rows.length } })
  const last = rows.at(-1)
  return {
    items: rows.map((row) => rowOf(row, row.together)),
    count: counted.rows[0]?.count ?? 0,
    ...(found.rows.length > limit && last ? { next: writeCursor(last) } : {}),
  }
}

/** People by their codes, those whom the reader sees; in the order of help. */
export async function peopleOf(ctx: Context, codes: readonly string[]): Promise<ProtectedRow[]> {
  const found = await ctx.tx.client.query<Listed>(
    `select p.*, (select count(*)::int - 1 from protected_person t where t.party = p.party and visible($1, t.marking_id)) as together
     from protected_person p where ${seen} and p.code = any($4::text[]) order by ${byTurn.order}`,
    [ctx.visible, ctx.actor.organisation, ctx.now, codes],
  )
  await audit(ctx, { action: 'protected.listed', detail: { count: found.rows.length } })
  return found.rows.map((row) => rowOf(row, row.together))
}

interface Place {
  readonly turn: number
  readonly at: string
  readonly code: string
}

function writeCursor({ turn, arrived_at: at, code }: PersonRow): string {
  return Buffer.from(JSON.stringify([turn, at.toISOString(), code])).toString('base64url')
}

function readCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(read)) {
      const [turn, at, code] = read as readonly unknown[]
      if (
        typeof turn === 'number' &&
        typeof at === 'string' &&
        typeof code === 'string' &&
        !Number.isNaN(Date.parse(at))
      )
        return { turn: Math.trunc(turn), at, code }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Problem('query-invalid', undefined, [
    { pointer: '/cursor', rule: 'valid', hint: { en: 'begin the list anew', th: 'โปรดเริ่มรายการใหม่' } },
  ])
}
