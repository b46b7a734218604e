import { gatesOf, isAtRest, missingOf, nextExpiry, stageOf } from '@shield/core'
import type { GateName, GateStand, ReturnStage } from '@shield/core'

import type { Visit } from '../../context.ts'
import { agreedGates, holdReturn, isChildIn, isReflecting, trackOf } from './find-return.ts'
import type { HeldReturn, ReturnCase } from './find-return.ts'
import { dayIn } from './return-law.ts'

export interface ReturnStand {
  readonly gates: readonly GateStand[]
  readonly missing: readonly GateName[]
  readonly stage: ReturnStage
  /** Organisations whose turn it is. */
  readonly turns: readonly string[]
  readonly dueAt: Date
  readonly expiresOn: string | undefined
}

interface Waiting {
  readonly now: Date
  /** When somebody is to be asked next how they are. */
  readonly nextFollowUp: Date | undefined
}

const quiet: readonly ReturnStage[] = ['stays', 'ended']
/** Who stays is looked at again after so long. */
const quietMs = 60 * 86_400_000

/** Everything the board shows of a return, from its tracks. */
export function standOf(held: HeldReturn, { now, nextFollowUp }: Waiting): ReturnStand {
  const { row, stands, tracks } = held
  const today = dayIn(row.law, now)
  const gates = gatesOf(stands, {
    isChild: isChildIn(held),
    isReflecting: isReflecting(held),
    today,
    overridden: agreedGates(held),
  })
  const missing = missingOf(gates)
  const stage = stageOf(stands, { missing, hasEnded: row.ended_at !== null })
  const open = quiet.includes(stage)
    ? []
    : tracks.filter(({ track, state, due_at: due }) => due !== null && !isAtRest(track, state))
  const turns =
    stage === 'ended' ? [] : open.length === 0 ? [row.organisation] : open.map(({ owner }) => owner)
  const dues = [...open.flatMap(({ due_at: due }) => due ?? []), ...(nextFollowUp ? [nextFollowUp] : [])]
  return {
    gates,
    missing,
    stage,
    turns: [...new Set(turns)].toSorted(),
    dueAt:
      dues.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? new Date(row.opened_at.getTime() + quietMs),
    expiresOn: nextExpiry(stands, today),
  }
}

/** Writes what the board shows anew, after an act or when a day has passed. */
export async function settleReturn(
  visit: Pick<Visit, 'tx' | 'node' | 'now'>,
  row: ReturnCase,
): Promise<void> {
  const held = await holdReturn(visit, row)
  await keepHealth(visit, held)
  const stand = standOf(held, { now: visit.now, nextFollowUp: await nextFollowUp(visit, row.id) })
  // Nothing stops somebody who stays.
  const stops = quiet.includes(stand.stage) ? [] : stand.missing
  await visit.tx.client.query(
    `update return_case set stage = $2, missing = $3, turns = $4, due_at = $5, expires_on = $6, changed_at = $7,
       version = version + 1 where id = $1`,
    [row.id, stand.stage, stops, stand.turns, stand.dueAt, stand.expiresOn ?? null, visit.now],
  )
}

/** Lists, manifests and clocks read the track as it is kept: what the certificate says is kept there too. */
async function keepHealth(visit: Pick<Visit, 'tx'>, held: HeldReturn): Promise<void> {
  const { state, since, until, due_at: due } = trackOf(held, 'health')
  await visit.tx.client.query(
    `update return_track set state = $2, since = $3, until = $4, due_at = $5
     where case_id = $1 and track = 'health' and (state, until) is distinct from ($2, $4::date)`,
    [held.row.id, state, since, until, due],
  )
}

export async function nextFollowUp(visit: Pick<Visit, 'tx'>, id: string): Promise<Date | undefined> {
  const found = await visit.tx.client.query<{ due_at: Date | null }>(
    'select min(due_at) as due_at from return_follow_up where case_id = $1 and outcome is null',
    [id],
  )
  return found.rows[0]?.due_at ?? undefined
}
