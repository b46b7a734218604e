import type { GlassField, GlassUse } from '@shield/contract'
import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { Problem } from '../../problem.ts'

export const openForMs = 3_600_000
export const confirmWithinMs = 5 * 60_000
/** domain.md S11. */
export const reviewWithinMs = 72 * 3_600_000

/** An emergency look as the table has it, with the names of who did it. */
export interface UseRow {
  readonly id: string
  readonly code: string
  readonly fields: GlassField[]
  readonly danger: GlassUse['danger']
  readonly reason_id: string
  /** The code the words of the look lie under: the person's, or one of its own where nobody has that code any more. */
  readonly sealed_under: string
  readonly asked_at: Date
  readonly person_id: string
  readonly confirmed_at: Date | null
  readonly ends_at: Date | null
  readonly opened: number
  readonly result: GlassUse['result'] | null
  readonly reviewed_at: Date | null
  readonly by: Words
  readonly organisation: Words
}

export const useColumns = `g.id, g.code, g.fields, g.danger, g.reason_id, coalesce(g.sealed_under, g.code) as sealed_under, g.asked_at, g.person_id, g.confirmed_at, g.ends_at, g.opened,
  g.result, g.reviewed_at, jsonb_build_object('en', p.name_en, 'th', p.name_th) as by,
  jsonb_build_object('en', o.name_en, 'th', o.name_th) as organisation
  from break_glass g join person p on p.id = g.person_id join organisation o on o.code = g.organisation`

/** One's own, or for its judge. What is not there and what is another's are answered alike. */
export async function getUse(ctx: Context, id: string, whose: 'own' | 'any'): Promise<UseRow> {
  const found = await ctx.tx.client.query<UseRow>(
    `select ${useColumns} where g.id = $1 and ($3 or g.person_id = $2) for no key update of g`,
    [id, ctx.actor.person, whose === 'any'],
  )
  return found.rows[0] ?? Promise.reject(new Problem('conflict', noneOpen))
}

export function viewUse(ctx: Context, row: UseRow): GlassUse {
  const reviewBy = new Date((row.confirmed_at ?? row.asked_at).getTime() + reviewWithinMs)
  const isOwn = row.person_id === ctx.actor.person
  const isOpen = row.ends_at !== null && row.ends_at > ctx.now
  const judges = !isOwn && row.confirmed_at !== null && mayDo(ctx, 'glass.review', 'node').allow
  return {
    id: row.id,
    code: row.code,
    fields: [...row.fields],
    danger: row.danger,
    at: (row.confirmed_at ?? row.asked_at).toISOString(),
    ...(row.ends_at ? { endsAt: row.ends_at.toISOString() } : {}),
    by: row.by,
    organisation: row.organisation,
    opened: row.opened,
    reviewBy: reviewBy.toISOString(),
    isOverdue: row.confirmed_at !== null && row.result === null && reviewBy < ctx.now,
    ...(row.result ? { result: row.result } : {}),
    ...(row.reviewed_at ? { reviewedAt: row.reviewed_at.toISOString() } : {}),
    can: [
      ...(isOwn && isOpen ? ['glassOpen'] : []),
      ...(judges ? ['glassWords', ...(row.result ? [] : ['glassReview'])] : []),
    ],
  }
}

export const noneOpen = {
  en: 'No emergency look is open to you under this number',
  th: 'ไม่มีการเปิดดูฉุกเฉินของคุณตามหมายเลขนี้',
}
