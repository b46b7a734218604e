import { kindOf } from '@shield/core'
import type { PairProposal } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { seal, unseal } from '../../seal.ts'
import { tellDecision } from '../../tell-decision.ts'
import type { DecisionRow } from '../../tell-decision.ts'
import { captionsOf } from './cluster.ts'
import type { Caption } from './cluster.ts'
import { secondPersonWords } from './reach.ts'
import type { SecondPerson } from './reach.ts'

interface SideRow {
  readonly id: number
  readonly wire: string
  readonly kind: number
  readonly source: string
  readonly source_name: string
  readonly organisation: string
}

export interface ProposalRow extends DecisionRow {
  readonly id: string
  readonly number: number
  readonly left_entity: number
  readonly right_entity: number
  readonly left_wire: string
  readonly right_wire: string
  readonly left_side: SideRow
  readonly right_side: SideRow
  readonly organisation: string
  readonly marking_id: number
  /** Visible markings of both sides. */
  readonly blocks: readonly number[]
  readonly why: SecondPerson
  readonly state: PairProposal['state']
  readonly by_person: string
}

const sideObject = (entity: string, source: string): string =>
  `jsonb_build_object('id', ${entity}.id, 'wire', ${entity}.wire, 'kind', ${entity}.kind, 'source', ${source}.wire,
     'source_name', ${source}.name, 'organisation', ${source}.organisation)`

interface Selection {
  readonly more: string
  readonly values: readonly unknown[]
  readonly lock?: boolean
}

/** Its own organisation's business, and only for who sees something of both sides. */
export async function selectProposals(
  ctx: Context,
  { more, values, lock = false }: Selection,
): Promise<readonly ProposalRow[]> {
  const found = await ctx.tx.client.query<ProposalRow>(
    `select p.*, l.wire as left_wire, r.wire as right_wire, ${sideObject('l', 'ls')} as left_side, ${sideObject('r', 'rs')} as right_side,
       array(select distinct m from unnest(l.markings || r.markings) as m where visible($1, m)) as blocks,
       b.name_en as by_en, b.name_th as by_th, d.name_en as decider_en, d.name_th as decider_th
     from pair_proposal p join entity l on l.id = p.left_entity join entity r on r.id = p.right_entity
     join source ls on ls.id = l.source_id join source rs on rs.id = r.source_id
     join person b on b.id = p.by_person left join person d on d.id = p.decided_by
     where p.organisation = $2 and visible($1, p.marking_id) and any_visible($1, l.markings) and any_visible($1, r.markings)
       and ${more} ${lock ? 'for update of p' : ''}`,
    [Buffer.from(ctx.visible), ctx.actor.organisation, ...values],
  )
  return found.rows
}

export async function viewProposal(ctx: Context, id: string): Promise<PairProposal> {
  const [view] = await viewsOf(ctx, await selectProposals(ctx, { more: 'p.id = $3', values: [id] }))
  if (!view) throw notFound()
  return view
}

const pageSize = 50

/** Proposals of the own organisation, those that wait first, then the newest. */
export async function listProposals(
  ctx: Context,
  page: { readonly cursor?: string; readonly limit?: number },
): Promise<{ items: PairProposal[]; next?: string }> {
  const limit = page.limit ?? pageSize
  const [from] = unseal(ctx.node, 'place', page.cursor) ?? [0]
  const rows = await selectProposals(ctx, {
    more: `true order by p.state <> 'waiting', p.at desc, p.id desc offset $3 limit $4`,
    values: [from, limit + 1],
  })
  const items = await viewsOf(ctx, rows.slice(0, limit))
  await audit(ctx, {
    action: 'candidate.listed',
    shown: items.flatMap((item) => [item.left.id, item.right.id]),
  })
  return { items, ...(rows.length > limit ? { next: seal(ctx.node, 'place', from + limit) } : {}) }
}

interface WaitingProposal {
  readonly id: string
  readonly entity: number
  readonly left: string
  readonly right: string
  readonly at: Date
  readonly by: { readonly en: string; readonly th: string }
}

/** Proposals that wait: those this person may decide, and those this person has made. */
export async function waitingProposals(
  ctx: Context,
): Promise<{ readonly decide: readonly WaitingProposal[]; readonly proposed: readonly WaitingProposal[] }> {
  const rows = await selectProposals(ctx, { more: `p.state = 'waiting' order by p.at limit 100`, values: [] })
  const brief = (row: ProposalRow): WaitingProposal => ({
    id: row.id,
    entity: row.left_entity,
    left: row.left_wire,
    right: row.right_wire,
    at: row.at,
    by: { en: row.by_en, th: row.by_th },
  })
  return {
    decide: rows.filter((row) => canOf(ctx, row).includes('content.join')).map(brief),
    proposed: rows.filter((row) => row.by_person === ctx.actor.person).map(brief),
  }
}

function canOf(ctx: Context, row: ProposalRow): string[] {
  if (row.state !== 'waiting') return []
  if (row.by_person === ctx.actor.person) return ['withdraw']
  const allowed = row.blocks.every(
    (marking) => mayDo(ctx, 'content.join', ctx.node.markings.block(marking), true).allow,
  )
  return allowed ? ['content.join'] : []
}

async function viewsOf(ctx: Context, rows: readonly ProposalRow[]): Promise<PairProposal[]> {
  const captions = await captionsOf(
    ctx,
    rows.flatMap((row) => [row.left_entity, row.right_entity]),
  )
  return rows.flatMap((row) => {
    const [left, right] = [captions.get(row.left_entity), captions.get(row.right_entity)]
    return left && right ? [viewOf(ctx, row, [left, right])] : []
  })
}

function sideOf(ctx: Context, row: SideRow, { caption, marking }: Caption): PairProposal['left'] {
  return {
    id: row.wire,
    kind: kindOf(row.kind),
    caption,
    source: row.source,
    sourceName: row.source_name,
    organisation: row.organisation,
    marking: ctx.node.markings.block(marking),
  }
}

function viewOf(ctx: Context, row: ProposalRow, [left, right]: readonly [Caption, Caption]): PairProposal {
  return {
    id: row.id,
    left: sideOf(ctx, row.left_side, left),
    right: sideOf(ctx, row.right_side, right),
    state: row.state,
    why: secondPersonWords[row.why],
    ...tellDecision(row),
    can: canOf(ctx, row),
  }
}
