import { strictest } from '@shield/core'
import type { Level, Marking } from '@shield/core'

import { enqueue } from '#store/enqueue.ts'
import type { Context } from '../../../context.ts'
import type { Step } from './plan.ts'

/** A step whose successor has its number. */
export interface Numbered extends Step {
  readonly to: number
}

/** Interns the successors of a plan. */
export async function numbered(ctx: Context, steps: readonly Step[]): Promise<readonly Numbered[]> {
  const all: Numbered[] = []
  for (const step of steps) all.push({ ...step, to: await ctx.node.markings.intern(ctx.tx, step.after) })
  return all
}

/**
 * Moves every row of some records from each block to its successor, in this transaction: the values, the relations (also those
 * that still wait for an end), the verbatim record. What is derived follows: what an entity shows, the search index, judgements.
 */
export async function moveRows(
  ctx: Context,
  records: readonly number[],
  steps: readonly Numbered[],
): Promise<void> {
  const { client } = ctx.tx
  const pairs = [records, steps.map((step) => step.id), steps.map((step) => step.to)]
  const step = 'unnest($2::integer[], $3::integer[]) as step (before, after)'
  for (const table of ['statement', 'link'])
    await client.query(
      `update ${table} set marking_id = step.after from ${step} where record_id = any($1::bigint[]) and marking_id = step.before`,
      pairs,
    )
  await client.query(
    `update parked_link set link = jsonb_set(link, '{marking}', to_jsonb(step.after)) from ${step}
     where record_id = any($1::bigint[]) and (link->>'marking')::integer = step.before`,
    pairs,
  )
  await client.query(
    `update record set marking_id = coalesce((select step.after from ${step} where step.before = marking_id), marking_id),
       handling_decided = true where id = any($1::bigint[])`,
    pairs,
  )
  const touched = await client.query<{ entity_id: number }>(
    'select distinct entity_id from statement where record_id = any($1::bigint[])',
    [records],
  )
  const entities = touched.rows.map((row) => row.entity_id)
  await client.query(
    `update entity set markings = coalesce((select array_agg(distinct s.marking_id order by s.marking_id) from statement s
       where s.entity_id = entity.id and s.retracted_at is null), '{}') where id = any($1::bigint[])`,
    [entities],
  )
  await client.query('insert into index_change (entity_ids) values ($1::bigint[])', [entities])
  // Releases are the exchange's own books: they follow by a job of theirs.
  await enqueue(ctx.tx, 'exchange.follow-marking', {}, { key: 'exchange.follow-marking' })
  await raiseJudgements(
    ctx,
    entities,
    steps.map(({ after }) => after),
  )
}

/** A judgement speaks of what it joins: its reason is handled as strictly as that. It is never loosened along. */
async function raiseJudgements(
  ctx: Context,
  entities: readonly number[],
  blocks: readonly Marking[],
): Promise<void> {
  const found = await ctx.tx.client.query<{ ids: number[]; block: Marking }>(
    `select array_agg(j.id) as ids, m.block from judgement j join marking m on m.id = j.marking_id
     where j.left_entity = any($1::bigint[]) or j.right_entity = any($1::bigint[]) group by m.id`,
    [entities],
  )
  for (const { ids, block } of found.rows) {
    const after = await ctx.node.markings.intern(ctx.tx, blocks.reduce(alongside, block))
    await ctx.tx.client.query(
      'update judgement set marking_id = $2 where id = any($1::bigint[]) and marking_id <> $2',
      [ids, after],
    )
  }
}

/** A judgement's block beside what it speaks of; of another owner's block it takes the level and the case. */
function alongside(judgement: Marking, block: Marking): Marking {
  if (judgement.node === block.node && judgement.organisation === block.organisation)
    return { ...strictest(judgement, block), recalled: judgement.recalled }
  return {
    ...judgement,
    level: Math.max(judgement.level, block.level) as Level,
    case: judgement.case === '' ? block.case : judgement.case,
  }
}
