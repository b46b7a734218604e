import type { Context } from '../../context.ts'
import { Problem, faultAt } from '../../problem.ts'
import { notOfPerson } from './doing.ts'
import type { ActOf, Doing, Kept } from './doing.ts'

/** Somebody sleeps in a house of the actor's organisation from now on. A full house takes nobody unless it is said to. */
export async function beginStay(ctx: Context, { code, at }: Doing, act: ActOf<'stay-in'>): Promise<Kept> {
  const found = await ctx.tx.client.query<{ capacity: number; taken: number }>(
    // The house is locked, so that two hands do not give one bed twice.
    `select p.capacity, (select count(*)::int from shelter_stay s where s.place_id = p.id and s.out_at is null) as taken
     from (select * from shelter_place where id = $1 and organisation = $2 and visible($3, marking_id) for update) p`,
    [act.place, ctx.actor.organisation, ctx.visible],
  )
  const place = found.rows[0]
  if (!place) throw faultAt('/act/place', { en: 'choose a house of yours', th: 'โปรดเลือกบ้านพักของหน่วยงานคุณ' })
  if (place.taken >= place.capacity && act.beyondFull !== true) throw new Problem('conflict', full)
  const now = await ctx.tx.client.query('select 1 from shelter_stay where code = $1 and out_at is null', [
    code,
  ])
  if (now.rowCount !== 0) throw new Problem('conflict', elsewhere)
  const made = await ctx.tx.client.query(
    'insert into shelter_stay (id, code, place_id, in_at) values ($1, $2, $3, $4) on conflict do nothing',
    [act.stay, code, act.place, at],
  )
  if (made.rowCount === 0) throw new Problem('conflict')
  return { stay: act.stay, place: act.place, ...(act.beyondFull ? { beyondFull: true } : {}) }
}

export async function endStay(ctx: Context, { code, at }: Doing, act: ActOf<'stay-out'>): Promise<Kept> {
  const ended = await ctx.tx.client.query(
    'update shelter_stay set out_at = $3, out_to = $4 where id = $1 and code = $2 and out_at is null',
    [act.stay, code, at, act.to],
  )
  if (ended.rowCount === 0) throw faultAt('/act/stay', notOfPerson)
  return { stay: act.stay, to: act.to }
}

const full = {
  en: 'This house is full. Choose another, or say that one more is taken in',
  th: 'บ้านพักนี้เต็มแล้ว โปรดเลือกที่อื่น หรือยืนยันว่ารับเพิ่มอีกหนึ่งคน',
}
const elsewhere = {
  en: 'This person stays in a house already: write first that they left it',
  th: 'บุคคลนี้พักอยู่ที่บ้านพักอื่นแล้ว โปรดบันทึกการออกก่อน',
}
