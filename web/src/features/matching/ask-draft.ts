import type { CheckMatch, MakeMatch } from '@shield/contract'

import type { MatchCheck, MatchIdentifier } from '../../api/wire.ts'
import { mostValues, readValues } from './take-values.ts'
import type { WrittenValue } from './take-values.ts'

/** A question as it is being written. */
export interface AskDraft {
  readonly agreement: string
  readonly text: string
  /** Of the text; '' where each value's is recognised by its form. */
  readonly identifier: MatchIdentifier | ''
  readonly case: string
  readonly legalBasis: string
  readonly reason: string
  readonly hasWatch: boolean
  readonly until: string | undefined
}

/** Values of profiles keep the kind they have there; what is written is read by its form or as said. */
export function writtenOf(draft: AskDraft, taken: readonly WrittenValue[]): readonly WrittenValue[] {
  const known = new Map(taken.map((one) => [one.value, one]))
  return readValues(draft.text, draft.identifier === '' ? undefined : draft.identifier).map((one) =>
    draft.identifier === '' ? (known.get(one.value) ?? one) : one,
  )
}

export function checkOf(draft: AskDraft, written: readonly WrittenValue[]): CheckMatch | undefined {
  if (written.length === 0 || written.length > mostValues || draft.agreement === '') return undefined
  return { agreement: draft.agreement, case: draft.case.trim(), items: [...written] }
}

export interface AskFaults {
  readonly values: 'none' | 'many' | 'incomparable' | undefined
  readonly case: boolean
  readonly legalBasis: boolean
  readonly reason: boolean
  readonly until: 'partial' | 'past' | 'far' | undefined
}

export function askFaults(
  draft: AskDraft,
  {
    written,
    check,
    today,
  }: { readonly written: number; readonly check: MatchCheck | undefined; readonly today: string },
): AskFaults {
  return {
    values:
      written === 0
        ? 'none'
        : written > mostValues
          ? 'many'
          : check !== undefined && check.groups.length === 0
            ? 'incomparable'
            : undefined,
    case: draft.case.trim().length < 3,
    legalBasis: draft.legalBasis.trim().length < 3,
    reason: draft.reason.trim().length < 8,
    until: untilFault(draft, today),
  }
}

function untilFault({ hasWatch, until }: AskDraft, today: string): AskFaults['until'] {
  if (!hasWatch) return undefined
  if (until === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(until)) return 'partial'
  if (until < today) return 'past'
  const last = new Date(`${today}T00:00:00Z`)
  last.setUTCDate(last.getUTCDate() + 365)
  return until > last.toISOString().slice(0, 10) ? 'far' : undefined
}

export function isComplete(faults: AskFaults): boolean {
  return Object.values(faults).every((fault) => fault === false || fault === undefined)
}

/** What goes to the node: what can be compared, and what could not be as it was written, so that the result says so. */
export function questionOf(draft: AskDraft, check: MatchCheck): MakeMatch {
  const kept = ['no-country', 'no-issuer', 'too-short', 'malformed', undefined]
  return {
    agreement: draft.agreement,
    case: draft.case.trim(),
    legalBasis: draft.legalBasis.trim(),
    reason: draft.reason.trim(),
    items: check.items.flatMap(({ identifier, value, leftOut }) =>
      identifier !== undefined && kept.includes(leftOut) ? [{ identifier, value }] : [],
    ),
    ...(draft.hasWatch && draft.until !== undefined ? { watchUntil: draft.until } : {}),
  }
}
