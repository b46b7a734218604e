import type { SafeContactRules } from '@shield/contract'
import { contactFaults, faultsOfContact, timeThere } from '@shield/core'
import type { SafeContact } from '@shield/core'

import type { Context } from '../../context.ts'
import { Problem, faultAt } from '../../problem.ts'
import { sealWords } from '../protection/index.ts'
import type { ActOf, Doing, Kept } from './doing.ts'

export interface ContactRow {
  readonly rules: SafeContact
  readonly code_word_id: string | null
  readonly at: Date
}

/** How a person may be reached, as they said last. */
export async function findContactRules(ctx: Context, code: string): Promise<ContactRow | undefined> {
  const found = await ctx.tx.client.query<ContactRow>(
    'select rules, code_word_id, at from safe_contact where code = $1 order by at desc, id desc limit 1',
    [code],
  )
  return found.rows[0]
}

/** The rules with lists of their own, as the wire has them. */
export function rulesShape({ times, channels, ...rest }: SafeContact): SafeContactRules {
  return {
    ...rest,
    times: times.map(({ days, ...hours }) => ({ ...hours, days: [...days] })),
    channels: [...channels],
  }
}

/** What the person wishes from now on. A code word that is not told anew goes on. */
export async function writeContactRules(
  ctx: Context,
  { id, code, at }: Doing,
  { rules, codeWord }: ActOf<'contact-rules'>,
): Promise<Kept> {
  const upside = rules.times.findIndex(({ from, to }) => from >= to)
  if (upside >= 0)
    throw faultAt(`/act/rules/times/${upside}/to`, { en: 'give a later hour', th: 'โปรดระบุเวลาที่ช้ากว่า' })
  if (timeThere(at, rules.timeZone) === undefined)
    throw faultAt('/act/rules/timeZone', {
      en: 'choose a time zone of the list',
      th: 'โปรดเลือกเขตเวลาจากรายการ',
    })
  const before = await findContactRules(ctx, code)
  const word = codeWord === undefined ? before?.code_word_id : await sealWords(ctx, code, codeWord)
  await ctx.tx.client.query(
    'insert into safe_contact (id, code, rules, code_word_id, at) values ($1, $2, $3, $4, $5)',
    [id, code, JSON.stringify(rules), word ?? null, at],
  )
  return { timeZone: rules.timeZone, channels: [...rules.channels] }
}

/**
 * An attempt to reach the person, weighed by the clock of where they are. One that goes against what they wished is
 * written down only with a reason, and a supervisor sees it.
 */
export async function writeContact(ctx: Context, { code, at }: Doing, act: ActOf<'contact'>): Promise<Kept> {
  const { contact, channel, outcome, against } = act
  const standing = await findContactRules(ctx, code)
  const faults = faultsOfContact(standing?.rules, {
    at,
    channel,
    leftMessage: outcome === 'left-message',
  })
  if (faults.length > 0 && against === undefined) throw againstWishes(faults)
  const reason = faults.length === 0 || against === undefined ? null : await sealWords(ctx, code, against)
  const made = await ctx.tx.client.query(
    `insert into contact_attempt (id, code, channel, outcome, faults, reason_id, at, person_id, organisation)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [contact, code, channel, outcome, faults, reason, at, ctx.actor.person, ctx.actor.organisation],
  )
  if (made.rowCount === 0) throw new Problem('conflict')
  return { contact, channel, outcome, faults: [...faults] }
}

function againstWishes(faults: ReturnType<typeof faultsOfContact>): Problem {
  const of = (language: 'en' | 'th'): string =>
    faults.map((fault) => contactFaults[fault][language]).join('; ')
  return faultAt(
    '/act/against',
    { en: `${of('en')}. Write why it was done all the same`, th: `${of('th')} โปรดบันทึกเหตุผลที่ติดต่อ` },
    'against-wishes',
  )
}
