import { properties } from '@shield/core'
import type { PropertyName } from '@shield/core'

import type { RequestView } from '../../api/wire.ts'

export interface AskedValue {
  readonly property: PropertyName
  readonly value: string
}

/** A request as it is being written. */
export interface RequestDraft {
  readonly agreement: string
  readonly organisation: string
  readonly kind: RequestView['kind']
  readonly urgency: RequestView['urgency']
  readonly case: string
  readonly legalBasis: string
  readonly asked: readonly AskedValue[]
  readonly text: string
  /** Hours from now, or 'day': the end of `day`. */
  readonly within: string
  readonly day: string | undefined
}

/** What a request may be about, the most asked first. */
export const askable: readonly PropertyName[] = [
  'phone',
  'accountNumber',
  'iban',
  'walletAddress',
  'name',
  'alias',
  'birthDate',
  'passportNumber',
  'idNumber',
  'email',
  'username',
  'domain',
  'website',
  'plate',
  'address',
]

/** Hours that each urgency starts from: an answer in the night is asked for where a life is in danger alone. */
export const usualHours: Readonly<Record<RequestView['urgency'], string>> = {
  danger: '4',
  urgent: '24',
  routine: '336',
}
export const hourChoices = ['1', '4', '12', '24', '72', '168', '336', '720'] as const

/** The moment it is wanted by; undefined while the day is not whole. */
export function dueOf({ within, day }: Pick<RequestDraft, 'within' | 'day'>, now: Date): Date | undefined {
  if (within !== 'day') return new Date(now.getTime() + Number(within) * 3_600_000)
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '') ?? []
  return date === undefined ? undefined : new Date(Number(year), Number(month) - 1, Number(date), 23, 59, 59)
}

export interface DraftFaults {
  readonly organisation: boolean
  readonly case: boolean
  readonly legalBasis: boolean
  readonly text: boolean
  readonly due: 'partial' | 'past' | undefined
}

export function draftFaults(draft: RequestDraft, now: Date): DraftFaults {
  const due = dueOf(draft, now)
  return {
    organisation: draft.organisation === '',
    case: draft.case.trim().length < 3,
    legalBasis: draft.legalBasis.trim().length < 3,
    text: draft.text.trim().length < 8,
    due: due === undefined ? 'partial' : due <= now ? 'past' : undefined,
  }
}

export function isComplete(faults: DraftFaults): boolean {
  return Object.values(faults).every((fault) => fault === false || fault === undefined)
}

/** Rows that say something, each value once. */
export function askedOf(rows: readonly AskedValue[]): AskedValue[] {
  const seen = new Set<string>()
  return rows.flatMap(({ property, value }) => {
    const key = `${property}:${value.trim()}`
    if (value.trim() === '' || seen.has(key)) return []
    seen.add(key)
    return [{ property, value: value.trim() }]
  })
}

/** What of a profile may stand in a request: values one can look for, each once, the newest statements of today. */
export function askableOf(
  statements: readonly {
    readonly property: PropertyName
    readonly value: string
    readonly retractedAt?: string | undefined
  }[],
): AskedValue[] {
  const found = statements
    .filter((one) => one.retractedAt === undefined && askable.includes(one.property))
    .toSorted((a, b) => askable.indexOf(a.property) - askable.indexOf(b.property))
  return askedOf(found.map(({ property, value }) => ({ property, value })))
}

export function isProperty(name: string): name is PropertyName {
  return name in properties
}
