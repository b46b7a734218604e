import type { ReturnView } from '@shield/contract'
import { neverOverridden } from '@shield/core'
import type { GateName } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt, notFound } from '../../problem.ts'
import { sealWords, seen } from '../protection/index.ts'
import { getOwnReturn } from './find-return.ts'
import { settleReturn, standOf } from './settle-return.ts'
import { readReturn } from './view-return.ts'

interface Asked {
  readonly id: string
  readonly gate: GateName
  readonly reason: string
}

/** Asks a second person to open one gate. The person's own word and the protection from being sent back are never opened so. */
export async function askOverride(
  ctx: Context,
  id: string,
  { id: override, gate, reason }: Asked,
): Promise<ReturnView> {
  const held = await getOwnReturn(ctx, id)
  const known = await ctx.tx.client.query<{ case_id: string }>(
    'select case_id from return_override where id = $1',
    [override],
  )
  if (known.rows[0] && known.rows[0].case_id !== id) throw notFound()
  if (known.rows[0]) return readReturn(ctx, id)
  if (neverOverridden.includes(gate))
    throw faultAt('/gate', {
      en: 'nobody decides this for the person',
      th: 'เรื่องนี้ไม่มีใครตัดสินใจแทนบุคคลนี้ได้',
    })
  const { missing } = standOf(held, { now: ctx.now, nextFollowUp: undefined })
  const asked = held.overrides.some((one) => one.gate === gate && !one.refused_at)
  if (!missing.includes(gate) || asked) throw new Problem('conflict')
  await ctx.tx.client.query(
    `insert into return_override (id, case_id, gate, reason_id, asked_by, asked_at, organisation) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[override, id, gate, await sealWords(ctx, held.row.code, reason)],
      ...[ctx.actor.person, ctx.now, ctx.actor.organisation],
    ],
  )
  await audit(ctx, { action: 'return.override-asked', object: held.row.code, detail: { gate } })
  return readReturn(ctx, id)
}

/** The second person: another one than who asked, with a reason of their own. What was refused stays too. */
export async function answerOverride(
  ctx: Context,
  id: string,
  { agrees, reason }: { readonly agrees: boolean; readonly reason: string },
): Promise<ReturnView> {
  const found = await ctx.tx.client.query<{
    case_id: string
    gate: GateName
    asked_by: string
    is_open: boolean
  }>(
    `select o.case_id, o.gate, o.asked_by, o.agreed_at is null and o.refused_at is null as is_open
     from return_override o join return_case r on r.id = o.case_id join protected_person p on p.code = r.code
     where ${seen} and o.id = $4`,
    [ctx.visible, ctx.actor.organisation, ctx.now, id],
  )
  const asked = found.rows[0]
  if (!asked) throw notFound()
  const held = await getOwnReturn(ctx, asked.case_id)
  if (!asked.is_open) throw new Problem('conflict')
  if (asked.asked_by === ctx.actor.person && agrees) throw new Problem('second-person-needed')
  const second = await sealWords(ctx, held.row.code, reason)
  await ctx.tx.client.query(
    agrees
      ? 'update return_override set agreed_by = $2, agreed_at = $3, second_reason_id = $4 where id = $1'
      : 'update return_override set refused_at = $3, second_reason_id = $4 where id = $1 and $2::uuid is not null',
    [id, ctx.actor.person, ctx.now, second],
  )
  await settleReturn(ctx, held.row)
  await audit(ctx, {
    action: agrees ? 'return.override-agreed' : 'return.override-refused',
    object: held.row.code,
    detail: { gate: asked.gate },
  })
  return readReturn(ctx, asked.case_id)
}
