import type { PersonIdentity, ReturnView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { askVault, blindOf, openForReason } from '../protection/index.ts'
import { getOwnReturn } from './find-return.ts'
import { moveTrack } from './note-return.ts'
import { settleReturn } from './settle-return.ts'
import { readReturn } from './view-return.ts'

/** The vault compares at most so many values of one person; documents come first. */
const mostValues = 16

/**
 * Whether the same person was here at another time, asked of the vault's blind index before the journey. What it finds is
 * kept as codes, and shown to who may see those people: to everybody else the check was made, and says nothing.
 */
export async function checkMet(ctx: Context, id: string, reason: string): Promise<ReturnView> {
  const held = await getOwnReturn(ctx, id)
  const { code, identity_id: identity } = held.row
  if (identity === null)
    throw new Problem('conflict', {
      en: 'Nothing is known yet of who this is: seal the identity first',
      th: 'ยังไม่มีข้อมูลว่าบุคคลนี้คือใคร โปรดปิดผนึกข้อมูลระบุตัวตนก่อน',
    })
  const [opened] = await openForReason(ctx, code, { ids: [identity], reason })
  if (!opened?.body) throw new Problem('conflict')
  await audit(ctx, { action: 'identity.opened', object: code, detail: { part: 'identity' } })
  const values = blindOf(
    JSON.parse(Buffer.from(opened.body).toString('utf8')) as PersonIdentity,
    ctx.node.name.toUpperCase(),
  )
  const fits =
    values.length === 0
      ? []
      : await askVault(ctx, (vault, asker) => vault.find(asker, values.slice(0, mostValues)))
  const found = fits.map((one) => one.code).filter((one) => one !== code)
  await moveTrack(ctx, held, {
    ...{ track: 'reencounter', to: 'checked', facts: {}, kind: 'check' },
  })
  await ctx.tx.client.query(
    'insert into return_check (case_id, found, at, by_person) values ($1, $2, $3, $4)',
    [id, found, ctx.now, ctx.actor.person],
  )
  await settleReturn(ctx, held.row)
  await audit(ctx, { action: 'return.checked', object: code })
  return readReturn(ctx, id)
}
