import { isPurpose, whenParts } from '@shield/core'
import type { Purpose } from '@shield/core'

/** What the officer has written so far on the ground and the end of a release. */
export interface Terms {
  readonly purpose: string
  readonly legalBasis: string
  readonly reason: string
  readonly hasEnd: boolean
  /** As understood from the date boxes: may be partial. */
  readonly end: string | undefined
  readonly consent: ConsentTerms | undefined
  /** Nodes that they may pass it on to without asking. */
  readonly onward: readonly string[]
}

/** The consent it rests on besides, as written so far. */
export interface ConsentTerms {
  readonly reference: string
  readonly until: string | undefined
}

export interface TermFaults {
  readonly purpose: boolean
  readonly legalBasis: boolean
  readonly reason: boolean
  /** `partial`: no whole day yet; `past`: today or before, so it would end before it begins. */
  readonly end: 'partial' | 'past' | undefined
  readonly consent: 'reference' | 'partial' | 'past' | undefined
}

/** What is still missing or wrong. `today` is a date, `2026-11-25`. */
export function termFaults(terms: Terms, today: string): TermFaults {
  return {
    purpose: !isPurpose(terms.purpose),
    legalBasis: terms.legalBasis.trim().length < 3,
    reason: terms.reason.trim().length < 8,
    end: terms.hasEnd ? endFault(terms.end, today) : undefined,
    consent: terms.consent ? consentFault(terms.consent, today) : undefined,
  }
}

function consentFault({ reference, until }: ConsentTerms, today: string): TermFaults['consent'] {
  if (reference.trim().length < 3) return 'reference'
  return until === undefined ? undefined : endFault(until, today)
}

function endFault(end: string | undefined, today: string): TermFaults['end'] {
  const parts = end === undefined ? undefined : whenParts(end)
  if (end === undefined || parts?.day === undefined || parts.about) return 'partial'
  return end <= today ? 'past' : undefined
}

export function isComplete(faults: TermFaults): boolean {
  return (
    !faults.purpose &&
    !faults.legalBasis &&
    !faults.reason &&
    faults.end === undefined &&
    faults.consent === undefined
  )
}

/** The purpose a new release starts with: the one the person works for, where the agreement has it. */
export function firstPurpose(agreed: readonly Purpose[], stated: Purpose | undefined): Purpose | undefined {
  if (stated !== undefined && agreed.includes(stated)) return stated
  return agreed.length === 1 ? agreed[0] : undefined
}
