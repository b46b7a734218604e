import type { AgreementTerms } from '../../api/wire.ts'

/** A list that got longer or shorter, or a value that is another now. */
export type TermChange =
  | {
      readonly field: ListField
      /** `all` stands for a list that names nothing, which means everything. */
      readonly added: readonly string[]
      readonly removed: readonly string[]
      readonly sense: Sense
    }
  | {
      readonly field: ValueField
      readonly before: string | undefined
      readonly after: string | undefined
      readonly sense: Sense
    }

/** Does it let more go than before, less, or is that not to be said? */
export type Sense = 'wider' | 'narrower' | 'other'

const listFields = ['kinds', 'properties', 'zones', 'purposes', 'identifiers', 'matchPurposes'] as const
export type ListField = (typeof listFields)[number]
const valueFields = [
  'title',
  'text',
  'legalBasis',
  'onward',
  'retention',
  'validFrom',
  'validUntil',
  'quotaPerson',
  'quotaCase',
  'quotaNode',
] as const
export type ValueField = (typeof valueFields)[number]

export function isListChange(
  change: TermChange,
): change is Extract<TermChange, { readonly added: readonly string[] }> {
  return 'added' in change
}

/** What another version of an agreement would change, term by term, in the order of the terms; nothing where they say the same. */
export function changesOf(before: AgreementTerms, after: AgreementTerms): readonly TermChange[] {
  const lists = listFields.flatMap((field): TermChange[] => {
    const [was, is] = [listOf(before, field), listOf(after, field)]
    const added = is.filter((one) => !was.includes(one))
    const removed = was.filter((one) => !is.includes(one))
    return added.length + removed.length === 0
      ? []
      : [{ field, added, removed, sense: senseOf(field, added, removed) }]
  })
  const values = valueFields.flatMap((field): TermChange[] => {
    const [was, is] = [valueOf(before, field), valueOf(after, field)]
    return was === is ? [] : [{ field, before: was, after: is, sense: senseOfValue(field, was, is) }]
  })
  return [...lists, ...values]
}

/** Zones that are not named are all of them: said by one word. */
const all = 'all'

function listOf(terms: AgreementTerms, field: ListField): readonly string[] {
  if (field === 'zones') return terms.zones ?? [all]
  if (field === 'identifiers') return terms.matching?.identifiers ?? []
  if (field === 'matchPurposes') return terms.matching?.purposes ?? []
  return terms[field]
}

function senseOf(field: ListField, added: readonly string[], removed: readonly string[]): Sense {
  if (field === 'zones' && added.includes(all)) return 'wider'
  if (field === 'zones' && removed.includes(all)) return 'narrower'
  if (added.length > 0 && removed.length > 0) return 'other'
  return added.length > 0 ? 'wider' : 'narrower'
}

function valueOf(terms: AgreementTerms, field: ValueField): string | undefined {
  const { matching } = terms
  const number = (value: number | undefined): string | undefined =>
    value === undefined ? undefined : String(value)
  switch (field) {
    case 'title':
    case 'text': {
      const words = terms[field]
      return words && `${words.en}\n${words.th}`
    }
    case 'onward':
      return String(terms.onward)
    case 'retention':
      return number(terms.retentionDays)
    case 'quotaPerson':
      return number(matching?.quota.person)
    case 'quotaCase':
      return number(matching?.quota.case)
    case 'quotaNode':
      return number(matching?.quota.node)
    default:
      return terms[field]
  }
}

function senseOfValue(field: ValueField, was: string | undefined, is: string | undefined): Sense {
  switch (field) {
    case 'onward':
      return is === 'true' ? 'wider' : 'narrower'
    // No longest time of keeping is the longest.
    case 'retention':
      return Number(is ?? Infinity) > Number(was ?? Infinity) ? 'wider' : 'narrower'
    case 'validFrom':
      return (is ?? '') < (was ?? '') ? 'wider' : 'narrower'
    case 'validUntil':
      return (is ?? '') > (was ?? '') ? 'wider' : 'narrower'
    case 'quotaPerson':
    case 'quotaCase':
    case 'quotaNode':
      return Number(is ?? 0) > Number(was ?? 0) ? 'wider' : 'narrower'
    default:
      return 'other'
  }
}
