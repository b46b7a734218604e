import type { Finding } from '@shield/contract'

import type { Context } from '../../context.ts'
import { actOnFinding } from './act-on-finding.ts'

/** Whether somebody has seen that it is so: out of the cell, off the list. What was not carried out is open again. */
export async function followOutcome(
  ctx: Context,
  id: string,
  given: { readonly id: string; readonly isDone: boolean; readonly note: string },
): Promise<Finding> {
  return actOnFinding(ctx, id, {
    id: given.id,
    act: { kind: 'follow', isDone: given.isDone },
    audit: 'punishment.followed',
    words: given.note,
  })
}
