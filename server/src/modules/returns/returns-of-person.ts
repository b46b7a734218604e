import type { ReturnOfPerson } from '@shield/contract'
import { trackNames } from '@shield/core'

import type { Context } from '../../context.ts'
import { agreedGates, holdReturn, isChildIn, returnFrom, trackOf } from './find-return.ts'
import type { ReturnCase } from './find-return.ts'
import { findReceipt } from './receipt.ts'
import { nextFollowUp, standOf } from './settle-return.ts'
import { followUpsOf } from './view-return.ts'

/** Every way home of a person the reader sees, as the person may have it: where each step stands, and no fact of others. */
export async function returnsOfPerson(ctx: Context, code: string): Promise<ReturnOfPerson[]> {
  const found = await ctx.tx.client.query<ReturnCase>(
    `${returnFrom} and r.code = $4 order by r.opened_at, r.id limit 50`,
    [ctx.visible, ctx.actor.organisation, ctx.now, code],
  )
  const all: ReturnOfPerson[] = []
  for (const row of found.rows) all.push(await returnOfPerson(ctx, row))
  return all
}

async function returnOfPerson(ctx: Context, row: ReturnCase): Promise<ReturnOfPerson> {
  const held = await holdReturn(ctx, row)
  const { stage, missing } = standOf(held, { now: ctx.now, nextFollowUp: await nextFollowUp(ctx, row.id) })
  const receipt = await findReceipt(ctx, row.id)
  return {
    id: row.id,
    openedAt: row.opened_at.toISOString(),
    stage,
    ...(row.destination === null ? {} : { destination: row.destination }),
    tracks: trackNames
      .filter((name) => name !== 'child' || isChildIn(held))
      .map((track) => {
        const { state, since, until } = trackOf(held, track)
        return { track, state, since: since.toISOString(), ...(until === null ? {} : { until }) }
      }),
    missing: row.ended_at ? [] : [...missing],
    overridden: [...agreedGates(held)],
    ...(receipt ? { handedOverAt: receipt.released_at.toISOString() } : {}),
    ...(receipt?.received_at ? { receivedAt: receipt.received_at.toISOString() } : {}),
    followUps: await followUpsOf(ctx, row.id),
    ...(row.outcome ? { outcome: row.outcome } : {}),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
  }
}
