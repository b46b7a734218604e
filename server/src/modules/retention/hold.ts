import type { PlaceHold, RetentionView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt, notFound } from '../../problem.ts'
import { openForReason, sealWords, seen } from '../protection/index.ts'
import { dayOf, keepClocks } from './clock.ts'
import { getKept, holdColumns, viewRetention } from './view.ts'
import type { HoldRow } from './view.ts'

/** A hold is looked at again at least once in a year. */
const mostDays = 366

/** Stops the clock of a person until a day. The reason may name somebody: it is sealed. Sent again it is the same hold. */
export async function placeHold(ctx: Context, code: string, asked: PlaceHold): Promise<RetentionView> {
  const person = await getKept(ctx, code)
  checkUntil(ctx, asked.until)
  if (!(await isPlaced(ctx, code, asked.id))) await writeHold(ctx, code, { ...asked, ofOversight: false })
  return viewRetention(ctx, person)
}

/** Is there this hold of this person already? An id that is in use for somebody else names nothing here. */
export async function isPlaced(ctx: Context, code: string, id: string): Promise<boolean> {
  const known = await ctx.tx.client.query<{ code: string }>('select code from legal_hold where id = $1', [id])
  if (known.rows[0] && known.rows[0].code !== code) throw notFound()
  return known.rows[0] !== undefined
}

/** Writes a hold with its reason sealed, and the clock anew. */
export async function writeHold(
  ctx: Context,
  code: string,
  asked: PlaceHold & { readonly ofOversight: boolean },
): Promise<void> {
  const reason = await sealWords(ctx, code, asked.reason)
  await ctx.tx.client.query(
    `insert into legal_hold (id, code, ground, reason_id, until, placed_at, placed_by, organisation, of_oversight)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[asked.id, code, asked.ground, reason, asked.until],
      ...[ctx.now, ctx.actor.person, ctx.actor.organisation, asked.ofOversight],
    ],
  )
  await keepClocks(ctx, [code])
  await audit(ctx, { action: 'hold.placed', object: code, detail: { ground: asked.ground } })
}

/** Somebody has looked whether it is still needed: it stands until another day, which may be an earlier one. */
export async function reviewHold(ctx: Context, id: string, until: string): Promise<RetentionView> {
  const hold = await getStanding(ctx, id)
  checkUntil(ctx, until)
  await ctx.tx.client.query(
    'update legal_hold set until = $2, reviewed_at = $3, reviewed_by = $4 where id = $1',
    [id, until, ctx.now, ctx.actor.person],
  )
  await keepClocks(ctx, [hold.code])
  await audit(ctx, { action: 'hold.reviewed', object: hold.code })
  return viewRetention(ctx, await getKept(ctx, hold.code))
}

export async function releaseHold(ctx: Context, id: string, reason: string): Promise<RetentionView> {
  const hold = await getStanding(ctx, id)
  await endHold(ctx, hold, reason)
  return viewRetention(ctx, await getKept(ctx, hold.code))
}

/** Ends a hold in hand: the clock runs on. */
export async function endHold(
  ctx: Context,
  { id, code }: Pick<HoldRow, 'id' | 'code'>,
  reason: string,
): Promise<void> {
  const because = await sealWords(ctx, code, reason)
  await ctx.tx.client.query(
    'update legal_hold set released_at = $2, released_by = $3, release_reason_id = $4 where id = $1',
    [id, ctx.now, ctx.actor.person, because],
  )
  await keepClocks(ctx, [code])
  await audit(ctx, { action: 'hold.released', object: code })
}

export async function openHold(
  ctx: Context,
  id: string,
  reason: string,
): Promise<{ words: string; released?: string }> {
  const hold = await getHold(ctx, id)
  const ids = [hold.reason_id, ...(hold.release_reason_id === null ? [] : [hold.release_reason_id])]
  const opened = await openForReason(ctx, hold.code, { ids, reason })
  const [words, released] = opened.map(({ body }) => (body ? Buffer.from(body).toString('utf8') : ''))
  await audit(ctx, { action: 'hold.opened', object: hold.code })
  return { words: words ?? '', ...(released === undefined ? {} : { released }) }
}

/** Of a person whom the reader's organisation cares for; hidden and missing ask the database the same. */
async function getHold(ctx: Context, id: string): Promise<HoldRow> {
  const found = await ctx.tx.client.query<HoldRow>(
    `select ${holdColumns} join protected_person p on p.code = h.code where ${seen} and $2 = any(p.carers) and h.id = $4
     for no key update of h`,
    [ctx.visible, ctx.actor.organisation, ctx.now, id],
  )
  return found.rows[0] ?? Promise.reject(notFound())
}

async function getStanding(ctx: Context, id: string): Promise<HoldRow> {
  const hold = await getHold(ctx, id)
  if (hold.released_at || hold.until < dayOf(ctx.now)) throw holdHasEnded()
  if (hold.of_oversight)
    throw new Problem('not-allowed', {
      en: 'Oversight stopped the clock, and oversight ends it',
      th: 'ฝ่ายตรวจสอบเป็นผู้สั่งระงับ จึงต้องให้ฝ่ายตรวจสอบเป็นผู้ยุติ',
    })
  return hold
}

export const holdHasEnded = (): Problem =>
  new Problem('conflict', { en: 'This hold has ended', th: 'การระงับการลบนี้สิ้นสุดแล้ว' })

export function checkUntil(ctx: Context, until: string): void {
  const last = dayOf(new Date(ctx.now.getTime() + mostDays * 86_400_000))
  if (until <= dayOf(ctx.now) || until > last)
    throw faultAt(
      '/until',
      {
        en: 'choose a later day, at most a year away: then somebody looks again',
        th: 'โปรดเลือกวันข้างหน้าไม่เกินหนึ่งปี เพื่อให้มีการทบทวนอีกครั้ง',
      },
      'day',
    )
}
