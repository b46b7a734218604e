import type { Json, TriageField } from '@shield/core'

import type { Context } from '../../context.ts'

export interface Act {
  readonly id: string
  readonly code: string
  readonly kind: 'arrived' | 'triaged' | 'joined' | 'sealed' | 'settled'
  /** Closed lists, codes and ids; never a word somebody wrote or said. */
  readonly body: Readonly<Record<string, Json>>
  readonly conflicts?: readonly TriageField[]
  /** By the clock of the device that did it. */
  readonly at: Date
}

/** Writes what was done for a person; what is written stays. */
export async function noteAct(ctx: Context, act: Act): Promise<void> {
  await ctx.tx.client.query(
    `insert into protection_act (id, code, kind, body, conflicts, at, received_at, person_id, organisation)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      act.id,
      act.code,
      act.kind,
      JSON.stringify(act.body),
      act.conflicts ?? [],
      act.at,
      ctx.now,
      ctx.actor.person,
      ctx.actor.organisation,
    ],
  )
}
