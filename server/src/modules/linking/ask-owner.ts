import type { AskOwner, PairQuestion } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'
import { viewQuestion } from './view-question.ts'

interface Side {
  readonly id: number
  readonly wire: string
  readonly blocks: readonly number[]
}

/** Asks the organisation that owns one side of a pair. Whoever asks sees both; the owner reads the words and its own side. */
export async function askOwner(ctx: Context, input: AskOwner): Promise<PairQuestion> {
  const sides = await bothSides(ctx, input)
  for (const block of sides.flatMap((side) => side.blocks))
    permit(ctx, 'content.judge', ctx.node.markings.block(block))
  const { organisation, question } = input
  const isTheirs = ({ blocks }: Side): boolean =>
    blocks.some((id) => {
      const block = ctx.node.markings.block(id)
      return block.node === ctx.node.name && block.organisation === organisation
    })
  const own = sides.find(isTheirs)
  const other = sides.find((side) => side !== own)
  if (!own || !other || organisation === ctx.actor.organisation)
    throw new Problem('body-invalid', undefined, [
      {
        pointer: 'organisation',
        rule: 'owner',
        hint: {
          en: 'choose another organisation that owns one of the two',
          th: 'เลือกหน่วยงานอื่นที่เป็นเจ้าของข้อมูลฝ่ายใดฝ่ายหนึ่ง',
        },
      },
    ])
  const id = newId()
  await ctx.tx.db
    .insertInto('pair_question')
    .values({
      id,
      own_entity: own.id,
      other_entity: other.id,
      asked_organisation: organisation,
      asker_organisation: ctx.actor.organisation,
      question,
      by_person: ctx.actor.person,
      at: ctx.now,
    })
    .execute()
  await audit(ctx, {
    action: 'question.asked',
    object: id,
    shown: sides.map((side) => side.wire),
    detail: { organisation },
  })
  return viewQuestion(ctx, id)
}

async function bothSides(ctx: Context, { left, right }: AskOwner): Promise<readonly Side[]> {
  const found = await ctx.tx.client.query<Side>(
    `select id, wire, array(select m from unnest(markings) as m where visible($2, m)) as blocks
     from entity where wire = any($1::uuid[]) and any_visible($2, markings)`,
    [[left, right], Buffer.from(ctx.visible)],
  )
  if (found.rows.length < (left === right ? 1 : 2)) throw notFound()
  return found.rows
}
