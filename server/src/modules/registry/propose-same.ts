import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import type { NewJudgement } from './keep-judgement.ts'
import type { SecondPerson } from './reach.ts'

interface Proposed extends NewJudgement {
  readonly why: SecondPerson
  readonly shown: readonly string[]
}

/** Keeps a "same" that waits for a second person; proposed again it is the one that waits already. Gives its id. */
export async function propose(ctx: Context, made: Proposed): Promise<string> {
  const waiting = await ctx.tx.db
    .selectFrom('pair_proposal')
    .select('id')
    .where('left_entity', '=', made.left)
    .where('right_entity', '=', made.right)
    .where('organisation', '=', ctx.actor.organisation)
    .where('marking_id', '=', made.marking)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (waiting) return waiting.id
  const id = newId()
  await ctx.tx.db
    .insertInto('pair_proposal')
    .values({
      id,
      left_entity: made.left,
      right_entity: made.right,
      organisation: ctx.actor.organisation,
      marking_id: made.marking,
      reason: made.reason,
      why: made.why,
      state: 'waiting',
      by_person: ctx.actor.person,
      at: ctx.now,
    })
    .execute()
  await audit(ctx, {
    action: 'judgement.proposed',
    object: id,
    shown: made.shown,
    detail: { verdict: 'same', why: made.why },
  })
  return id
}

/** What a judging made, when it is sent again: a judgement, or a proposal that waits or has been decided. */
export async function stateOfMade(ctx: Context, id: string): Promise<'made' | 'waiting'> {
  const found = await ctx.tx.db
    .selectFrom('pair_proposal')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  return found ? 'waiting' : 'made'
}
