import type { ReturnView } from '@shield/contract'
import { startOfTracks, trackNames } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { getPerson } from '../protection/index.ts'
import { getReturn } from './find-return.ts'
import { returnLaw } from './return-law.ts'
import { settleReturn } from './settle-return.ts'
import { readReturn } from './view-return.ts'

const dayMs = 86_400_000

interface NewReturn {
  readonly id: string
  readonly destination?: string | undefined
}

/** Begins to prepare a return. Nothing is decided by it: the first track is the person's own word. */
export async function openReturn(
  ctx: Context,
  code: string,
  { id, destination }: NewReturn,
): Promise<ReturnView> {
  const person = await getPerson(ctx, code, { lock: true })
  if (!person.carers.includes(ctx.actor.organisation))
    throw new Problem('not-allowed', {
      en: 'Those who care for the person prepare the way home',
      th: 'ผู้ดูแลบุคคลนี้เป็นผู้เตรียมการเดินทางกลับ',
    })
  const known = await ctx.tx.client.query<{ id: string; code: string; is_open: boolean }>(
    'select id, code, ended_at is null as is_open from return_case where id = $1 or code = $2',
    [id, code],
  )
  const same = known.rows.find((one) => one.id === id)
  if (same && same.code !== code) throw notFound()
  if (same) return readReturn(ctx, id)
  if (known.rows.some((one) => one.is_open))
    throw new Problem('conflict', { en: 'A return is being prepared already', th: 'มีการเตรียมส่งกลับอยู่แล้ว' })
  const law = await returnLaw(ctx)
  await ctx.tx.client.query(
    `insert into return_case (id, code, destination, law, opened_at, opened_by, organisation, stage, missing, turns, due_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'deciding', '{}', '{}', $5, $5)`,
    [
      ...[id, code, destination ?? null, JSON.stringify(law), ctx.now],
      ...[ctx.actor.person, ctx.actor.organisation],
    ],
  )
  const start = startOfTracks()
  const due = (days: number | undefined): Date | null =>
    days === undefined ? null : new Date(ctx.now.getTime() + days * dayMs)
  await ctx.tx.client.query(
    `insert into return_track (case_id, track, state, owner, since, due_at, by_person)
     select $1, t.track, t.state, $2, $3, t.due, $4 from unnest($5::text[], $6::text[], $7::timestamptz[]) as t (track, state, due)`,
    [
      ...[id, ctx.actor.organisation, ctx.now, ctx.actor.person],
      ...[
        trackNames,
        trackNames.map((name) => start[name].state),
        trackNames.map((name) => due(law.dueDays[name])),
      ],
    ],
  )
  const { row } = await getReturn(ctx, id)
  await settleReturn(ctx, row)
  await audit(ctx, { action: 'return.opened', object: code })
  return readReturn(ctx, id)
}
