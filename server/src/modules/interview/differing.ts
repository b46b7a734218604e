import type { StandingAnswer } from '@shield/contract'
import type { AnswerValue } from '@shield/core'

import type { Context } from '../../context.ts'
import type { AnswerRow } from './find-interview.ts'

interface Row {
  readonly indicator: string
  readonly value: AnswerValue
  readonly at: Date
  readonly name_en: string
  readonly name_th: string
}

export type Differing = ReadonlyMap<string, NonNullable<StandingAnswer['differing']>>

/** Of each question that two hands answered differently what each of them wrote, the last of each hand, oldest first. */
export async function differingOf(
  ctx: Context,
  code: string,
  answers: readonly AnswerRow[],
): Promise<Differing> {
  const open = answers.filter(({ has_conflict: isOpen }) => isOpen).map(({ indicator }) => indicator)
  if (open.length === 0) return new Map()
  const found = await ctx.tx.client.query<Row>(
    `select * from (select distinct on (a.indicator, a.interview_id, a.person_id, a.has_conflict) a.sequence, a.indicator, a.value, a.at,
       p.name_en, p.name_th
     from interview_act a join interview i on i.id = a.interview_id join person p on p.id = a.person_id
     where i.code = $1 and a.kind = 'answer' and a.indicator = any($2::text[])
       and a.sequence >= coalesce((select max(s.sequence) from interview_act s join interview o on o.id = s.interview_id
         where o.code = $1 and s.settles and s.indicator = a.indicator), 0)
     order by a.indicator, a.interview_id, a.person_id, a.has_conflict, a.sequence desc) last order by sequence`,
    [code, open],
  )
  const wrote = ({ value, at, name_en: en, name_th: th }: Row) => ({
    ...{ value, at: at.toISOString(), by: { en, th } },
  })
  return new Map(
    open.map((indicator) => [indicator, found.rows.filter((row) => row.indicator === indicator).map(wrote)]),
  )
}
