import type { ReleaseCreate } from '@shield/contract'
import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Prepared } from './package.ts'
import { lastDay } from './retention.ts'

interface Terms {
  readonly expiresOn: string | undefined
  readonly onward: string[]
}

const consentPurpose: Words = {
  en: 'The person agreed to another purpose than that of the release',
  th: 'เจ้าของข้อมูลให้ความยินยอมไว้เพื่อวัตถุประสงค์อื่น',
}
const onwardNotAgreed: Words = {
  en: 'The agreement lets nothing be passed on',
  th: 'ข้อตกลงไม่อนุญาตให้ส่งต่อ',
}
const onwardNotOurs: Words = {
  en: 'Only its owner says to whom it may be passed on',
  th: 'เฉพาะเจ้าของเท่านั้นที่กำหนดได้ว่าจะส่งต่อให้ใคร',
}

/** What the officer wrote, as far as agreement, consent and owner let it be: kept no longer than any of them says. */
export function checkTerms(
  ctx: Context,
  input: Pick<ReleaseCreate, 'expiresOn' | 'consent' | 'onward' | 'purpose'>,
  prepared: Pick<Prepared, 'agreement' | 'cameBy'>,
): Terms {
  const today = ctx.now.toISOString().slice(0, 10)
  const { consent, onward = [] } = input
  for (const [pointer, day] of [
    ['/expiresOn', input.expiresOn],
    ['/consent/until', consent?.until],
  ] as const)
    if (day !== undefined && day <= today)
      throw new Problem('body-invalid', undefined, [
        { pointer, rule: 'future', hint: 'give a day after today' },
      ])
  if (consent && consent.purpose !== input.purpose) throw new Problem('body-invalid', consentPurpose)
  if (onward.length > 0 && prepared.cameBy) throw new Problem('body-invalid', onwardNotOurs)
  if (onward.length > 0 && !prepared.agreement.onward) throw new Problem('body-invalid', onwardNotAgreed)
  const days = [input.expiresOn, lastDay(prepared.agreement, ctx.now), consent?.until, prepared.cameBy?.until]
  const [first] = days.filter((day) => day !== undefined).toSorted()
  return { expiresOn: first, onward: [...new Set(onward)] }
}
