import type { DeterminationView } from '@shield/contract'
import type { Triage } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { seen } from '../protection/index.ts'
import { columns, votesOf } from './find-determination.ts'
import type { DeterminationRow } from './find-determination.ts'
import { viewOf } from './view-determination.ts'

type Sitting = DeterminationRow & { readonly triage: Triage; readonly carers: readonly string[] }
type SittingState = 'open' | 'untold' | 'told'

interface SittingQuery {
  readonly state?: SittingState
  readonly limit?: number
  readonly cursor?: string
}

/** By what is still to be done. $5 is absent where all are asked for. */
const inState = `($5::text is null or $5 = case when d.outcome is null then 'open' when d.told_at is null then 'untold' else 'told' end)`
const mine = `${seen} and ($2 = any(d.organisations) or $2 = any(p.carers))`

/** Panels on which the reader's organisation sits, and those of people it cares for. */
export async function listSittings(
  ctx: Context,
  query: SittingQuery,
): Promise<{ items: DeterminationView[]; next?: string; count: number }> {
  const limit = query.limit ?? 50
  const after = readCursor(query.cursor)
  const rows = await findSittings(ctx, { state: query.state, limit: limit + 1, after })
  const counted = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count from determination d join protected_person p on p.code = d.code
     where ${mine} and ${inState.replaceAll('$5', '$4')}`,
    [ctx.visible, ctx.actor.organisation, ctx.now, query.state ?? null],
  )
  const shown = rows.slice(0, limit)
  const votes = await votesOf(
    ctx,
    shown.map(({ id }) => id),
  )
  await audit(ctx, { action: 'determination.sittings', detail: { count: shown.length } })
  const last = shown.at(-1)
  return {
    items: shown.map((row) =>
      viewOf(ctx, { row, person: row, votes: votes.filter((one) => one.determination_id === row.id) }),
    ),
    count: counted.rows[0]?.count ?? 0,
    ...(rows.length > limit && last ? { next: writeCursor(last) } : {}),
  }
}

/** Panels that wait for the reader's organisation: its vote, or that the person is told. At most twenty of each. */
export async function waitingSittings(
  ctx: Context,
): Promise<
  readonly { readonly id: string; readonly at: Date; readonly due?: Date; readonly act: 'vote' | 'tell' }[]
> {
  const open = await findSittings(ctx, { state: 'open', limit: mostWaiting })
  const votes = await votesOf(
    ctx,
    open.map(({ id }) => id),
  )
  const { organisation } = ctx.actor
  const unvoted = open.filter(
    ({ id, organisations }) =>
      organisations.includes(organisation) &&
      !votes.some((one) => one.determination_id === id && one.organisation === organisation),
  )
  const untold = await findSittings(ctx, { state: 'untold', limit: mostWaiting })
  return [
    ...unvoted.map(({ id, opened_at: at, due_at: due }) => ({ id, at, due, act: 'vote' as const })),
    ...untold
      .filter(({ carers }) => carers.includes(organisation))
      .map(({ id, decided_at: at, opened_at: began }) => ({ id, at: at ?? began, act: 'tell' as const })),
  ]
}

const mostWaiting = 100

interface Wanted {
  readonly state: SittingState | undefined
  readonly limit: number
  readonly after?: Place | undefined
}

async function findSittings(ctx: Context, { state, limit, after }: Wanted): Promise<readonly Sitting[]> {
  const found = await ctx.tx.client.query<Sitting>(
    `select ${columns}, p.triage, p.carers from determination d join protected_person p on p.code = d.code
     where ${mine} and ${inState} and ($6::timestamptz is null or (d.opened_at, d.id) < ($6, $7::uuid))
     order by d.opened_at desc, d.id desc limit $4`,
    [
      ctx.visible,
      ctx.actor.organisation,
      ctx.now,
      limit,
      state ?? null,
      after?.at ?? null,
      after?.id ?? null,
    ],
  )
  return found.rows
}

interface Place {
  readonly at: string
  readonly id: string
}

function writeCursor({ opened_at: at, id }: Sitting): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url')
}

function readCursor(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined
  const read = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ([0-9a-f-]{36})$/.exec(
    Buffer.from(cursor, 'base64url').toString('utf8'),
  )
  const [, at, id] = read ?? []
  if (at !== undefined && id !== undefined && !Number.isNaN(Date.parse(at))) return { at, id }
  throw new Problem('query-invalid', undefined, [
    { pointer: '/cursor', rule: 'valid', hint: { en: 'begin the list anew', th: 'โปรดเริ่มรายการใหม่' } },
  ])
}
