import { enqueue } from '#store/enqueue.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt } from '../../problem.ts'
import { sealWords } from '../protection/index.ts'
import type { ActOf, Doing, Kept } from './doing.ts'
import { latestToday } from './person.ts'

/** What a doctor says a person can do, until when; what they suffer from stays with the doctor. */
export async function writeCertificate(
  ctx: Context,
  { code }: Doing,
  act: ActOf<'certificate'>,
): Promise<Kept> {
  const { certificate, travel, interview, needsRest, issuedOn, validUntil } = act
  if (issuedOn > latestToday(ctx))
    throw faultAt('/act/issuedOn', { en: 'give today or an earlier day', th: 'โปรดระบุวันนี้หรือวันก่อนหน้า' })
  if (validUntil < issuedOn)
    throw faultAt('/act/validUntil', { en: 'give a later day', th: 'โปรดระบุวันที่ช้ากว่านี้' })
  const made = await ctx.tx.client.query(
    `insert into health_certificate (id, code, travel, interview, needs_rest, doctor_id, issued_on, valid_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`,
    [
      ...[certificate, code, travel, interview, needsRest],
      ...[await sealWords(ctx, code, act.doctor), issuedOn, validUntil],
    ],
  )
  if (made.rowCount === 0) throw new Problem('conflict')
  // The way home reads it: what stops the journey is computed anew.
  await enqueue(ctx.tx, 'returns.settle', { person: code }, { key: `returns:${code}` })
  return { certificate, travel, interview, needsRest, issuedOn, validUntil }
}
