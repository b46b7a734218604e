import type { Context } from '../../context.ts'
import { seen } from './seen.ts'

/**
 * Puts somebody and those named into one party, with whoever stays with them already. Codes that are nobody's yet, or
 * nobody's the reader sees, are left out: they join when they arrive and name this person.
 */
export async function keepTogether(ctx: Context, code: string, others: readonly string[]): Promise<void> {
  if (others.length === 0) return
  await ctx.tx.client.query(
    `update protected_person p set party = mine.party, version = p.version + 1, changed_at = $3
     from (select party from protected_person where code = $4) mine
     where p.party in (select p.party from protected_person p where ${seen} and p.code = any($5::text[]))
       and ${seen} and p.party <> mine.party`,
    [ctx.visible, ctx.actor.organisation, ctx.now, code, others],
  )
}
