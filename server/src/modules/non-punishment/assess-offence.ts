import type { Finding } from '@shield/contract'
import type { Json, OffenceResult } from '@shield/core'

import type { Context } from '../../context.ts'
import { faultAt } from '../../problem.ts'
import { actOnFinding } from './act-on-finding.ts'
import { readEvidence } from './evidence.ts'

interface Assessment {
  readonly id: string
  readonly result: OffenceResult
  readonly evidence: readonly { readonly interview: string; readonly indicator: string }[]
  readonly reason: string
}

/** What one person says of an offence; it counts when another agrees. What it rests on are answers that this person may read. */
export async function assessOffence(
  ctx: Context,
  { id, offence }: { readonly id: string; readonly offence: string },
  given: Assessment,
): Promise<Finding> {
  return actOnFinding(ctx, id, {
    id: given.id,
    act: { kind: 'assess', offence, result: given.result, by: ctx.actor.person },
    audit: 'punishment.assessed',
    more: { evidence: given.evidence as unknown as Json },
    words: given.reason,
    check: async (row) => {
      const { told } = await readEvidence(ctx, row)
      const unknown = given.evidence.findIndex(
        (one) =>
          !told.some(
            ({ interview, indicator }) => interview === one.interview && indicator === one.indicator,
          ),
      )
      if (unknown < 0) return
      throw faultAt(
        `/evidence/${unknown}`,
        { en: 'choose answers that you may read', th: 'โปรดเลือกคำตอบที่คุณมีสิทธิอ่าน' },
        'known',
      )
    },
  })
}
