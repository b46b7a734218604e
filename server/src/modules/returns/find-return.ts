import type { ReflectionView, ReturnFacts } from '@shield/contract'
import { isChild } from '@shield/core'
import type { GateName, ReturnOutcome, ReturnStage, TrackName, TrackStands, Triage } from '@shield/core'

import type { Context, Visit } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { travelFitnessOf } from '../care/index.ts'
import { reflectionOf } from '../determination/index.ts'
import { seen } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'
import type { ReturnLaw } from './return-law.ts'

export interface ReturnCase {
  readonly id: string
  readonly code: string
  readonly destination: string | null
  readonly law: ReturnLaw
  readonly opened_at: Date
  readonly organisation: string
  readonly stage: ReturnStage
  readonly missing: GateName[]
  readonly turns: string[]
  readonly due_at: Date
  readonly outcome: ReturnOutcome | null
  readonly ended_at: Date | null
  readonly version: number
  /** Of the person. */
  readonly triage: Triage
  readonly carers: readonly string[]
  readonly identity_id: string | null
  readonly arrived_at: Date
  readonly standing: PersonRow['standing']
}

export interface TrackRow {
  readonly track: TrackName
  readonly state: string
  readonly owner: string
  readonly since: Date
  readonly due_at: Date | null
  readonly until: string | null
  readonly facts: ReturnFacts
  readonly by_person: string
}

export interface OverrideRow {
  readonly id: string
  readonly gate: GateName
  readonly asked_by: string
  readonly asked_name: string
  readonly asked_at: Date
  readonly agreed_by: string | null
  readonly agreed_name: string | null
  readonly agreed_at: Date | null
  readonly refused_at: Date | null
}

/** A return with everything that what stops it is computed from. */
export interface HeldReturn {
  readonly row: ReturnCase
  readonly tracks: readonly TrackRow[]
  readonly stands: TrackStands
  readonly overrides: readonly OverrideRow[]
  /** The time in which nobody is removed, as it stands now. */
  readonly reflection: ReflectionView
}

/** What a return is computed from of its person, `p`. */
export const ofPerson = 'p.triage, p.carers, p.identity_id, p.arrived_at, p.standing'

/** The columns of a return and of its person, and where they come from: one question for what is hidden and what is not there. */
export const returnFrom = `select r.*, ${ofPerson} from return_case r join protected_person p on p.code = r.code
  where ${seen}`

/** A return of a person whom the reader may see; for everybody else there is none. */
export async function getReturn(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<HeldReturn> {
  const found = await ctx.tx.client.query<ReturnCase>(
    `${returnFrom} and r.id = $4 ${lock ? 'for no key update of r' : ''}`,
    [ctx.visible, ctx.actor.organisation, ctx.now, id],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  return holdReturn(ctx, row)
}

/** The same, to act on it: those who care for the person do, and a let-in organisation on the tracks that are its own. */
export async function getOwnReturn(ctx: Context, id: string, track?: TrackName): Promise<HeldReturn> {
  const held = await getReturn(ctx, id, { lock: true })
  const { organisation } = ctx.actor
  const owns =
    track !== undefined && held.tracks.some((one) => one.track === track && one.owner === organisation)
  if (!held.row.carers.includes(organisation) && !owns)
    throw new Problem('not-allowed', {
      en: 'Those who care for the person prepare the way home',
      th: 'ผู้ดูแลบุคคลนี้เป็นผู้เตรียมการเดินทางกลับ',
    })
  if (held.row.ended_at)
    throw new Problem('conflict', { en: 'This return has ended', th: 'การส่งกลับนี้สิ้นสุดแล้ว' })
  return held
}

export async function holdReturn(
  visit: Pick<Visit, 'tx' | 'node' | 'now'>,
  row: ReturnCase,
): Promise<HeldReturn> {
  const found = await visit.tx.client.query<TrackRow>(
    'select track, state, owner, since, due_at, until, facts, by_person from return_track where case_id = $1',
    [row.id],
  )
  const overrides = await visit.tx.client.query<OverrideRow>(
    `select o.id, o.gate, o.asked_by, a.name_en as asked_name, o.asked_at, o.agreed_by, b.name_en as agreed_name, o.agreed_at,
       o.refused_at
     from return_override o join person a on a.id = o.asked_by left join person b on b.id = o.agreed_by
     where o.case_id = $1 order by o.asked_at, o.id`,
    [row.id],
  )
  const tracks = await withCertificate(visit, row, found.rows)
  return {
    ...{ row, tracks, stands: standsOf(tracks), overrides: overrides.rows },
    reflection: await reflectionOf(visit, row),
  }
}

/** Whether somebody can travel is what the doctor's certificate in care says; nobody writes it down a second time. */
async function withCertificate(
  visit: Pick<Visit, 'tx'>,
  { code }: ReturnCase,
  tracks: readonly TrackRow[],
): Promise<readonly TrackRow[]> {
  const said = await travelFitnessOf(visit, code)
  if (!said) return tracks
  const state = said.travel === 'not-yet' ? 'not-fit' : said.travel
  return tracks.map((one) =>
    one.track === 'health'
      ? { ...one, state, since: said.at, until: said.until, due_at: state === 'not-fit' ? one.due_at : null }
      : one,
  )
}

/** Nobody is sent on their way now unless they want to go earlier: the time runs or is not known, or a panel sits. */
export function isReflecting({ reflection: { period, panelSits } }: HeldReturn): boolean {
  return period === undefined || period.runs || panelSits
}

export function standsOf(tracks: readonly TrackRow[]): TrackStands {
  return Object.fromEntries(
    tracks.map(({ track, state, until }) => [track, { state, ...(until === null ? {} : { until }) }]),
  ) as unknown as TrackStands
}

export function trackOf({ tracks }: HeldReturn, name: TrackName): TrackRow {
  const found = tracks.find(({ track }) => track === name)
  if (!found) throw new Error(`a return has the track ${name}`)
  return found
}

export function agreedGates({ overrides }: HeldReturn): readonly GateName[] {
  return overrides.filter(({ agreed_at: at }) => at !== null).map(({ gate }) => gate)
}

export const isChildIn = ({ row }: HeldReturn): boolean => isChild(row.triage)
