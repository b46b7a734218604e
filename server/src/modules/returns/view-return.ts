import type { ReturnFacts, ReturnView } from '@shield/contract'
import { entryBanYears, isAtRest, offeredFrom, overstayDays, overstayFine, trackNames } from '@shield/core'
import type { TrackName } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { organisationsHere } from '../protection/index.ts'
import { isMatterOpen } from './matter-open.ts'
import { findMet } from './find-met.ts'
import { getReturn, isChildIn, trackOf } from './find-return.ts'
import type { HeldReturn, ReturnCase } from './find-return.ts'
import { viewReceipt } from './receipt.ts'
import { rowOfReturn } from './list-returns.ts'
import { dayIn } from './return-law.ts'
import { nextFollowUp, standOf } from './settle-return.ts'
import type { ReturnStand } from './settle-return.ts'

/** One return with everything that was done, and without the words of anybody. */
export async function readReturn(ctx: Context, id: string): Promise<ReturnView> {
  const held = await getReturn(ctx, id)
  const { row } = held
  const stand = standOf(held, { now: ctx.now, nextFollowUp: await nextFollowUp(ctx, id) })
  const fine = fineOf(ctx, held)
  const [met, receipt, batch] = [
    await findMet(ctx, id),
    await viewReceipt(ctx, id, row.code),
    await batchOf(ctx, id),
  ]
  await audit(ctx, { action: 'return.read', object: row.code })
  return {
    ...rowOfReturn(row, ctx.now),
    ...{ stage: stand.stage, missing: [...stand.missing], turns: [...stand.turns] },
    organisationsHere: await organisationsHere(ctx),
    isChild: isChildIn(held),
    version: row.version,
    organisation: row.organisation,
    tracks: await tracksOf(ctx, held),
    gates: stand.gates.map((gate) => ({ ...gate, owner: trackOf(held, gate.gate).owner })),
    overrides: overridesOf(ctx, held),
    reflection: held.reflection,
    ...(fine ? { fine } : {}),
    law: {
      country: row.law.code,
      version: row.law.version,
      checked: row.law.checked,
      coolOffHours: row.law.coolOffHours,
    },
    mission: missionOf(row),
    matters: await mattersOf(ctx, id),
    ...(met ? { met } : {}),
    ...(receipt ? { receipt } : {}),
    followUps: await followUpsOf(ctx, id),
    ...(batch ? { batch } : {}),
    acts: await actsOf(ctx, id),
    can: canOf(ctx, held, stand),
  }
}

async function tracksOf(ctx: Context, held: HeldReturn): Promise<ReturnView['tracks']> {
  const chased = await ctx.tx.client.query<{ track: TrackName; days: number[] }>(
    `select c.track, array_agg(c.day order by c.day) as days from return_chaser c
     join return_track t on t.case_id = c.case_id and t.track = c.track and t.since = c.since where c.case_id = $1 group by c.track`,
    [held.row.id],
  )
  return trackNames
    .filter((name) => name !== 'child' || isChildIn(held))
    .map((name) => {
      const { state, owner, since, due_at: due, until, facts } = trackOf(held, name)
      return {
        ...{ track: name, state, owner, since: since.toISOString(), facts },
        ...(due ? { dueAt: due.toISOString() } : {}),
        isLate: due !== null && due < ctx.now && !isAtRest(name, state),
        ...(until === null ? {} : { until }),
        next: [...offeredFrom(name, state)],
        isAtRest: isAtRest(name, state),
        chased: chased.rows.find(({ track }) => track === name)?.days ?? [],
      }
    })
}

function overridesOf(ctx: Context, { overrides, row }: HeldReturn): ReturnView['overrides'] {
  return overrides.map((one) => {
    const waits = !one.agreed_at && !one.refused_at && !row.ended_at
    const mayAnswer =
      waits &&
      one.asked_by !== ctx.actor.person &&
      row.carers.includes(ctx.actor.organisation) &&
      mayDo(ctx, 'care.approve', 'node').allow
    return {
      ...{ id: one.id, gate: one.gate, askedBy: one.asked_name, askedAt: one.asked_at.toISOString() },
      ...(one.agreed_name === null ? {} : { agreedBy: one.agreed_name }),
      ...(one.agreed_at ? { agreedAt: one.agreed_at.toISOString() } : {}),
      ...(one.refused_at ? { refusedAt: one.refused_at.toISOString() } : {}),
      can: mayAnswer ? ['returnOverrideAnswer'] : [],
    }
  })
}

/** What the law of the country asks for an overstay up to today; nothing is made up where the day is not known. */
function fineOf(ctx: Context, held: HeldReturn): ReturnView['fine'] {
  const { law } = held.row
  const { permittedUntil, arrested = false } = trackOf(held, 'immigration').facts
  if (permittedUntil === undefined) return undefined
  const days = overstayDays(permittedUntil, dayIn(law, ctx.now))
  return {
    days,
    amount: `${overstayFine(law.fine, days)}.00`,
    currency: law.fine.currency,
    cites: law.fine.cites,
    waiverCites: law.waiver.cites,
    banYears: entryBanYears(law.bans, { days, arrested }),
    bansCite: law.bansCite,
  }
}

/** Whom to ask for papers: data of the country, by the state that is asked to receive. */
function missionOf({ destination, law }: ReturnCase): ReturnView['mission'] {
  if (destination === null) return { path: 'no-state', words: law.withoutState }
  const known = law.missions.find(({ states }) => states.includes(destination))
  if (!known) return { path: 'unknown', words: unknownMission }
  const { organisation, path, words, cites } = known
  return { ...(organisation === undefined ? {} : { organisation }), path, words, cites }
}

const unknownMission = {
  en: 'The mission of this state is not in the list: ask the Ministry of Foreign Affairs',
  th: 'ไม่มีสถานทูตของรัฐนี้ในรายการ โปรดสอบถามกระทรวงการต่างประเทศ',
}

async function mattersOf(ctx: Context, id: string): Promise<ReturnView['matters']> {
  const found = await ctx.tx.client.query<{
    readonly id: string
    readonly organisation: string
    readonly asked_at: Date
    readonly ended_at: Date | null
    readonly is_open: boolean
  }>(
    `select m.id, m.organisation, m.asked_at, m.ended_at, ${isMatterOpen('$2')} as is_open
     from consular_matter m join return_case r on r.id = m.case_id where m.case_id = $1 order by m.asked_at, m.id`,
    [id, ctx.now],
  )
  return found.rows.map(({ asked_at: asked, ended_at: ended, is_open: isOpen, ...rest }) => ({
    ...rest,
    askedAt: asked.toISOString(),
    ...(ended ? { endedAt: ended.toISOString() } : {}),
    isOpen,
  }))
}

export async function followUpsOf(ctx: Context, id: string): Promise<ReturnView['followUps']> {
  const found = await ctx.tx.client.query<{
    readonly day: number
    readonly due_at: Date
    readonly outcome: NonNullable<ReturnView['followUps'][number]['outcome']> | null
    readonly at: Date | null
  }>('select day, due_at, outcome, at from return_follow_up where case_id = $1 order by day', [id])
  return found.rows.map(({ day, due_at: due, outcome, at }) => ({
    day,
    dueAt: due.toISOString(),
    ...(outcome ? { outcome } : {}),
    ...(at ? { at: at.toISOString() } : {}),
  }))
}

async function batchOf(ctx: Context, id: string): Promise<ReturnView['batch']> {
  const found = await ctx.tx.client.query<{ id: string; route: string; leaves_at: Date }>(
    `select b.id, b.route, b.leaves_at from return_batch_person bp join return_batch b on b.id = bp.batch_id
     where bp.case_id = $1 and bp.state in ('on', 'departed') and visible($2, b.marking_id) order by b.leaves_at desc limit 1`,
    [id, ctx.visible],
  )
  const row = found.rows[0]
  return row && { id: row.id, route: row.route, leavesAt: row.leaves_at.toISOString() }
}

async function actsOf(ctx: Context, id: string): Promise<ReturnView['acts']> {
  const found = await ctx.tx.client.query<{
    readonly id: string
    readonly kind: string
    readonly track: string | null
    readonly before: string | null
    readonly state: string | null
    readonly at: Date
    readonly by: string
    readonly organisation: string
    readonly has_reason: boolean
    readonly facts: ReturnFacts
  }>(
    `select a.id, a.kind, a.track, a.before, a.state, a.at, a.organisation, a.reason_id is not null as has_reason, a.facts,
       p.name_en as by from return_act a join person p on p.id = a.person_id where a.case_id = $1 order by a.sequence`,
    [id],
  )
  return found.rows.map(({ track, before, state, at, has_reason: hasReason, ...rest }) => ({
    ...rest,
    ...(track === null ? {} : { track }),
    ...(before === null ? {} : { before }),
    ...(state === null ? {} : { state }),
    at: at.toISOString(),
    hasReason,
  }))
}

function canOf(ctx: Context, { row, stands, tracks }: HeldReturn, { missing }: ReturnStand): string[] {
  const { organisation } = ctx.actor
  if (row.ended_at) return []
  if (!row.carers.includes(organisation))
    return tracks.some(({ owner }) => owner === organisation) ? ['returnMove'] : []
  const { handover, logistics } = stands
  return [
    ...['returnMove', 'returnOwner', 'returnEnd'],
    ...(missing.length > 0 ? ['returnOverrideAsk'] : []),
    ...(row.identity_id === null ? [] : ['returnCheck']),
    ...(missing.length === 0 && handover.state === 'none' ? ['returnRelease'] : []),
    ...(handover.state === 'released' || handover.state === 'differs' ? ['returnReceive'] : []),
    ...(logistics.state === 'arrived' ? ['returnFollow'] : ['returnAskEmbassy']),
  ]
}
