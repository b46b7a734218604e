import type { Triage } from '@shield/core'

import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { seen } from './seen.ts'

/** A person as the table has them. */
export interface PersonRow {
  readonly code: string
  readonly marking_id: number
  readonly arrival_id: string | null
  readonly arrived_at: Date
  readonly party: string
  readonly triage: Triage
  readonly turn: number
  readonly standing: 'possible' | 'identified' | 'not-identified'
  readonly interview: 'none' | 'begun' | 'done'
  readonly has_conflict: boolean
  readonly identity_id: string | null
  readonly identity_at: Date | null
  readonly erased_before: boolean
  readonly version: number
  /** Organisations that care for the person. */
  readonly carers: readonly string[]
}

/** One person whom the reader may see; for everybody else there is nobody. `lock`: the row waits for this act. */
export async function getPerson(
  ctx: Context,
  code: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<PersonRow> {
  return (await findPerson(ctx, code, { lock })) ?? Promise.reject(notFound())
}

/** The same where it is no fault that there is nobody. */
export async function findPerson(
  ctx: Context,
  code: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<PersonRow | undefined> {
  const found = await ctx.tx.client.query<PersonRow>(
    `select p.* from protected_person p where ${seen} and p.code = $4 ${lock ? 'for no key update of p' : ''}`,
    [ctx.visible, ctx.actor.organisation, ctx.now, code],
  )
  return found.rows[0]
}
