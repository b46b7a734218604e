import type { GivenOutOfPerson } from '@shield/contract'
import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { recalledAt } from './recalled-at.ts'

interface Row {
  readonly recipient: string
  readonly purpose: GivenOutOfPerson['purpose']
  readonly with_identity: boolean
  readonly released_at: Date
  readonly taken_at: Date | null
  readonly recalled_at: Date | null
  readonly told_at: Date | null
}

/**
 * Every file that the case of a person the reader cares for went into, whichever organisation gave it out, the oldest first.
 * What waits, was refused, or was taken back before anybody had it never left: it is not here.
 */
export async function givenOutOfPerson(
  ctx: Context,
  code: string,
  nameOf: (organisation: string) => Words,
): Promise<GivenOutOfPerson[]> {
  const found = await ctx.tx.client.query<Row>(
    `select g.* from (
       select r.id, r.recipient, r.purpose, r.with_identity, r.released_at, rp.taken_at, ${recalledAt} as recalled_at,
         t.at as told_at
       from case_release_person rp join case_release r on r.id = rp.release_id
       left join case_release_told t on t.release_id = rp.release_id and t.code = rp.code
       where rp.code = $1 and r.state = 'released') g
     where g.taken_at is not null or g.recalled_at is null order by g.released_at, g.id limit 200`,
    [code],
  )
  return found.rows.map((row) => ({
    ...{ to: nameOf(row.recipient), purpose: row.purpose, withIdentity: row.with_identity },
    releasedAt: row.released_at.toISOString(),
    ...(row.taken_at ? { takenAt: row.taken_at.toISOString() } : {}),
    ...(row.recalled_at ? { recalledAt: row.recalled_at.toISOString() } : {}),
    ...(row.told_at ? { toldAt: row.told_at.toISOString() } : {}),
  }))
}
