import type { Correction } from '@shield/contract'
import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'

/** What a person said is wrong, as the table has it. */
export interface CorrectionRow {
  readonly id: string
  readonly code: string
  readonly about: Correction['about']
  readonly words_id: string
  readonly language: string
  readonly asked_at: Date
  readonly asked_by: string
  readonly organisation: string
  readonly outcome: Correction['outcome'] | null
  readonly because_id: string | null
  readonly decided_at: Date | null
  readonly told_at: Date | null
  readonly told_language: string | null
  readonly asker: Words
  readonly decider: Words | null
}

export const correctionColumns = `c.*, jsonb_build_object('en', a.name_en, 'th', a.name_th) as asker,
  case when d.id is not null then jsonb_build_object('en', d.name_en, 'th', d.name_th) end as decider
  from correction c join person a on a.id = c.asked_by left join person d on d.id = c.decided_by`

/** Everything the person said is wrong, oldest first; what it was stays sealed. */
export async function correctionsOf(ctx: Context, code: string): Promise<Correction[]> {
  const found = await ctx.tx.client.query<CorrectionRow>(
    `select ${correctionColumns} where c.code = $1 order by c.asked_at, c.id limit 200`,
    [code],
  )
  return found.rows.map((row) => ({
    id: row.id,
    about: row.about,
    askedAt: row.asked_at.toISOString(),
    askedBy: row.asker,
    organisation: row.organisation,
    ...(row.outcome ? { outcome: row.outcome } : {}),
    ...(row.decided_at ? { decidedAt: row.decided_at.toISOString() } : {}),
    ...(row.decider ? { decidedBy: row.decider } : {}),
    ...(row.told_at ? { toldAt: row.told_at.toISOString() } : {}),
    ...(row.told_language === null ? {} : { toldLanguage: row.told_language }),
    can: [
      'correctionWords',
      ...(row.outcome === null && row.asked_by !== ctx.actor.person ? ['correctionDecide'] : []),
      ...(row.outcome !== null && row.told_at === null ? ['correctionTell'] : []),
    ],
  }))
}
