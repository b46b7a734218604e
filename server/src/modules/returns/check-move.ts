import type { MoveReturn, ReturnFacts } from '@shield/contract'
import { factsNeeded, faultOfMove, needsReason } from '@shield/core'
import type { MoveFault, TrackName, Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { Problem, faultAt, notFound } from '../../problem.ts'
import { trackOf } from './find-return.ts'
import type { HeldReturn } from './find-return.ts'
import { dayIn } from './return-law.ts'
import { standOf } from './settle-return.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** True where the act was done already; an id of another return's act is the id of nothing. */
export async function isKnownAct(ctx: Context, act: string, id: string): Promise<boolean> {
  const known = await ctx.tx.client.query<{ case_id: string }>(
    'select case_id from return_act where id = $1',
    [act],
  )
  if (known.rows[0] && known.rows[0].case_id !== id) throw notFound()
  return known.rows.length > 0
}

type Moving = Pick<MoveReturn, 'track' | 'was' | 'to' | 'facts' | 'reason'>

/** Refuses in words what the tracks do not allow now. */
export function checkMove(ctx: Context, held: HeldReturn, move: Moving): void {
  const track = trackOf(held, move.track)
  if (track.state !== move.was) throw new Problem('state-changed')
  const fault = faultOfMove(held.stands, {
    ...{ track: move.track, to: move.to },
    missing: standOf(held, { now: ctx.now, nextFollowUp: undefined }).missing,
    isDrafter: track.by_person === ctx.actor.person,
    hoursSince: (ctx.now.getTime() - track.since.getTime()) / hourMs,
    coolOffHours: held.row.law.coolOffHours,
  })
  if (fault)
    throw new Problem(fault === 'second-person' ? 'second-person-needed' : 'conflict', faultWords[fault])
  const absent = factsNeeded(move.track, move.to).find((fact) => move.facts[fact] === undefined)
  if (absent !== undefined)
    throw faultAt(`/facts/${absent}`, { en: 'tell this too', th: 'โปรดระบุข้อมูลนี้' }, 'required')
  if (needsReason(move.track, move.was, move.to) && move.reason === undefined)
    throw faultAt('/reason', { en: 'write why', th: 'โปรดเขียนเหตุผล' }, 'required')
  const { until } = move.facts
  if (until !== undefined && until < dayIn(held.row.law, ctx.now))
    throw faultAt('/facts/until', { en: 'this day is over', th: 'วันที่นี้ผ่านไปแล้ว' })
}

/** An assessment holds as long as the country's data says; anything else until the day that was told. */
export function untilOf(
  ctx: Context,
  { row }: HeldReturn,
  { track, to, facts }: { readonly track: TrackName; readonly to: string; readonly facts: ReturnFacts },
): string | undefined {
  if (track === 'risk' && to === 'approved')
    return dayIn(row.law, new Date(ctx.now.getTime() + row.law.riskDays * dayMs))
  return facts.until
}

const faultWords: Readonly<Record<MoveFault, Words>> = {
  'no-such-move': { en: 'It does not go there from where it stands', th: 'จากสถานะนี้ไปสถานะนั้นไม่ได้' },
  gates: {
    en: 'Something is still missing before the journey: see the list of gates',
    th: 'ยังขาดบางอย่างก่อนเดินทาง โปรดดูรายการด่าน',
  },
  'second-person': {
    en: 'Who wrote the assessment does not approve it: ask a colleague',
    th: 'ผู้เขียนการประเมินอนุมัติเองไม่ได้ โปรดให้เพื่อนร่วมงานอนุมัติ',
  },
  'cool-off': {
    en: 'The person has time to think it over; confirm it when that has passed',
    th: 'บุคคลนี้มีเวลาคิดทบทวน โปรดยืนยันเมื่อพ้นเวลานั้น',
  },
  'under-way': { en: 'The journey has begun', th: 'เริ่มเดินทางแล้ว' },
  undecided: {
    en: 'The person has not said that they want to go home: that comes first',
    th: 'บุคคลนี้ยังไม่ได้บอกว่าต้องการกลับบ้าน ต้องบันทึกเรื่องนั้นก่อน',
  },
  'by-itself': { en: 'This is done by its own act', th: 'ขั้นนี้ต้องทำด้วยปุ่มของตัวเอง' },
}
