import type { MoveReturn } from '@shield/contract'
import { mayByConsent } from '@shield/core'
import type { ConsentPurpose, ConsentRestriction, Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { readLedger } from '../consent/index.ts'
import type { HeldReturn } from './find-return.ts'
import { isChildIn, trackOf } from './find-return.ts'

interface Agreed {
  readonly purpose: ConsentPurpose
  readonly against: readonly ConsentRestriction[]
  readonly needsName: boolean
}

/** Moves that tell somebody outside about the person, and what the person has to have agreed to before. */
const telling: Readonly<Record<string, Agreed>> = {
  'family asked': { purpose: 'family-tracing', against: ['not-family'], needsName: false },
  'nationality asked': {
    purpose: 'embassy',
    against: ['not-embassy', 'not-home-authorities'],
    needsName: true,
  },
  'document asked': { purpose: 'embassy', against: ['not-embassy', 'not-home-authorities'], needsName: true },
  'reception asked': { purpose: 'transfer-abroad', against: ['not-home-authorities'], needsName: true },
}

/** Refuses what the ledger does not carry now. Nothing in the request stands for an agreement. */
export async function checkAgreed(
  ctx: Context,
  held: HeldReturn,
  { track, to, facts }: Pick<MoveReturn, 'track' | 'to' | 'facts'>,
): Promise<void> {
  const rule = telling[`${track} ${to}`]
  if (!rule) return
  const agency =
    facts.agency ?? trackOf(held, track).facts.agency ?? trackOf(held, 'nationality').facts.agency
  const ledger = await readLedger(ctx, held.row.code)
  const now = ctx.now.toISOString()
  const forbidden = ledger.restrictions.some(
    ({ restriction, takenBackAt }) => takenBackAt === undefined && rule.against.includes(restriction),
  )
  const entry = mayByConsent(ledger, {
    purpose: rule.purpose,
    ...(rule.needsName ? { recipient: { organisation: agency ?? '', kind: '' } } : {}),
    isChild: isChildIn(held),
    now,
  })
  if (forbidden || !entry) throw new Problem('not-allowed', notAgreed)
}

export const notAgreed: Words = {
  en: 'The person has not agreed to this, or does not want it: write it in the agreements first, with the name of who is told',
  th: 'บุคคลนี้ยังไม่ได้ยินยอมหรือไม่ต้องการ โปรดบันทึกในความยินยอมก่อน พร้อมชื่อผู้ที่จะได้รับแจ้ง',
}
