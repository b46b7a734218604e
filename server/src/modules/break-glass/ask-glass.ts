import { randomBytes } from 'node:crypto'

import type { GlassAsked, GlassField, GlassUse } from '@shield/contract'
import { personCode } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { askStepUp } from '../identity/index.ts'
import { findPerson, sealWords } from '../protection/index.ts'

/** Emergencies of one officer in a day: whoever has more needs a colleague, not another look. */
const mostADay = 3

interface Asking {
  readonly code: string
  readonly fields: readonly GlassField[]
  readonly danger: GlassUse['danger']
  readonly reason: string
}

/**
 * Notes that somebody wants to look. Whether anybody has this code, or had it and was erased, changes neither the answer
 * nor what is asked of the database and the vault: until the second factor the reason lies under a code of its own.
 */
export async function askGlass(ctx: Context, asking: Asking): Promise<GlassAsked> {
  const known = await findPerson(ctx, asking.code)
  if (known) throw new Problem('conflict', notNeeded)
  await checkDay(ctx)
  const id = newId()
  const step = await askStepUp(ctx)
  if (!step && ctx.node.config.mode !== 'training') throw new Problem('not-allowed', needsPasskey)
  const under = personCode(randomBytes(11))
  const reason = await sealWords(ctx, under, asking.reason)
  await ctx.tx.client.query(
    `insert into break_glass (id, code, fields, danger, reason_id, sealed_under, asked_at, person_id, organisation)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[id, asking.code, asking.fields, asking.danger, reason, under, ctx.now],
      ...[ctx.actor.person, ctx.actor.organisation],
    ],
  )
  await audit(ctx, {
    action: 'glass.asked',
    object: asking.code,
    detail: { danger: asking.danger, fields: asking.fields.length },
  })
  return step ? { id, way: 'passkey', ...step } : { id, way: 'again' }
}

async function checkDay(ctx: Context): Promise<void> {
  await ctx.tx.client.query('select pg_advisory_xact_lock(7438041, hashtext($1))', [ctx.actor.person])
  const found = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count from break_glass where person_id = $1 and asked_at > $2::timestamptz - interval '24 hours'`,
    [ctx.actor.person, ctx.now],
  )
  if ((found.rows[0]?.count ?? 0) >= mostADay) throw new Problem('too-many', oftenEnough)
}

const notNeeded = {
  en: 'You see this person already: open what you need there, with your reason',
  th: 'คุณดูแลบุคคลนี้อยู่แล้ว เปิดดูได้จากหน้าของบุคคลโดยระบุเหตุผล',
}
const needsPasskey = {
  en: 'An emergency look needs a passkey: ask your administrator for one',
  th: 'การเปิดดูฉุกเฉินต้องใช้พาสคีย์ โปรดติดต่อผู้ดูแลระบบ',
}
const oftenEnough = {
  en: 'You have looked three times in a day: ask a colleague on duty',
  th: 'คุณเปิดดูฉุกเฉินครบสามครั้งในหนึ่งวันแล้ว โปรดให้เพื่อนร่วมงานที่เข้าเวรดำเนินการ',
}
