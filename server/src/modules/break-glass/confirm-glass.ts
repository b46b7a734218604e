import type { GlassConfirm, GlassUse } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { VaultFault } from '../../vault-door.ts'
import { answerStepUp, hasPasskey } from '../identity/index.ts'
import { askVault } from '../protection/index.ts'
import { confirmWithinMs, getUse, openForMs, viewUse } from './use.ts'
import type { UseRow } from './use.ts'

/** The second factor: from now the named things are open for one hour, and whoever cares for the person is told. */
export async function confirmGlass(ctx: Context, id: string, given: GlassConfirm): Promise<GlassUse> {
  const row = await getUse(ctx, id, 'own')
  if (row.confirmed_at) return viewUse(ctx, row)
  if (row.asked_at.getTime() + confirmWithinMs < ctx.now.getTime()) throw new Problem('conflict', tooLate)
  const way = await prove(ctx, row, given)
  const endsAt = new Date(ctx.now.getTime() + openForMs)
  await ctx.tx.client.query(
    'update break_glass set confirmed_at = $2, ends_at = $3, way = $4 where id = $1',
    [id, ctx.now, endsAt, way],
  )
  await sealUnderPerson(ctx, row)
  await audit(ctx, { action: 'glass.broken', object: row.code, detail: { use: id, way } })
  return viewUse(ctx, { ...row, confirmed_at: ctx.now, ends_at: endsAt })
}

/** From now on the reason falls with the key of the person. Of somebody erased it stays apart, for who judges the look. */
async function sealUnderPerson(ctx: Context, row: UseRow): Promise<void> {
  if (row.sealed_under === row.code) return
  const sealed = await askVault(ctx, async (vault, asker) => {
    const [opened] = await vault.open({ ...asker, reference: `break-glass ${row.id}` }, [
      { code: row.sealed_under, id: row.reason_id },
    ])
    if (!opened?.body) return undefined
    return vault
      .seal(asker, [{ code: row.code, part: 'words', body: opened.body }])
      .catch((error: unknown) => {
        if (error instanceof VaultFault && error.refusal === 'erased') return undefined
        throw error
      })
  })
  if (!sealed?.[0]) return
  await ctx.tx.client.query('update break_glass set reason_id = $2, sealed_under = null where id = $1', [
    row.id,
    sealed[0].id,
  ])
}

async function prove(ctx: Context, row: UseRow, given: GlassConfirm): Promise<'passkey' | 'again'> {
  if (await hasPasskey(ctx)) {
    if (given.ceremony === undefined || given.answer === undefined) throw new Problem('conflict', notProved)
    await answerStepUp(ctx, given.ceremony, given.answer)
    return 'passkey'
  }
  // Only invented people are here: whoever practises types the code of the wristband once more.
  if (ctx.node.config.mode !== 'training' || given.code !== row.code) throw new Problem('conflict', notProved)
  return 'again'
}

const tooLate = {
  en: 'More than five minutes have passed: ask again',
  th: 'เกินห้านาทีแล้ว โปรดขอใหม่อีกครั้ง',
}
const notProved = {
  en: 'Confirm once more that it is you: nothing was opened',
  th: 'โปรดยืนยันตัวตนอีกครั้ง ยังไม่มีการเปิดข้อมูลใด',
}
