import type { MakeRecallOrder, RecallOrderDraft, RecallOrderPreview, RecallOrderView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { mayDo, permit } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'
import { exceeds } from './exceeds.ts'
import { takeBack } from './take-back.ts'
import { seenBy, visibleReleases } from './view.ts'
import { viewRecallOrder } from './view-recall-order.ts'

interface Row {
  readonly id: string
  readonly peer: string
  readonly name_en: string
  readonly name_th: string
  readonly direction: string
  readonly organisation: string
  readonly state: string
  readonly marking_id: number
}

/** What would be taken back of what this person may take back; the others are not there. */
export async function previewRecallOrder(ctx: Context, draft: RecallOrderDraft): Promise<RecallOrderPreview> {
  const found = await findNamed(ctx, draft)
  const standing = found.filter(stands)
  await audit(ctx, { action: 'recall.previewed', detail: { count: standing.length } })
  return {
    told: standing.filter((row) => !waits(row)).length,
    waiting: standing.filter(waits).length,
    partners: [...Map.groupBy(standing, (row) => row.peer)].map(([node, rows]) => ({
      ...{ node, count: rows.length },
      name: { en: rows[0]?.name_en ?? '', th: rows[0]?.name_th ?? '' },
    })),
    left: found.length - standing.length,
  }
}

/** Takes them all back in one act. There is no way back: what is wanted there again is released again. */
export async function makeRecallOrder(ctx: Context, input: MakeRecallOrder): Promise<RecallOrderView> {
  const standing = (await findNamed(ctx, input)).filter(stands)
  if (standing.length !== input.count) throw new Problem('state-changed')
  if (standing.length === 0) throw new Problem('conflict')
  const id = newId()
  const agreement = 'agreement' in input ? input.agreement : null
  await ctx.tx.client.query(
    'insert into recall_order (id, organisation, agreement_id, reason, by_person, at) values ($1, $2, $3, $4, $5, $6)',
    [id, ctx.actor.organisation, agreement, input.reason, ctx.actor.person, ctx.now],
  )
  await audit(ctx, { action: 'recall.ordered', object: id, detail: { count: standing.length } })
  await takeBack(ctx, standing, { by: ctx.actor.person, reason: input.reason, order: id })
  return viewRecallOrder(ctx, id)
}

/** It can be taken back: the partner has it or is about to get it, or it waits here. */
function stands(row: Row): boolean {
  return waits(row) || row.state === 'sent' || row.state === 'applied'
}

/** For a second person, or for the word of its originator. */
function waits({ state }: Row): boolean {
  return state === 'waiting' || state === 'approved'
}

function findNamed(ctx: Context, draft: RecallOrderDraft): Promise<readonly Row[]> {
  return 'agreement' in draft ? findUnder(ctx, draft) : findThese(ctx, draft.releases)
}

/** Releases that were named one by one: each is seen, one's own, and may be taken back, or nothing happens. */
async function findThese(ctx: Context, ids: readonly string[]): Promise<readonly Row[]> {
  const rows = await find(ctx, 'r.id = any($3::uuid[])', ids)
  if (rows.length !== ids.length) throw notFound()
  if (rows.some((row) => row.direction !== 'out' || row.organisation !== ctx.actor.organisation))
    throw new Problem('not-allowed', {
      en: 'Only its owner recalls a release',
      th: 'เฉพาะเจ้าของเท่านั้นที่เรียกคืนได้',
    })
  for (const marking of new Set(rows.map((row) => row.marking_id)))
    permit(ctx, 'content.recall', ctx.node.markings.block(marking))
  return rows
}

/** Releases under an agreement, or those its version in force allows no more: all that this person may take back. */
async function findUnder(
  ctx: Context,
  { agreement, exceeding = false }: { readonly agreement: string; readonly exceeding?: boolean },
): Promise<readonly Row[]> {
  const known = await ctx.tx.client.query('select 1 from agreement where id = $1', [agreement])
  if (known.rowCount === 0) throw notFound()
  const under = `r.agreement_id = $3::uuid and r.direction = 'out'`
  const rows = await find(ctx, exceeding ? `${under} and ${exceeds}` : under, agreement)
  return rows.filter(
    (row) =>
      row.organisation === ctx.actor.organisation &&
      mayDo(ctx, 'content.recall', ctx.node.markings.block(row.marking_id)).allow,
  )
}

/** Held until this act is done, always in the same order: two such acts at once wait for one another. */
async function find(ctx: Context, named: string, value: unknown): Promise<readonly Row[]> {
  const found = await ctx.tx.client.query<Row>(
    `select r.id, r.peer, p.name_en, p.name_th, r.direction, r.organisation, r.state, r.marking_id
     from release r join peer p on p.node = r.peer where ${visibleReleases} and ${named} order by r.id for update of r`,
    [...(await seenBy(ctx)), value],
  )
  return found.rows
}
