import type { PackContents } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { boardContents, heardContents } from './fill-pack.ts'
import { getPack, nameOf } from './find-pack.ts'
import { offlineRules } from './rules.ts'
import { hoursOf } from './take-pack.ts'

/** Gives its holder what stands there now and the time anew; of a board the holder may no longer see there is none. */
export async function renewPack(ctx: Context, id: string): Promise<PackContents> {
  const pack = await getPack(ctx, id, { lock: true })
  if (pack.person_id !== ctx.actor.person) throw new Problem('not-allowed', notYours)
  if (pack.wipe_at || pack.wiped_at) throw new Problem('conflict', over)
  const contents = pack.arrival_id
    ? await boardContents(ctx, pack.arrival_id)
    : await heardContents(ctx, { chosen: pack.chosen, before: pack.codes })
  const rules = await offlineRules(ctx)
  const expiresAt = new Date(ctx.now.getTime() + hoursOf(rules, pack.kind) * 3_600_000)
  await ctx.tx.client.query(
    `update device_pack set expires_at = $2, seen_at = $3,
       codes = array(select distinct unnest(codes || $4::text[])) where id = $1`,
    [id, expiresAt, ctx.now, contents.people.map(({ code }) => code)],
  )
  await audit(ctx, { action: 'pack.renewed', object: id, detail: { count: contents.people.length } })
  return {
    ...contents,
    ...{ id, kind: pack.kind, device: pack.device, rules },
    holder: { id: pack.person_id, name: nameOf(pack) },
    takenAt: pack.taken_at.toISOString(),
    expiresAt: expiresAt.toISOString(),
    now: ctx.now.toISOString(),
  }
}

const notYours = {
  en: 'Who took these people along works with them on this device',
  th: 'เฉพาะผู้ที่นำข้อมูลไปเท่านั้นที่ใช้ข้อมูลบนอุปกรณ์นี้ได้',
}
const over = {
  en: 'This device is to be wiped: nothing more is given to it',
  th: 'อุปกรณ์นี้ถูกสั่งให้ลบข้อมูล จึงไม่ส่งข้อมูลเพิ่มให้',
}
