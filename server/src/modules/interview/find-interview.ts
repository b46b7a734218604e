import type { AnswerValue } from '@shield/core'

import type { Context } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { getPerson, notShared, partsFor, seen } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'

export interface InterviewRow {
  readonly id: string
  readonly code: string
  readonly sets: readonly { readonly id: string; readonly version: string }[]
  readonly state: 'open' | 'paused' | 'stopped' | 'finished'
  readonly person_language: string
  readonly officer_language: string
  readonly interpreter: string
  readonly present: readonly string[]
  readonly began_at: Date
  readonly ended_at: Date | null
  readonly judgement: 'possible-victim' | 'no-sign-yet' | 'unclear' | null
  readonly by_person: string
  readonly organisation: string
}

export interface AnswerRow {
  readonly interview_id: string
  readonly indicator: string
  readonly value: AnswerValue
  readonly basis: string
  readonly at: Date
  readonly received_at: Date
  readonly words_id: string | null
  readonly words_language: string | null
  readonly translation_id: string | null
  readonly translated_by: string | null
  readonly has_conflict: boolean
}

/** An interview of a person whose interviews the reader may see; for everybody else there is none. */
export async function getInterview(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<{ readonly interview: InterviewRow; readonly person: PersonRow }> {
  const found = await ctx.tx.client.query<InterviewRow>(
    // One question for what is hidden and for what is not there.
    `select i.* from interview i join protected_person p on p.code = i.code
     where ${seen} and i.id = $4 ${lock ? 'for no key update of i' : ''}`,
    [ctx.visible, ctx.actor.organisation, ctx.now, id],
  )
  const interview = found.rows[0]
  if (!interview) throw notFound()
  return { interview, person: await getHeard(ctx, interview.code) }
}

/** A person whose interviews the reader may see. */
export async function getHeard(ctx: Context, code: string): Promise<PersonRow> {
  const person = await getPerson(ctx, code)
  const parts = await partsFor(ctx, person)
  if (parts !== 'all' && !parts.has('interview')) throw new Problem('not-allowed', notShared)
  return person
}

/** The latest answer to each question a person was ever asked, whoever asked it; with the latest words that were written to it. */
export async function answersOf(ctx: Context, code: string): Promise<readonly AnswerRow[]> {
  const found = await ctx.tx.client.query<AnswerRow>(
    `select distinct on (a.indicator) a.interview_id, a.indicator, a.value, a.basis, a.at, a.received_at, w.words_id, w.words_language,
       t.translation_id, t.translated_by, bool_or(a.has_conflict and a.sequence > coalesce(s.last, 0)) over (partition by a.indicator) as has_conflict
     from interview_act a join interview i on i.id = a.interview_id
     left join (select indicator, max(sequence) as last from interview_act where settles
       and interview_id in (select id from interview where code = $1) group by indicator) s on s.indicator = a.indicator
     left join (${latestOf('words_id, words_language', 'words_id')}) w on w.indicator = a.indicator
     left join (${latestOf('translation_id, translated_by', 'translation_id')}) t on t.indicator = a.indicator
     where i.code = $1 and a.kind = 'answer' order by a.indicator, a.has_conflict, a.sequence desc`,
    [code],
  )
  return found.rows
}

/** An answer that was changed without new words keeps those that were said to it. */
function latestOf(fields: string, written: string): string {
  return `select distinct on (indicator) indicator, ${fields} from interview_act
    where interview_id in (select id from interview where code = $1) and ${written} is not null
    order by indicator, has_conflict, sequence desc`
}
