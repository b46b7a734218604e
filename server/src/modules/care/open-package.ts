import type { PackageItem, ReferralPackage } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { openForReason } from '../protection/index.ts'
import { getReferral, isReceiver } from './find-referral.ts'

/** The package, for who prepared it and for who received it: one way for both, so that a preview shows what goes. */
export async function openPackage(ctx: Context, id: string, reason: string): Promise<ReferralPackage> {
  const row = await getReferral(ctx, id)
  const found = await ctx.tx.client.query<{ key: string; sealed_id: string }>(
    'select key, sealed_id from referral_item where referral_id = $1 order by key',
    [id],
  )
  const words = isReceiver(ctx, row) ? null : row.words_id
  const ids = [...found.rows.map(({ sealed_id: sealed }) => sealed), ...(words === null ? [] : [words])]
  const opened = await openForReason(ctx, row.code, { ids, reason })
  const textOf = (sealed: string): string => {
    const body = opened.find((one) => one.id === sealed)?.body
    if (!body) throw new Problem('conflict', lost)
    return Buffer.from(body).toString('utf8')
  }
  await audit(ctx, { action: 'referral.opened', object: row.code, detail: { items: found.rows.length } })
  return {
    items: found.rows.map(({ sealed_id: sealed }) => JSON.parse(textOf(sealed)) as PackageItem),
    ...(words === null ? {} : { words: textOf(words) }),
  }
}

const lost = { en: 'This was erased and stays so', th: 'ข้อมูลนี้ถูกลบแล้วและไม่นำกลับมา' }
