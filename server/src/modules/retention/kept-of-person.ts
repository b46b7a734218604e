import type { KeptOfPerson, SubjectFile } from '@shield/contract'
import type { ErasureRefusal } from '@shield/core'

import type { Context } from '../../context.ts'
import { clocksOf } from './clock.ts'
import { retentionLaw } from './law.ts'

/** The clock of a person as the person may have it: that a hold stands, and neither its ground nor who asked for it. */
export async function keptOfPerson(ctx: Context, code: string): Promise<KeptOfPerson | undefined> {
  const clock = (await clocksOf(ctx, [code])).get(code)
  if (!clock) return undefined
  const { state, warnOn: _, ...kept } = clock
  const rule = (await retentionLaw(ctx)).rules.find((one) => one.class === clock.class)
  return { ...kept, isHeld: state === 'held', cites: rule?.cites ?? '' }
}

interface RefusedRow {
  readonly decided_at: Date
  readonly refusal: ErasureRefusal
}

/** Erasing that was proposed and refused, which the person is told with its ground. */
export async function refusedToPerson(ctx: Context, code: string): Promise<SubjectFile['refused']> {
  const found = await ctx.tx.client.query<RefusedRow>(
    `select decided_at, refusal from erasure where code = $1 and state = 'refused' order by decided_at, id limit 100`,
    [code],
  )
  return found.rows.map(({ decided_at: at, refusal }) => ({ at: at.toISOString(), ground: refusal }))
}
