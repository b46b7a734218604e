import type { Words } from '@shield/core'

/** What stands of an act that waits for a second person, or was decided by one. */
export interface DecisionRow {
  readonly reason: string
  readonly at: Date
  readonly by_en: string
  readonly by_th: string
  readonly decider_en: string | null
  readonly decider_th: string | null
  readonly decided_at: Date | null
  readonly decided_reason: string | null
}

interface Decision {
  readonly reason: string
  readonly by: Words
  readonly at: string
  readonly decidedBy?: Words
  readonly decidedAt?: string
  readonly decidedReason?: string
}

/** Who asked for it, when and why; and the same of who decided. */
export function tellDecision(row: DecisionRow): Decision {
  return {
    reason: row.reason,
    by: { en: row.by_en, th: row.by_th },
    at: row.at.toISOString(),
    ...(row.decider_en === null
      ? {}
      : { decidedBy: { en: row.decider_en, th: row.decider_th ?? row.decider_en } }),
    ...(row.decided_at === null ? {} : { decidedAt: row.decided_at.toISOString() }),
    ...(row.decided_reason === null ? {} : { decidedReason: row.decided_reason }),
  }
}
