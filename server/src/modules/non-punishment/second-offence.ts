import type { Finding } from '@shield/contract'

import type { Context } from '../../context.ts'
import { actOnFinding } from './act-on-finding.ts'

/** Another person's word on an assessment. Agreeing and disagreeing cost the same: one choice and one reason. */
export async function secondOffence(
  ctx: Context,
  { id, offence }: { readonly id: string; readonly offence: string },
  given: { readonly id: string; readonly agrees: boolean; readonly reason: string },
): Promise<Finding> {
  return actOnFinding(ctx, id, {
    id: given.id,
    act: { kind: 'second', offence, agrees: given.agrees, by: ctx.actor.person },
    audit: 'punishment.seconded',
    words: given.reason,
  })
}
