import { compareMarkings, kindOf } from '@shield/core'
import type { Weight, Words } from '@shield/core'
import type { MarkingChange } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../../context.ts'
import { mayDo } from '../../../permit.ts'
import { notFound } from '../../../problem.ts'
import { seal } from '../../../seal.ts'
import { captionsOf, getCluster } from '../cluster.ts'
import { tellDecision } from '../../../tell-decision.ts'
import type { DecisionRow } from '../../../tell-decision.ts'
import type { Numbered } from './move.ts'
import { findAgencies } from './readers.ts'
import type { Agency } from './readers.ts'
import { tellWeighed } from './weigh.ts'

export interface ChangeRow extends DecisionRow {
  readonly id: string
  readonly organisation: string
  readonly entity_id: number
  readonly entity_wire: string
  readonly kind: number
  readonly source_id: number
  readonly source_name: string
  readonly record_id: number | null
  readonly weight: Exclude<Weight, 'equal'>
  readonly state: MarkingChange['state']
  readonly records: readonly number[]
  readonly row_count: number
  readonly before: readonly number[]
  readonly after: readonly number[]
  readonly by_person: string
}

const columns = `c.id, c.organisation, c.entity_id, e.wire as entity_wire, e.kind, c.source_id, s.name as source_name, c.record_id, c.weight, c.state,
  c.records, c.row_count, c.before, c.after, c.reason, c.by_person, c.at, b.name_en as by_en, b.name_th as by_th,
  d.name_en as decider_en, d.name_th as decider_th, c.decided_at, c.decided_reason`
const tables = `marking_change c join entity e on e.id = c.entity_id join source s on s.id = c.source_id
  join person b on b.id = c.by_person left join person d on d.id = c.decided_by`
// Its own agency's business, and only for whom sees both what was and what is to be.
const condition = `c.organisation = $2 and not exists (select 1 from unnest(c.before || c.after) as m where not visible($1, m))`

async function select(ctx: Context, more: string, values: readonly unknown[]): Promise<readonly ChangeRow[]> {
  const found = await ctx.tx.client.query<ChangeRow>(
    `select ${columns} from ${tables} where ${condition} and ${more}`,
    [Buffer.from(ctx.visible), ctx.actor.organisation, ...values],
  )
  return found.rows
}

export async function getChange(ctx: Context, id: string, lock = false): Promise<ChangeRow> {
  const [row] = await select(ctx, `c.id = $3 ${lock ? 'for update of c' : ''}`, [id])
  if (!row) throw notFound()
  return row
}

/** A change of some of these records that waits already, if the asker sees one. */
export async function findWaiting(ctx: Context, records: readonly number[]): Promise<ChangeRow | undefined> {
  const [row] = await select(ctx, `c.state = 'waiting' and c.records && $3::bigint[]`, [records])
  return row
}

/** The context with the bits of successors that are blocks of this very transaction. */
export async function seeing(ctx: Context, steps: readonly Numbered[]): Promise<Context> {
  const last = steps.reduce((most, step) => Math.max(most, step.to), 0)
  const visible = new Uint8Array(Math.max(ctx.visible.length, (last >> 3) + 1))
  visible.set(ctx.visible)
  const blocks = new Map(steps.map((step) => [step.to, step.after]))
  for (const [id, block] of blocks)
    if (mayDo(ctx, 'content.read', block).allow) visible[id >> 3] = (visible[id >> 3] ?? 0) | (1 << (id & 7))
  const { markings } = ctx.node
  const block = (id: number): ReturnType<typeof markings.block> => blocks.get(id) ?? markings.block(id)
  return { ...ctx, visible, node: { ...ctx.node, markings: { ...markings, block } } }
}

/** The steps of a kept change, each block by its number. */
export function stepsOf(ctx: Context, row: ChangeRow): readonly Numbered[] {
  return row.before.map((id, at) => {
    const to = row.after[at] ?? id
    const before = ctx.node.markings.block(id)
    const after = ctx.node.markings.block(to)
    return { id, to, before, after, weight: compareMarkings(before, after) }
  })
}

export async function viewChange(ctx: Context, id: string): Promise<MarkingChange> {
  return viewOf(ctx, await getChange(ctx, id), await findAgencies(ctx))
}

/** One change of handling, and the look at it in the audit. */
export async function readChange(ctx: Context, id: string): Promise<MarkingChange> {
  const change = await viewChange(ctx, id)
  await audit(ctx, { action: 'entity.read', object: change.entity.id, shown: [change.entity.id] })
  return change
}

/** Changes of handling of an entity, newest first. */
export async function listChanges(ctx: Context, entity: string): Promise<{ items: MarkingChange[] }> {
  const members = await getCluster(ctx, entity)
  const rows = await select(ctx, 'c.entity_id = any($3::bigint[]) order by c.at desc, c.id desc limit 20', [
    members.map((member) => member.id),
  ])
  const agencies = await findAgencies(ctx)
  const items: MarkingChange[] = []
  for (const row of rows) items.push(await viewOf(ctx, row, agencies))
  await audit(ctx, { action: 'entity.read', object: entity, shown: [entity] })
  return { items }
}

interface Waiting {
  readonly id: string
  readonly entity: number
  readonly wire: string
  readonly at: Date
  readonly by: Words
}

/** Changes of handling that wait: those this person may decide, and those this person has proposed. */
export async function waitingChanges(
  ctx: Context,
): Promise<{ readonly decide: readonly Waiting[]; readonly proposed: readonly Waiting[] }> {
  const rows = await select(ctx, `c.state = 'waiting' order by c.at limit 100`, [])
  const brief = (row: ChangeRow): Waiting => ({
    id: row.id,
    entity: row.entity_id,
    wire: row.entity_wire,
    at: row.at,
    by: { en: row.by_en, th: row.by_th },
  })
  return {
    decide: rows.filter((row) => canOf(ctx, row).includes('content.lower')).map(brief),
    proposed: rows.filter((row) => row.by_person === ctx.actor.person).map(brief),
  }
}

function canOf(ctx: Context, row: ChangeRow): string[] {
  if (row.state !== 'waiting') return []
  if (row.by_person === ctx.actor.person) return ['withdraw']
  const allowed = row.before.every(
    (id) => mayDo(ctx, 'content.lower', ctx.node.markings.block(id), true).allow,
  )
  return allowed ? ['content.lower'] : []
}

async function viewOf(ctx: Context, row: ChangeRow, agencies: readonly Agency[]): Promise<MarkingChange> {
  const captions = await captionsOf(ctx, [row.entity_id])
  const nodes = new Map(agencies.map((agency) => [agency.code, agency.node]))
  const steps = stepsOf(ctx, row).map((step) => ({
    ...step,
    weight: compareMarkings(step.before, step.after, (code) => nodes.get(code)),
  }))
  return {
    id: row.id,
    state: row.state,
    ...(await tellWeighed(ctx, { weight: row.weight, records: row.records, steps }, agencies)),
    entity: {
      id: row.entity_wire,
      kind: kindOf(row.kind),
      caption: captions.get(row.entity_id)?.caption ?? kindOf(row.kind),
    },
    sourceName: row.source_name,
    ...(row.record_id === null ? {} : { record: seal(ctx.node, 'record', row.record_id) }),
    organisation: row.organisation,
    ...tellDecision(row),
    can: canOf(ctx, row),
  }
}
