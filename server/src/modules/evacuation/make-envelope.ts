import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { hashOfCode, newCode } from './code.ts'

const goodDays = 365

/**
 * A code that agrees for its owner, once, for a sealed envelope: who has to be found in the night may not be at a screen. The
 * earlier one of the same person ends.
 */
export async function makeEnvelope(ctx: Context): Promise<{ code: string; goodUntil: string }> {
  const code = newCode()
  const until = new Date(ctx.now.getTime() + goodDays * 86_400_000)
  await ctx.tx.client.query(
    `insert into evacuation_approval (person_id, code_hash, made_at, good_until) values ($1, $2, $3, $4)
     on conflict (person_id) do update set code_hash = excluded.code_hash, made_at = excluded.made_at, good_until = excluded.good_until`,
    [ctx.actor.person, hashOfCode(code), ctx.now, until],
  )
  await audit(ctx, { action: 'evacuation.enveloped' })
  return { code, goodUntil: until.toISOString() }
}
