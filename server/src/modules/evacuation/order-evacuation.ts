import type { EvacuationAsk, EvacuationRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context, Visit } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { hashOfCode } from './code.ts'
import type { Kind } from './journal.ts'
import { areTwoOffices, rolesOf } from './offices.ts'
import { getRow } from './view-evacuations.ts'

/** So long two people have to find each other, and the machine. */
const goodHours = 24

const goodUntil = (now: Date): Date => new Date(now.getTime() + goodHours * 3_600_000)

/** Orders an evacuation or a drill; nothing happens until a second person of the other office agrees. */
export async function askEvacuation(ctx: Context, { kind, reason }: EvacuationAsk): Promise<EvacuationRow> {
  await endOverdue(ctx)
  const standing = await ctx.tx.client.query(
    `select 1 from evacuation where state in ('asked','agreed','under-way')`,
  )
  if (standing.rowCount !== 0) throw new Problem('conflict', oneAtATime)
  const id = newId()
  await ctx.tx.client.query(
    `insert into evacuation (id, kind, reason, asked_by, asked_at, good_until) values ($1, $2, $3, $4, $5, $6)`,
    [id, kind, reason, ctx.actor.person, ctx.now, goodUntil(ctx.now)],
  )
  await audit(ctx, { action: 'evacuation.asked', object: id, detail: { kind } })
  return getRow(ctx, id)
}

/** What nobody carried out in time makes room for the next. */
async function endOverdue({ tx, now }: Visit): Promise<void> {
  await tx.client.query(
    `update evacuation set state = 'withdrawn', ended_at = good_until where state in ('asked','agreed') and good_until <= $1`,
    [now],
  )
}

interface Standing {
  readonly kind: Kind
  readonly state: EvacuationRow['state']
  readonly asked_by: string
}

/** Agrees as the second person: another one, of the other office. */
export async function agreeEvacuation(ctx: Context, id: string): Promise<EvacuationRow> {
  const order = await lockOrder(ctx, id)
  if (order.asked_by === ctx.actor.person) throw new Problem('second-person-needed', anotherPerson)
  if (order.state !== 'asked') throw new Problem('conflict', isOver)
  const roles = (await rolesOf(ctx, [order.asked_by])).get(order.asked_by) ?? []
  if (!areTwoOffices(roles, ctx.actor.roles)) throw new Problem('second-person-needed', otherOffice)
  await ctx.tx.client.query(
    `update evacuation set state = 'agreed', agreed_by = $2, agreed_at = $3, good_until = $4 where id = $1`,
    [id, ctx.actor.person, ctx.now, goodUntil(ctx.now)],
  )
  await audit(ctx, { action: 'evacuation.agreed', object: id, detail: { kind: order.kind } })
  return getRow(ctx, id)
}

/** Takes back what nobody has begun: each of those who may order it. */
export async function withdrawEvacuation(ctx: Context, id: string): Promise<EvacuationRow> {
  const order = await lockOrder(ctx, id)
  if (order.state !== 'asked' && order.state !== 'agreed') throw new Problem('conflict', isOver)
  await ctx.tx.client.query(`update evacuation set state = 'withdrawn', ended_at = $2 where id = $1`, [
    id,
    ctx.now,
  ])
  await audit(ctx, { action: 'evacuation.withdrawn', object: id, detail: { kind: order.kind } })
  return getRow(ctx, id)
}

async function lockOrder({ tx, now }: Visit, id: string): Promise<Standing> {
  const found = await tx.client.query<Standing>(
    `select kind, asked_by, case when state in ('asked','agreed') and good_until <= $2 then 'over' else state end as state
     from evacuation where id = $1 for update`,
    [id, now],
  )
  const [order] = found.rows
  if (!order) throw notFound()
  return order
}

/**
 * An order by the codes of two envelopes, at the machine, where nobody comes to a screen. Both codes are used up. Gives its id.
 */
export async function orderByCodes(
  visit: Visit,
  {
    codes,
    kind,
    reason,
  }: { readonly codes: readonly string[]; readonly kind: Kind; readonly reason: string },
): Promise<string> {
  const taken = await visit.tx.client.query<{ person: string }>(
    `delete from evacuation_approval where code_hash = any($1::bytea[]) and good_until > $2 returning person_id as person`,
    [codes.map(hashOfCode), visit.now],
  )
  const [one, other] = taken.rows.map((row) => row.person)
  if (one === undefined || other === undefined) throw new Problem('second-person-needed', twoCodes)
  const roles = await rolesOf(visit, [one, other])
  if (!areTwoOffices(roles.get(one) ?? [], roles.get(other) ?? []))
    throw new Problem('second-person-needed', otherOffice)
  await endOverdue(visit)
  await visit.tx.client.query(
    `update evacuation set state = 'withdrawn', ended_at = $1 where state in ('asked','agreed')`,
    [visit.now],
  )
  const id = newId()
  await visit.tx.client.query(
    `insert into evacuation (id, kind, reason, state, asked_by, asked_at, agreed_by, agreed_at, good_until)
     values ($1, $2, $3, 'agreed', $4, $5, $6, $5, $7)`,
    [id, kind, reason, one, visit.now, other, goodUntil(visit.now)],
  )
  for (const [person, action] of [
    [one, 'evacuation.asked'],
    [other, 'evacuation.agreed'],
  ] as const)
    await audit(visit, { action, object: id, person, detail: { kind, envelope: true } })
  return id
}

const oneAtATime = {
  en: 'An order stands already: agree to it, or take it back first',
  th: 'มีคำสั่งค้างอยู่แล้ว โปรดให้ความเห็นชอบหรือถอนคำสั่งเดิมก่อน',
}
const anotherPerson = {
  en: 'Somebody else has to agree: you gave the order',
  th: 'ผู้ให้ความเห็นชอบต้องเป็นคนอื่น เพราะคุณเป็นผู้สั่ง',
}
const otherOffice = {
  en: 'One has to be an administrator, the other of oversight, a supervisor or the head of a shelter',
  th: 'คนหนึ่งต้องเป็นผู้ดูแลระบบ อีกคนต้องเป็นผู้ตรวจสอบหรือหัวหน้างาน',
}
const isOver = {
  en: 'The order was agreed to, begun, taken back or is over',
  th: 'คำสั่งนี้ได้รับความเห็นชอบ เริ่มดำเนินการ ถูกถอน หรือหมดเวลาแล้ว',
}
const twoCodes = {
  en: 'Two codes of two people are needed; one was wrong, used, too old or given twice',
  th: 'ต้องใช้รหัสสองชุดจากสองคน มีรหัสที่ผิด ใช้ไปแล้ว หมดอายุ หรือซ้ำกัน',
}
