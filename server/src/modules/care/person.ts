import type { Context } from '../../context.ts'
import { Problem, faultAt } from '../../problem.ts'
import { getPerson } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'

/** A person whom the actor's own organisation cares for. Who was let in by a share sees what the share names, and no care. */
export async function getCared(
  ctx: Context,
  code: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<PersonRow> {
  const person = await getPerson(ctx, code, { lock })
  if (!person.carers.includes(ctx.actor.organisation)) throw new Problem('not-allowed', notCaring)
  return person
}

const notCaring = {
  en: 'Those who care for the person see and write this',
  th: 'ผู้ดูแลบุคคลนี้เท่านั้นที่ดูและบันทึกได้',
}

/** A clock of a device may be wrong; what will be done tomorrow was not done yet. */
const aheadMs = 10 * 60_000

export function checkTime(ctx: Context, at: string): void {
  if (Date.parse(at) > ctx.now.getTime() + aheadMs)
    throw faultAt('/at', { en: 'set the clock of the device', th: 'โปรดตั้งเวลาของอุปกรณ์ให้ถูกต้อง' })
}

/** The day of the node's clock, UTC. */
export function today(ctx: Pick<Context, 'now'>): string {
  return ctx.now.toISOString().slice(0, 10)
}

/** The day it is where the day is furthest on (UTC+14): in the small hours of Bangkok the node's clock is still at yesterday. */
export function latestToday(ctx: Pick<Context, 'now'>): string {
  return new Date(ctx.now.getTime() + 14 * 3_600_000).toISOString().slice(0, 10)
}

export function daysOn(ctx: Pick<Context, 'now'>, days: number): string {
  return new Date(ctx.now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}
