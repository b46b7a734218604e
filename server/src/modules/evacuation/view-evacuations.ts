import type { EvacuationRow, EvacuationView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context, Visit } from '../../context.ts'
import { notFound } from '../../problem.ts'
import type { Exported, Kind, Stage } from './journal.ts'
import { stagesOf } from './journal.ts'

interface Row {
  readonly id: string
  readonly kind: Kind
  readonly state: EvacuationRow['state']
  readonly reason: string
  readonly asked_by: string
  readonly asked_en: string
  readonly asked_th: string
  readonly asked_at: Date
  readonly agreed_en: string | null
  readonly agreed_th: string | null
  readonly agreed_at: Date | null
  readonly good_until: Date
  readonly stage: Stage | null
  readonly ended_at: Date | null
  readonly fault: NonNullable<EvacuationRow['fault']> | null
  readonly result: { readonly took: Partial<Record<Stage, number>>; readonly exported?: Exported } | null
}

const mostRows = 100

/** How ready the node is to be left, and what was ordered, the newest first. */
export async function listEvacuations(ctx: Context): Promise<EvacuationView> {
  const rows = await findRows(ctx)
  await audit(ctx, { action: 'evacuation.listed', detail: { count: rows.length } })
  const envelope = await ctx.tx.client.query<{ made_at: Date; good_until: Date }>(
    'select made_at, good_until from evacuation_approval where person_id = $1 and good_until > $2',
    [ctx.actor.person, ctx.now],
  )
  const [own] = envelope.rows
  return {
    plan: await planOf(ctx),
    ...(own
      ? { envelope: { madeAt: own.made_at.toISOString(), goodUntil: own.good_until.toISOString() } }
      : {}),
    items: rows.map((row) => rowOf(ctx, row)),
    can: rows.some(({ state }) => ['asked', 'agreed', 'under-way'].includes(state))
      ? ['envelope']
      : ['ask', 'envelope'],
  }
}

/** The order as it stands for the reader. */
export async function getRow(ctx: Context, id: string): Promise<EvacuationRow> {
  const [row] = await findRows(ctx, id)
  if (!row) throw notFound()
  return rowOf(ctx, row)
}

async function findRows({ tx, now }: Visit, id?: string): Promise<readonly Row[]> {
  const found = await tx.client.query<Row>(
    `select e.*, a.name_en as asked_en, a.name_th as asked_th, g.name_en as agreed_en, g.name_th as agreed_th,
       case when e.state in ('asked','agreed') and e.good_until <= $1 then 'over' else e.state end as state
     from evacuation e join person a on a.id = e.asked_by left join person g on g.id = e.agreed_by
     where $2::uuid is null or e.id = $2 order by e.asked_at desc, e.id limit $3`,
    [now, id ?? null, mostRows],
  )
  return found.rows
}

function rowOf({ actor }: Context, row: Row): EvacuationRow {
  const { id, kind, state, reason } = row
  return {
    ...{ id, kind, state, reason, askedBy: { en: row.asked_en, th: row.asked_th } },
    askedAt: row.asked_at.toISOString(),
    ...(row.agreed_en !== null && row.agreed_th !== null
      ? { agreedBy: { en: row.agreed_en, th: row.agreed_th } }
      : {}),
    ...(row.agreed_at ? { agreedAt: row.agreed_at.toISOString() } : {}),
    goodUntil: row.good_until.toISOString(),
    ...(row.stage ? { stage: row.stage } : {}),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    ...(row.fault ? { fault: row.fault } : {}),
    ...resultOf(row),
    can: [
      ...(state === 'asked' && row.asked_by !== actor.person ? ['agree'] : []),
      ...(state === 'asked' || state === 'agreed' ? ['withdraw'] : []),
    ],
  }
}

function resultOf({ kind, result }: Row): Pick<EvacuationRow, 'result'> {
  const made = result?.exported
  if (!result || !made) return {}
  return {
    result: {
      stages: stagesOf(kind).flatMap((stage) => {
        const seconds = result.took[stage]
        return seconds === undefined ? [] : [{ stage, seconds }]
      }),
      ...{
        bytes: made.bytes,
        rows: made.rows,
        tables: made.tables,
        files: made.files,
        events: made.audit.size,
      },
      ...(made.shares === undefined ? {} : { shares: made.shares }),
      hasPassphrase: made.hasPassphrase,
    },
  }
}

async function planOf(ctx: Context): Promise<EvacuationView['plan']> {
  const { evacuation } = ctx.node.config
  const drillDays = evacuation?.drillDays ?? usualDrillDays
  const peers = await ctx.tx.client.query<{ node: string; en: string; th: string }>(
    'select node, name_en as en, name_th as th from peer order by node limit 200',
  )
  const found = await ctx.tx.client.query<{ devices: string; last: Date | null }>(
    `select (select count(*) from device_pack where wiped_at is null and wipe_at is null and expires_at > $1)::text as devices,
       (select max(ended_at) from evacuation where kind = 'drill' and state = 'done') as last`,
    [ctx.now],
  )
  const last = found.rows[0]?.last ?? undefined
  const state = await ctx.node.vault.state().catch(() => undefined)
  return {
    ...(evacuation?.to === undefined ? {} : { to: evacuation.to }),
    hasShares: state?.sharedGeneration !== undefined && state.sharedGeneration === state.generation,
    hasPassphrase: evacuation?.passphraseFile !== undefined,
    partners: peers.rows.map(({ node, ...name }) => ({ node, name })),
    devices: Number(found.rows[0]?.devices ?? 0),
    drillDays,
    ...(last ? { lastDrill: last.toISOString() } : {}),
    isDrillDue: isDue(last, drillDays, ctx.now),
  }
}

/** A drill each quarter. */
export const usualDrillDays = 90

export const isDue = (last: Date | undefined, days: number, now: Date): boolean =>
  last === undefined || now.getTime() - last.getTime() > days * 86_400_000
