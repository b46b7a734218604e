import type { Context } from '../context.ts'
import { Problem } from '../problem.ts'

/** The answer given before to the same creating request; a key used for another request is refused. */
export async function findReply(
  ctx: Context,
  key: string,
  hash: Buffer,
): Promise<{ readonly reply: unknown } | undefined> {
  // Two of the same at once: the second waits for the first and then finds its answer.
  await ctx.tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 7438003))', [
    `${ctx.actor.person}/${key}`,
  ])
  const found = await ctx.tx.db
    .selectFrom('idempotency')
    .select(['request_hash', 'reply'])
    .where('person_id', '=', ctx.actor.person)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!found) return undefined
  if (!found.request_hash.equals(hash)) throw new Problem('idempotency-reused')
  return { reply: found.reply === null ? undefined : found.reply }
}

export async function keepReply(ctx: Context, key: string, hash: Buffer, reply: unknown): Promise<void> {
  await ctx.tx.db
    .insertInto('idempotency')
    .values({
      person_id: ctx.actor.person,
      key,
      request_hash: hash,
      status: reply === undefined ? 204 : 200,
      reply: JSON.stringify(reply ?? null),
    })
    .execute()
}
