import { createHash } from 'node:crypto'

import type { FastifyRequest } from 'fastify'

import type { Context } from '../context.ts'
import { Problem } from '../problem.ts'
import type { Served, Upload } from '../serve.ts'

interface Asked {
  readonly ctx: Context
  readonly served: Served
  readonly request: FastifyRequest
  readonly body: unknown
  readonly upload: Upload | undefined
}

/**
 * Does a creating request once for each Idempotency-Key of a person. What is kept is the id that was made:
 * sent again, the answer is made anew for what its sender may see now. A key used for another request is refused.
 */
export async function once(asked: Asked, act: () => Promise<unknown>): Promise<unknown> {
  const { ctx, served } = asked
  const key = asked.request.headers['idempotency-key']
  if (!served.again || typeof key !== 'string') return act()
  if (key.length === 0 || key.length > 200)
    throw new Problem('body-invalid', undefined, [
      { pointer: 'Idempotency-Key', rule: 'maxLength', hint: 'one to 200 characters' },
    ])
  const hash = hashOf(asked)
  // Two of the same at once: the second waits for the first and then finds what it made.
  await ctx.tx.client.query('select pg_advisory_xact_lock(hashtextextended($1, 7438003))', [
    `${ctx.actor.person}/${key}`,
  ])
  const found = await ctx.tx.db
    .selectFrom('idempotency')
    .select(['request_hash', 'made'])
    .where('person_id', '=', ctx.actor.person)
    .where('key', '=', key)
    .executeTakeFirst()
  if (found && !found.request_hash.equals(hash)) throw new Problem('idempotency-reused')
  if (found) return served.again(ctx, found.made ?? '')
  const answer = await act()
  await ctx.tx.db
    .insertInto('idempotency')
    .values({
      person_id: ctx.actor.person,
      key,
      request_hash: hash,
      made: madeBy(answer),
      created_at: ctx.now,
    })
    .execute()
  return answer
}

function madeBy(answer: unknown): string | null {
  const id = (answer as { readonly id?: unknown } | undefined)?.id
  return typeof id === 'string' ? id : null
}

function hashOf({ request, body, upload }: Asked): Buffer {
  const sent = upload ? [upload.fields, upload.file.sha256.toString('hex')] : body
  return createHash('sha256')
    .update(`${request.url}\n${JSON.stringify(sent)}`)
    .digest()
}
