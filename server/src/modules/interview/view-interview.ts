import type { InterviewView, StandingAnswer } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { seen } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'
import { mayDo } from '../../permit.ts'
import { differingOf } from './differing.ts'
import type { Differing } from './differing.ts'
import { answersOf, getHeard, getInterview } from './find-interview.ts'
import type { AnswerRow, InterviewRow } from './find-interview.ts'
import { lostGroundOf } from './ground.ts'
import type { LostGround } from './ground.ts'

/** Interviews of a person, oldest first, each with everything that was told. */
export async function listInterviews(
  ctx: Context,
  code: string,
): Promise<{ items: InterviewView[]; can: string[] }> {
  const person = await getHeard(ctx, code)
  const found = await ctx.tx.client.query<InterviewRow>(
    'select * from interview where code = $1 order by began_at, id',
    [code],
  )
  const known = await knownOf(ctx, person)
  await audit(ctx, { action: 'interview.listed', object: code })
  const begins = person.carers.includes(ctx.actor.organisation) && mayDo(ctx, 'protection.work', 'node').allow
  return {
    items: found.rows.map((row) => viewOf(ctx, row, known)),
    can: begins ? ['interviewBegin'] : [],
  }
}

/** Interviews the reader has begun and that go on, oldest first, each with what was told; words stay sealed. */
export async function ownInterviews(ctx: Context, most: number): Promise<readonly InterviewView[]> {
  const found = await ctx.tx.client.query<InterviewRow & Pick<PersonRow, 'triage'>>(
    `select i.*, p.triage from interview i join protected_person p on p.code = i.code
     where ${seen} and i.by_person = $4 and i.state in ('open', 'paused')
       and ($2 = any(p.carers) or exists (select 1 from person_share s where s.code = p.code and s.organisation = $2
         and 'interview' = any(s.parts) and s.ended_at is null and (s.ends_at is null or s.ends_at > $3)))
     order by i.began_at, i.id limit $5`,
    [ctx.visible, ctx.actor.organisation, ctx.now, ctx.actor.person, most],
  )
  const views: InterviewView[] = []
  for (const row of found.rows) views.push(viewOf(ctx, row, await knownOf(ctx, row)))
  return views
}

export async function readInterview(ctx: Context, id: string): Promise<InterviewView> {
  const { interview, person } = await getInterview(ctx, id)
  await audit(ctx, { action: 'interview.read', object: interview.code })
  return viewOf(ctx, interview, await knownOf(ctx, person))
}

/** What a person has told, where two hands differ, and whether they may still be asked. */
interface Known {
  readonly answers: readonly AnswerRow[]
  readonly differing: Differing
  readonly lost: LostGround | undefined
}

async function knownOf(ctx: Context, person: Pick<PersonRow, 'code' | 'triage'>): Promise<Known> {
  const answers = await answersOf(ctx, person.code)
  return {
    answers,
    differing: await differingOf(ctx, person.code, answers),
    lost: await lostGroundOf(ctx, person),
  }
}

/** Everything a person has told, whoever asked; words stay sealed. */
export async function standingAnswers(ctx: Context, code: string): Promise<StandingAnswer[]> {
  const answers = await answersOf(ctx, code)
  const differing = await differingOf(ctx, code, answers)
  return answers.map((answer) => standingOf(answer, differing))
}

function standingOf(answer: AnswerRow, differing: Differing): StandingAnswer {
  const wrote = differing.get(answer.indicator)
  return {
    indicator: answer.indicator,
    value: answer.value,
    basis: answer.basis,
    at: answer.at.toISOString(),
    interview: answer.interview_id,
    hasWords: answer.words_id !== null || answer.translation_id !== null,
    hasConflict: answer.has_conflict,
    ...(wrote ? { differing: wrote } : {}),
  }
}

function viewOf(ctx: Context, row: InterviewRow, { answers, differing, lost }: Known): InterviewView {
  const isOwn = row.by_person === ctx.actor.person
  const isOpen = row.state === 'open' || row.state === 'paused'
  return {
    id: row.id,
    code: row.code,
    sets: row.sets.map((set) => ({ ...set })),
    // Nobody is asked on without the agreement to be asked; what it was before stands when they agree again.
    state: lost && row.state === 'open' ? 'paused' : row.state,
    personLanguage: row.person_language,
    officerLanguage: row.officer_language,
    interpreter: row.interpreter,
    present: [...row.present],
    beganAt: row.began_at.toISOString(),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    organisation: row.organisation,
    answers: answers.map((answer) => standingOf(answer, differing)),
    ...(lost && isOpen ? { heldBack: lost.because } : {}),
    ...(row.judgement ? { judgement: row.judgement } : {}),
    can: [
      ...(isOwn && isOpen ? ['interviewAct'] : []),
      ...(isOwn && !isOpen && !row.judgement ? ['interviewJudge'] : []),
      ...(row.judgement ? ['interviewResult'] : []),
    ],
  }
}
