import type { CaseRelease } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { recalledAt } from './recalled-at.ts'
import { getCaseRelease, readCaseRelease } from './view-cases.ts'

/** Writes down that the recipient was told to delete every case that is to be deleted so far. */
export async function tellRecipient(
  ctx: Context,
  id: string,
  way: NonNullable<CaseRelease['people'][number]['toldWay']>,
): Promise<CaseRelease> {
  await getCaseRelease(ctx, id, { lock: true })
  const told = await ctx.tx.client.query(
    `insert into case_release_told (release_id, code, way, at, by_person)
     select rp.release_id, rp.code, $2, $3, $4 from case_release_person rp
     where rp.release_id = $1 and rp.taken_at is not null and ${recalledAt} is not null on conflict do nothing`,
    [id, way, ctx.now, ctx.actor.person],
  )
  if ((told.rowCount ?? 0) === 0) throw new Problem('conflict')
  await audit(ctx, { action: 'case.told', object: id, detail: { way, cases: told.rowCount ?? 0 } })
  return readCaseRelease(ctx, id)
}
