import type { Finding } from '@shield/contract'
import type { PunishmentOutcome } from '@shield/core'

import type { Context } from '../../context.ts'
import { actOnFinding } from './act-on-finding.ts'

/** What the authority did. What ends the punishment may come at any time; a refusal answers an assessment by two. */
export async function reportOutcome(
  ctx: Context,
  id: string,
  given: { readonly id: string; readonly outcome: PunishmentOutcome; readonly reason: string },
): Promise<Finding> {
  return actOnFinding(ctx, id, {
    id: given.id,
    act: { kind: 'outcome', outcome: given.outcome },
    audit: 'punishment.outcome',
    words: given.reason,
  })
}
