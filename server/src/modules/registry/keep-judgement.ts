import { joinsOf, reachable, strictest } from '@shield/core'
import type { Judged, Marking } from '@shield/core'
import type { Judgement } from '@shield/contract'

import type { Context } from '../../context.ts'

export interface NewJudgement {
  /** The lower number first. */
  readonly left: number
  readonly right: number
  readonly verdict: Judgement['verdict']
  readonly reason: string
  readonly marking: number
}

/** Writes a judgement of the own organisation, and what follows for the clusters. Gives its number. */
export async function addJudgement(
  ctx: Context,
  made: NewJudgement & { readonly wire: string; readonly by: string },
): Promise<number> {
  const { id } = await ctx.tx.db
    .insertInto('judgement')
    .values({
      wire: made.wire,
      left_entity: made.left,
      right_entity: made.right,
      verdict: made.verdict,
      reason: made.reason,
      organisation: ctx.actor.organisation,
      marking_id: made.marking,
      by_person: made.by,
      at: ctx.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await resolve(ctx, [made.left, made.right])
  return id
}

/** Makes the global clusters around some entities anew, from all standing judgements; viewers' own are made when they look. */
export async function resolve(ctx: Context, entities: readonly number[]): Promise<void> {
  await ctx.tx.client.query('select pg_advisory_xact_lock(7438005)')
  const around = await ctx.tx.client.query<{ id: number }>(
    'select id from entity where canonical in (select canonical from entity where id = any($1::bigint[]))',
    [entities],
  )
  const ids = around.rows.map((row) => row.id)
  const judged = await ctx.tx.client.query<Judged>(
    `select left_entity, right_entity, verdict from judgement
     where withdrawn_at is null and left_entity = any($1::bigint[]) and right_entity = any($1::bigint[]) order by id`,
    [ids],
  )
  // Candidates for every viewer: whoever does not see a "different" may still see the "same" beside it.
  const joined = joinsOf(judged.rows.filter((row) => row.verdict === 'same'))
  const canonical = ids.map((id) => Math.min(...reachable(id, joined)))
  await ctx.tx.client.query(
    `update entity set canonical = fresh.canonical from unnest($1::bigint[], $2::bigint[]) as fresh (id, canonical)
     where entity.id = fresh.id and entity.canonical <> fresh.canonical`,
    [ids, canonical],
  )
}

/** The strictest of the own organisation's blocks concerned; where all are others', a block of its own that nobody else reads. */
export function judgementMarking(ctx: Context, blocks: readonly Marking[]): Marking {
  const own = blocks.filter(
    (block) => block.organisation === ctx.actor.organisation && block.node === ctx.node.name,
  )
  const base = own.length > 0 ? own.reduce(strictest) : undefined
  const strict = blocks.reduce((most, block) => (block.level > most.level ? block : most))
  return {
    ...(base ?? strict),
    node: ctx.node.name,
    organisation: ctx.actor.organisation,
    level: strict.level,
    // Others' terms do not let a derived word travel further than themselves.
    releasedTo: own.length === blocks.length ? (base?.releasedTo ?? []) : [],
    case: base?.case ?? strict.case,
    recalled: false,
  }
}
