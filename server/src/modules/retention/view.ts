import type { ErasureRow, LegalHold, RetentionView } from '@shield/contract'
import type { ErasureRefusal, HoldGround, RetentionClock, Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import { getPerson } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'
import { clocksOf, dayOf, openOf } from './clock.ts'

/** A person whom the actor's own organisation cares for: who was let in by a share decides nothing about keeping. */
export async function getKept(ctx: Context, code: string): Promise<PersonRow> {
  const person = await getPerson(ctx, code, { lock: true })
  if (!person.carers.includes(ctx.actor.organisation))
    throw new Problem('not-allowed', {
      en: 'Those who care for the person decide how long the person’s data are kept',
      th: 'ผู้ดูแลบุคคลนี้เป็นผู้พิจารณาระยะเวลาการเก็บข้อมูล',
    })
  return person
}

export async function readRetention(ctx: Context, code: string): Promise<RetentionView> {
  const person = await getKept(ctx, code)
  await audit(ctx, { action: 'retention.read', object: code })
  return viewRetention(ctx, person)
}

export async function viewRetention(ctx: Context, { code }: PersonRow): Promise<RetentionView> {
  const clock = (await clocksOf(ctx, [code])).get(code)
  const holds = await holdsOf(ctx, code)
  const erasures = await erasuresOf(ctx, code)
  const isAsked = erasures.some(({ state }) => state === 'proposed')
  return {
    code,
    ...(clock ? { clock } : {}),
    open: await openOf(ctx, code),
    holds,
    erasures,
    can: [
      ...(mayDecide(ctx) ? ['holdPlace'] : []),
      ...(!isAsked && mayDo(ctx, 'protection.work', 'node').allow ? ['erasurePropose'] : []),
    ],
  }
}

export const mayDecide = (ctx: Context): boolean => mayDo(ctx, 'retention.decide', 'node').allow

export interface HoldRow {
  readonly id: string
  readonly code: string
  readonly ground: HoldGround
  readonly reason_id: string
  readonly until: string
  readonly placed_at: Date
  readonly placer: Words
  readonly organisation: string
  readonly of_oversight: boolean
  readonly reviewed_at: Date | null
  readonly released_at: Date | null
  readonly releaser: Words | null
  readonly release_reason_id: string | null
}

export const holdColumns = `h.id, h.code, h.ground, h.reason_id, h.until::text, h.placed_at, h.organisation, h.of_oversight, h.reviewed_at, h.released_at,
  h.release_reason_id, jsonb_build_object('en', b.name_en, 'th', b.name_th) as placer,
  case when r.id is not null then jsonb_build_object('en', r.name_en, 'th', r.name_th) end as releaser
  from legal_hold h join person b on b.id = h.placed_by left join person r on r.id = h.released_by`

async function holdsOf(ctx: Context, code: string): Promise<LegalHold[]> {
  const found = await ctx.tx.client.query<HoldRow>(
    `select ${holdColumns} where h.code = $1 order by h.placed_at desc, h.id desc limit 100`,
    [code],
  )
  const decides = mayDecide(ctx)
  return found.rows.map((row) => {
    const stands = !row.released_at && row.until >= dayOf(ctx.now)
    return {
      ...{ id: row.id, ground: row.ground, until: row.until, organisation: row.organisation },
      ...{ placedAt: row.placed_at.toISOString(), placedBy: row.placer, ofOversight: row.of_oversight },
      ...(row.reviewed_at ? { reviewedAt: row.reviewed_at.toISOString() } : {}),
      ...(row.released_at ? { releasedAt: row.released_at.toISOString() } : {}),
      ...(row.releaser ? { releasedBy: row.releaser } : {}),
      state: row.released_at ? 'released' : stands ? 'stands' : 'lapsed',
      can: ['holdWords', ...(decides && stands && !row.of_oversight ? ['holdReview', 'holdRelease'] : [])],
    }
  })
}

export interface ErasureTableRow {
  readonly id: string
  readonly code: string
  readonly ground: ErasureRow['ground']
  readonly clock: RetentionClock | null
  readonly state: ErasureRow['state']
  readonly proposed_at: Date
  readonly proposed_by: string
  readonly proposer: Words
  readonly organisation: string
  readonly decided_at: Date | null
  readonly decided_by: string | null
  readonly decider: Words | null
  readonly decided_organisation: string | null
  readonly refusal: ErasureRefusal | null
}

export const erasureColumns = `e.*, jsonb_build_object('en', b.name_en, 'th', b.name_th) as proposer,
  case when d.id is not null then jsonb_build_object('en', d.name_en, 'th', d.name_th) end as decider
  from erasure e join person b on b.id = e.proposed_by left join person d on d.id = e.decided_by`

export function erasureOf(row: ErasureTableRow): ErasureRow {
  return {
    ...{ id: row.id, code: row.code, ground: row.ground, state: row.state },
    proposed: { at: row.proposed_at.toISOString(), by: row.proposer, organisation: row.organisation },
    ...(row.decided_at && row.decider
      ? {
          decided: {
            ...{ at: row.decided_at.toISOString(), by: row.decider },
            organisation: row.decided_organisation ?? '',
          },
        }
      : {}),
    ...(row.refusal ? { refusal: row.refusal } : {}),
  }
}

async function erasuresOf(ctx: Context, code: string): Promise<ErasureRow[]> {
  const found = await ctx.tx.client.query<ErasureTableRow>(
    `select ${erasureColumns} where e.code = $1 order by e.proposed_at desc, e.id desc limit 100`,
    [code],
  )
  return found.rows.map(erasureOf)
}
