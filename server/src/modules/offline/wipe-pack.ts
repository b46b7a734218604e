import type { PackRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { getPack, mayWipe } from './find-pack.ts'
import { packRow } from './list-packs.ts'

/** The device goes blank when it next asks. Who carries it may order it, and who leads or runs the organisation. */
export async function wipePack(ctx: Context, id: string): Promise<PackRow> {
  const pack = await getPack(ctx, id, { lock: true })
  if (!mayWipe(ctx, pack)) throw new Problem('not-allowed', notYours)
  if (pack.wiped_at) throw new Problem('conflict', wiped)
  await ctx.tx.client.query(
    'update device_pack set wipe_at = coalesce(wipe_at, $2), wipe_by = coalesce(wipe_by, $3) where id = $1',
    [id, ctx.now, ctx.actor.person],
  )
  await audit(ctx, { action: 'pack.wipe-ordered', object: id })
  return packRow(ctx, await getPack(ctx, id))
}

const notYours = {
  en: 'Who carries the device orders it, or a supervisor or administrator of the organisation',
  th: 'ผู้ถืออุปกรณ์ หัวหน้างาน หรือผู้ดูแลระบบของหน่วยงานเท่านั้นที่สั่งลบได้',
}
const wiped = { en: 'The device was wiped already', th: 'อุปกรณ์ถูกลบข้อมูลแล้ว' }
