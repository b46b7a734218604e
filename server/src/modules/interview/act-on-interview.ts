import type { InterviewAct, InterviewView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { askVault, setInterview } from '../protection/index.ts'
import { answersOf, getInterview } from './find-interview.ts'
import type { AnswerRow, InterviewRow } from './find-interview.ts'
import { lostGroundOf } from './ground.ts'
import type { LostGround } from './ground.ts'
import { getSets } from './indicator-sets.ts'
import { readInterview } from './view-interview.ts'

type Answer = Extract<InterviewAct['act'], { readonly kind: 'answer' }>
type Outcome = 'done' | 'known' | 'conflict'

/** What can follow in which state; what was sent late by a device is still taken in its order. */
const next: Readonly<Record<InterviewRow['state'], Readonly<Record<string, InterviewRow['state']>>>> = {
  open: { answer: 'open', pause: 'paused', stop: 'stopped', finish: 'finished' },
  paused: { resume: 'open', stop: 'stopped', finish: 'finished' },
  stopped: {},
  finished: {},
}

/** Acts of the interviewer, in their order: all of them or none. One that is known already does nothing. */
export async function actOnInterview(
  ctx: Context,
  id: string,
  acts: readonly InterviewAct[],
): Promise<{ interview: InterviewView; outcomes: { id: string; outcome: Outcome }[] }> {
  const { interview, person } = await getInterview(ctx, id, { lock: true })
  if (interview.by_person !== ctx.actor.person) throw new Problem('not-allowed', notYours)
  const known = await knownActs(ctx, acts)
  const indicators = new Set(
    (await getSets(ctx, interview.sets)).flatMap((set) => [
      ...set.indicators.map((one) => one.id),
      ...set.contraInformation.map((one) => one.id),
    ]),
  )
  const lost = await lostGroundOf(ctx, person)
  const told = new Map<string, Told>(
    (await answersOf(ctx, interview.code)).map((row) => [row.indicator, row]),
  )
  const sealed = await sealWords(
    ctx,
    person.code,
    acts.filter((act) => !known.has(act.id)),
  )
  let { state } = interview
  const outcomes: { id: string; outcome: Outcome }[] = []
  for (const [index, { id: act, at, act: done }] of acts.entries()) {
    if (known.has(act)) {
      outcomes.push({ id: act, outcome: 'known' })
      continue
    }
    checkGround({ at, done }, lost)
    const after = next[state][done.kind]
    if (after === undefined) throw new Problem('conflict', over)
    state = after
    const isConflict =
      done.kind === 'answer' &&
      checkAnswer(done, { index, interview: id, indicators, told: told.get(done.indicator) })
    await writeAct(ctx, { id: act, interview: id, at, done, isConflict, sealed: sealed.get(act) })
    if (done.kind === 'answer' && !isConflict)
      told.set(done.indicator, { value: done.value, interview_id: id, received_at: ctx.now })
    outcomes.push({ id: act, outcome: isConflict ? 'conflict' : 'done' })
  }
  const isOver = state === 'stopped' || state === 'finished'
  await ctx.tx.client.query('update interview set state = $2, ended_at = $3 where id = $1', [
    id,
    state,
    isOver ? (interview.ended_at ?? ctx.now) : null,
  ])
  if (state === 'finished') await setInterview(ctx, interview.code, 'done')
  await audit(ctx, { action: 'interview.acted', object: interview.code, detail: { acts: acts.length } })
  return { interview: await readInterview(ctx, id), outcomes }
}

type Told = Pick<AnswerRow, 'value' | 'interview_id' | 'received_at'>

/** What was told while the person agreed to be asked is kept, however late it comes; nothing after, and nobody goes on. */
function checkGround(
  { at, done }: { readonly at: string; readonly done: InterviewAct['act'] },
  lost: LostGround | undefined,
): void {
  if (!lost) return
  if (done.kind === 'resume' || (done.kind === 'answer' && at >= lost.since))
    throw new Problem('not-allowed', lostWords[lost.because])
}

interface Checked {
  readonly index: number
  readonly interview: string
  readonly indicators: ReadonlySet<string>
  readonly told: Told | undefined
}

/** Whether another hand answered meanwhile. Throws where it is no question of the sets, or was told before. */
function checkAnswer(answer: Answer, { index, interview, indicators, told }: Checked): boolean {
  if (!indicators.has(answer.indicator))
    throw new Problem('body-invalid', undefined, [
      {
        pointer: `/acts/${index}/act/indicator`,
        rule: 'known',
        hint: { en: 'choose a question of the sets of this interview', th: 'โปรดเลือกคำถามในชุดของการสัมภาษณ์นี้' },
      },
    ])
  if (told && told.interview_id !== interview && told.value !== 'not-now' && answer.again === undefined) {
    const isNews = answer.knownUntil !== undefined && told.received_at.toISOString() > answer.knownUntil
    if (!isNews) throw new Problem('conflict', toldBefore)
    return told.value !== answer.value
  }
  return (
    told !== undefined &&
    told.interview_id === interview &&
    told.value !== answer.seen &&
    told.value !== answer.value
  )
}

interface Written {
  readonly id: string
  readonly interview: string
  readonly at: string
  readonly done: InterviewAct['act']
  readonly isConflict: boolean
  readonly sealed: SealedWords | undefined
}

async function writeAct(
  ctx: Context,
  { id, interview, at, done, isConflict, sealed }: Written,
): Promise<void> {
  const answer = done.kind === 'answer' ? done : undefined
  await ctx.tx.client.query(
    `insert into interview_act (id, interview_id, kind, indicator, value, basis, words_id, words_language, translation_id,
       translated_by, again_id, has_conflict, at, received_at, person_id, organisation)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      ...[id, interview, done.kind, answer?.indicator ?? null, answer?.value ?? null, answer?.basis ?? null],
      ...[sealed?.words ?? null, answer?.words?.language ?? null],
      ...[sealed?.translation ?? null, answer?.translation?.by ?? null, sealed?.again ?? null],
      ...[isConflict, at, ctx.now, ctx.actor.person, ctx.actor.organisation],
    ],
  )
}

interface SealedWords {
  words?: string
  translation?: string
  again?: string
}

/** Every word of the answers, sealed by one question to the vault. */
async function sealWords(
  ctx: Context,
  code: string,
  acts: readonly InterviewAct[],
): Promise<ReadonlyMap<string, SealedWords>> {
  const texts = acts.flatMap(({ id, act }) =>
    act.kind === 'answer'
      ? ([
          { id, what: 'words', text: act.words?.text },
          { id, what: 'translation', text: act.translation?.text },
          { id, what: 'again', text: act.again },
        ] as const)
      : [],
  )
  const given = texts.flatMap(({ id, what, text }) => (text === undefined ? [] : [{ id, what, text }]))
  const found = new Map<string, SealedWords>()
  if (given.length === 0) return found
  const sealed = await askVault(ctx, (vault, asker) =>
    vault.seal(
      asker,
      given.map(({ text }) => ({ code, part: 'words' as const, body: Buffer.from(text) })),
    ),
  )
  for (const [index, { id, what }] of given.entries())
    found.set(id, { ...found.get(id), [what]: sealed[index]?.id ?? '' })
  return found
}

async function knownActs(ctx: Context, acts: readonly InterviewAct[]): Promise<ReadonlySet<string>> {
  const found = await ctx.tx.client.query<{ id: string }>(
    'select id from interview_act where id = any($1::uuid[])',
    [acts.map(({ id }) => id)],
  )
  return new Set(found.rows.map(({ id }) => id))
}

const notYours = { en: 'Whoever began the interview goes on with it', th: 'ผู้เริ่มการสัมภาษณ์เป็นผู้ดำเนินการต่อ' }
const over = { en: 'This interview has ended or is at rest', th: 'การสัมภาษณ์นี้สิ้นสุดหรือพักอยู่' }
const withdrawn = {
  en: 'The person has taken back the agreement to be asked: what is told after that is not kept. Ask for it again first',
  th: 'บุคคลนี้ถอนความยินยอมให้สอบถามแล้ว จึงไม่บันทึกสิ่งที่เล่าหลังจากนั้น โปรดขอความยินยอมใหม่ก่อน',
}
const expired = {
  en: 'The time of the agreement to be asked is over: what is told after that is not kept. Ask for it again first',
  th: 'ความยินยอมให้สอบถามหมดเวลาแล้ว จึงไม่บันทึกสิ่งที่เล่าหลังจากนั้น โปรดขอความยินยอมใหม่ก่อน',
}
const noGuardian = {
  en: 'It is a child, or may be one: what is told is not kept until a guardian and the child have both agreed',
  th: 'เป็นเด็กหรืออาจเป็นเด็ก จึงไม่บันทึกสิ่งที่เล่าจนกว่าผู้ปกครองและเด็กจะยินยอมทั้งสองฝ่าย',
}
const lostWords = { withdrawn, expired, 'no-guardian': noGuardian }
const toldBefore = {
  en: 'The person has told this before: read it, or write why it must be asked again',
  th: 'บุคคลนี้เคยเล่าแล้ว โปรดอ่านคำตอบเดิม หรือบันทึกเหตุที่ต้องถามซ้ำ',
}
