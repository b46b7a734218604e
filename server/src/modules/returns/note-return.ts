import type { ReturnFacts } from '@shield/contract'
import { isAtRest } from '@shield/core'
import type { TrackName } from '@shield/core'

import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import type { HeldReturn } from './find-return.ts'
import { trackOf } from './find-return.ts'

const dayMs = 86_400_000

interface ReturnAct {
  readonly id?: string
  readonly kind: 'moved' | 'owner' | 'check' | 'receipt' | 'follow-up' | 'ended'
  readonly track?: TrackName
  readonly before?: string
  readonly state?: string
  readonly facts?: ReturnFacts
  readonly reason?: string | undefined
}

/** Writes what was done; what is written stays. `reason` is the id of sealed words. */
export async function noteReturn(ctx: Context, held: HeldReturn, act: ReturnAct): Promise<void> {
  await ctx.tx.client.query(
    `insert into return_act (id, case_id, kind, track, before, state, facts, reason_id, at, person_id, organisation)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[act.id ?? newId(), held.row.id, act.kind, act.track ?? null, act.before ?? null, act.state ?? null],
      ...[
        JSON.stringify(act.facts ?? {}),
        act.reason ?? null,
        ctx.now,
        ctx.actor.person,
        ctx.actor.organisation,
      ],
    ],
  )
}

interface Moved {
  readonly id?: string
  readonly track: TrackName
  readonly to: string
  readonly facts: ReturnFacts
  readonly until?: string | undefined
  readonly reason?: string | undefined
  readonly kind?: 'check' | 'receipt'
}

/** Brings a track to a state and writes that it was done. The clock of the new state is the country's. */
export async function moveTrack(ctx: Context, held: HeldReturn, moved: Moved): Promise<void> {
  const { track, to, facts } = moved
  const { state: before, facts: known } = trackOf(held, track)
  const days = held.row.law.dueDays[track]
  const due = days === undefined || isAtRest(track, to) ? null : new Date(ctx.now.getTime() + days * dayMs)
  await ctx.tx.client.query(
    `update return_track set state = $3, since = $4, due_at = $5, until = $6, facts = $7, by_person = $8
     where case_id = $1 and track = $2`,
    [
      ...[held.row.id, track, to, ctx.now, due, moved.until ?? null],
      ...[JSON.stringify({ ...known, ...facts }), ctx.actor.person],
    ],
  )
  await noteReturn(ctx, held, {
    ...(moved.id === undefined ? {} : { id: moved.id }),
    ...{ kind: moved.kind ?? 'moved', track, before, state: to, facts, reason: moved.reason },
  })
}
