import type { MadeJudgement, MakeJudgement } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'
import { addJudgement, judgementMarking, resolve } from './keep-judgement.ts'
import type { NewJudgement } from './keep-judgement.ts'
import { propose } from './propose-same.ts'
import { readReach, secondPersonFor } from './reach.ts'

interface Side {
  readonly id: number
  readonly wire: string
  readonly markings: number[]
}

/**
 * Judges two entities same, different or unsure. The judgement is handled as strictly as what it speaks of. A "same" that
 * reaches far, or touches the protected, joins nothing until a second person agrees.
 */
export async function makeJudgement(ctx: Context, input: MakeJudgement): Promise<MadeJudgement> {
  const { reason = '', verdict } = input
  if (reason === '' && verdict !== 'unsure')
    throw new Problem('body-invalid', undefined, [
      { pointer: 'reason', rule: 'required', hint: 'say why they are the same or different' },
    ])
  const [left, right] = await bothSides(ctx, input.left, input.right)
  const blocks = [...left.markings, ...right.markings].map((id) => ctx.node.markings.block(id))
  for (const block of blocks) permit(ctx, 'content.judge', block)
  const marking = await ctx.node.markings.intern(ctx.tx, judgementMarking(ctx, blocks))
  const [low, high] = left.id < right.id ? [left, right] : [right, left]
  const made: NewJudgement = { left: low.id, right: high.id, verdict, reason, marking }
  const standing = await findStanding(ctx, made)
  const shown = [left.wire, right.wire]
  if (standing?.verdict === verdict) {
    // Nothing is made, but that it stands was told.
    await audit(ctx, { action: 'judgement.made', object: standing.wire, shown, detail: { verdict } })
    return { id: standing.wire, state: 'made' }
  }
  if (standing) throw new Problem('conflict')
  if (verdict === 'same') {
    const why = secondPersonFor(ctx, await readReach(ctx, left.wire, right.wire))
    if (why !== undefined) return { id: await propose(ctx, { ...made, why, shown }), state: 'waiting' }
    for (const block of blocks) permit(ctx, 'content.join', block)
  }
  const id = newId()
  await addJudgement(ctx, { ...made, wire: id, by: ctx.actor.person })
  await audit(ctx, { action: 'judgement.made', object: id, shown, detail: { verdict } })
  return { id, state: 'made' }
}

/** The same word of the same organisation once more is no second judgement; a hidden one of another is not looked at. */
async function findStanding(
  ctx: Context,
  { left, right, marking }: NewJudgement,
): Promise<{ readonly wire: string; readonly verdict: string } | undefined> {
  return ctx.tx.db
    .selectFrom('judgement')
    .select(['wire', 'verdict'])
    .where('left_entity', '=', left)
    .where('right_entity', '=', right)
    .where('organisation', '=', ctx.actor.organisation)
    .where('marking_id', '=', marking)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
}

/** Withdraws a judgement of the own organisation; the clusters are what they would be without it. */
export async function withdrawJudgement(ctx: Context, wire: string, reason: string): Promise<void> {
  const found = await ctx.tx.client.query<{
    id: number
    left_entity: number
    right_entity: number
    organisation: string
    marking_id: number
  }>(
    `select id, left_entity, right_entity, organisation, marking_id from judgement
     where wire = $1 and withdrawn_at is null and visible($2, marking_id) for update`,
    [wire, Buffer.from(ctx.visible)],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  permit(ctx, 'content.judge', ctx.node.markings.block(row.marking_id))
  if (row.organisation !== ctx.actor.organisation)
    throw new Problem('not-allowed', { en: 'Another organisation judged this', th: 'หน่วยงานอื่นเป็นผู้วินิจฉัย' })
  await ctx.tx.db
    .updateTable('judgement')
    .set({ withdrawn_at: ctx.now, withdrawn_by: ctx.actor.person, withdrawn_reason: reason })
    .where('id', '=', row.id)
    .execute()
  await resolve(ctx, [row.left_entity, row.right_entity])
  await audit(ctx, { action: 'judgement.withdrawn', object: wire })
}

async function bothSides(ctx: Context, left: string, right: string): Promise<readonly [Side, Side]> {
  const found = await ctx.tx.client.query<Side>(
    `select id, wire, array(select m from unnest(markings) as m where visible($2, m)) as markings
     from entity where wire = any($1::uuid[]) and any_visible($2, markings)`,
    [[left, right], Buffer.from(ctx.visible)],
  )
  const side = (wire: string): Side | undefined => found.rows.find((row) => row.wire === wire)
  const [one, other] = [side(left), side(right)]
  if (!one || !other) throw notFound()
  if (one.id === other.id)
    throw new Problem('body-invalid', undefined, [
      { pointer: 'right', rule: 'different', hint: 'choose another entity' },
    ])
  return [one, other]
}
