import { checklistItems } from '@shield/contract'
import type { BeginInterview, InterviewView } from '@shield/contract'
import { isChild, mayByConsent } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { readLedger } from '../consent/index.ts'
import type { Ledger } from '../consent/index.ts'
import { getPerson, setInterview } from '../protection/index.ts'
import { currentSets } from '../words/index.ts'
import { readInterview } from './view-interview.ts'

/** Begins: where the place is safe, and the person has agreed to be asked. Sent again it is the same interview. */
export async function beginInterview(
  ctx: Context,
  code: string,
  input: BeginInterview,
): Promise<InterviewView> {
  const person = await getPerson(ctx, code, { lock: true })
  if (!person.carers.includes(ctx.actor.organisation)) throw new Problem('not-allowed', notCaring)
  const known = await ctx.tx.client.query<{ code: string }>('select code from interview where id = $1', [
    input.id,
  ])
  if (known.rows[0]) {
    if (known.rows[0].code !== code) throw notFound()
    return readInterview(ctx, input.id)
  }
  const missing = checklistItems.filter(
    (item) =>
      !input.checklist.includes(item) &&
      !(item === 'interpreter-not-from-the-group' && input.interpreter === 'none'),
  )
  if (missing.length > 0)
    throw new Problem('body-invalid', undefined, [
      {
        pointer: '/checklist',
        rule: 'complete',
        hint: {
          en: `make sure first of: ${missing.join(', ')}`,
          th: `โปรดตรวจให้ครบก่อน: ${missing.join(', ')}`,
        },
      },
    ])
  const ofChild = isChild(person.triage)
  const beganAt = beganWhen(ctx, input)
  const entry = mayByConsent(asOf(await readLedger(ctx, code), beganAt), {
    purpose: 'interview',
    isChild: ofChild,
    now: beganAt,
  })
  if (!entry) throw new Problem('not-allowed', notAgreed)
  if (ofChild && !input.present.some((who) => who === 'guardian' || who === 'support-person'))
    throw new Problem('not-allowed', notAlone)
  const sets = await currentSets(ctx)
  await ctx.tx.client.query(
    `insert into interview (id, code, sets, state, person_language, officer_language, interpreter, checklist, present,
       consent_id, began_at, by_person, organisation)
     values ($1, $2, $3, 'open', $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[input.id, code, JSON.stringify(sets.map(({ id, version }) => ({ id, version })))],
      ...[input.personLanguage, input.officerLanguage, input.interpreter, input.checklist, input.present],
      ...[entry.id, beganAt, ctx.actor.person, ctx.actor.organisation],
    ],
  )
  await setInterview(ctx, code, 'begun')
  await audit(ctx, { action: 'interview.begun', object: code })
  return readInterview(ctx, input.id)
}

/** When it began: what a device that was away says, and never later than now. */
function beganWhen({ now }: Context, { at }: BeginInterview): string {
  const [told, here] = [at === undefined ? now : new Date(at), now]
  return (told < here ? told : here).toISOString()
}

/** The ledger as it stood when it began: what was taken back since held then. */
function asOf(ledger: Ledger, at: string): Ledger {
  const entries = ledger.entries.map(({ withdrawnAt, ...entry }) =>
    withdrawnAt === undefined || withdrawnAt > at ? entry : { ...entry, withdrawnAt },
  )
  return { ...ledger, entries }
}

const notCaring = {
  en: 'Those who care for the person ask what happened',
  th: 'ผู้ดูแลบุคคลนี้เป็นผู้สอบถามเรื่องที่เกิดขึ้น',
}
const notAgreed = {
  en: 'The person has not agreed to be asked what happened; read it out and write the answer first',
  th: 'บุคคลนี้ยังไม่ได้ยินยอมให้สอบถาม โปรดอ่านให้ฟังและบันทึกคำตอบก่อน',
}
const notAlone = {
  en: 'A child is not asked alone: a guardian or a support person is there',
  th: 'ห้ามสอบถามเด็กตามลำพัง ต้องมีผู้ปกครองหรือผู้สนับสนุนอยู่ด้วย',
}
