import { kindOf } from '@shield/core'
import type { PairQuestion } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { captionsOf } from '../registry/index.ts'

export interface QuestionRow {
  readonly id: string
  readonly own_entity: number
  readonly other_entity: number
  readonly own_wire: string
  readonly own_kind: number
  readonly own_blocks: readonly number[]
  readonly asked_organisation: string
  readonly asker_organisation: string
  readonly question: string
  readonly at: Date
  readonly by_en: string
  readonly by_th: string
  readonly answer: string | null
  readonly answerer_en: string | null
  readonly answerer_th: string | null
  readonly answered_at: Date | null
}

/**
 * For the asker's people who see both sides, and for the owner's people who see their own: of the other side these learn what
 * they may see anyway, and nothing else.
 */
const condition = `(q.asker_organisation = $2 and any_visible($1, own.markings) and any_visible($1, other.markings)
   or q.asked_organisation = $2 and any_visible($1, own.markings))`

interface Selection {
  readonly more: string
  readonly values: readonly unknown[]
  readonly lock?: boolean
}

export async function selectQuestions(
  ctx: Context,
  { more, values, lock = false }: Selection,
): Promise<readonly QuestionRow[]> {
  const found = await ctx.tx.client.query<QuestionRow>(
    `select q.*, own.wire as own_wire, own.kind as own_kind,
       array(select m from unnest(own.markings) as m where visible($1, m)) as own_blocks,
       b.name_en as by_en, b.name_th as by_th, a.name_en as answerer_en, a.name_th as answerer_th
     from pair_question q join entity own on own.id = q.own_entity join entity other on other.id = q.other_entity
     join person b on b.id = q.by_person left join person a on a.id = q.answered_by
     where ${condition} and ${more} ${lock ? 'for update of q' : ''}`,
    [Buffer.from(ctx.visible), ctx.actor.organisation, ...values],
  )
  return found.rows
}

export async function viewQuestion(ctx: Context, id: string): Promise<PairQuestion> {
  const [view] = await viewsOf(ctx, await selectQuestions(ctx, { more: 'q.id = $3', values: [id] }))
  if (!view) throw notFound()
  return view
}

/** What was asked about two entities, oldest first. */
export async function questionsOn(ctx: Context, ids: readonly number[]): Promise<PairQuestion[]> {
  const rows = await selectQuestions(ctx, {
    more: `q.own_entity = any($3::bigint[]) and q.other_entity = any($3::bigint[])
      and any_visible($1, other.markings) order by q.at, q.id limit 50`,
    values: [ids],
  })
  return viewsOf(ctx, rows)
}

/** Questions of the own organisation and to it: those without an answer first. */
export async function listQuestions(ctx: Context, waiting: boolean): Promise<{ items: PairQuestion[] }> {
  const rows = await selectQuestions(ctx, {
    more: `(not $3 or q.answer is null) order by q.answer is not null, q.at desc, q.id desc limit 200`,
    values: [waiting],
  })
  const items = await viewsOf(ctx, rows)
  await audit(ctx, {
    action: 'candidate.listed',
    shown: items.flatMap((item) => [item.own.id, ...(item.other ? [item.other.id] : [])]),
  })
  return { items }
}

export interface WaitingQuestion {
  readonly id: string
  readonly entity: number
  readonly at: Date
  readonly asker: string
}

/** Questions that wait for an answer of the own organisation, for those who may judge what they are about. */
export async function waitingQuestions(ctx: Context): Promise<readonly WaitingQuestion[]> {
  const rows = await selectQuestions(ctx, {
    more: `q.answer is null and q.asked_organisation = $2 order by q.at limit 100`,
    values: [],
  })
  return rows
    .filter((row) => canOf(ctx, row).length > 0)
    .map((row) => ({ id: row.id, entity: row.own_entity, at: row.at, asker: row.asker_organisation }))
}

function canOf(ctx: Context, row: QuestionRow): string[] {
  const mayAnswer =
    row.answer === null &&
    row.asked_organisation === ctx.actor.organisation &&
    row.own_blocks.some((marking) => mayDo(ctx, 'content.judge', ctx.node.markings.block(marking)).allow)
  return mayAnswer ? ['answer'] : []
}

async function viewsOf(ctx: Context, rows: readonly QuestionRow[]): Promise<PairQuestion[]> {
  const captions = await captionsOf(
    ctx,
    rows.flatMap((row) => [row.own_entity, row.other_entity]),
  )
  return rows.flatMap((row) => {
    const own = captions.get(row.own_entity)
    const other = captions.get(row.other_entity)
    if (!own) return []
    return [
      {
        id: row.id,
        question: row.question,
        organisation: row.asked_organisation,
        asker: row.asker_organisation,
        by: { en: row.by_en, th: row.by_th },
        at: row.at.toISOString(),
        ...(row.answer === null ? {} : { answer: row.answer }),
        ...(row.answerer_en === null
          ? {}
          : { answeredBy: { en: row.answerer_en, th: row.answerer_th ?? row.answerer_en } }),
        ...(row.answered_at === null ? {} : { answeredAt: row.answered_at.toISOString() }),
        own: { id: row.own_wire, kind: kindOf(row.own_kind), caption: own.caption },
        ...(other ? { other: { id: other.wire, kind: other.kind, caption: other.caption } } : {}),
        can: canOf(ctx, row),
      },
    ]
  })
}
