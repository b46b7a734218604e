import type { PropertyName } from '@shield/core'

import type { MatchIdentifier, Profile } from '../../api/wire.ts'

/** One value as it will be asked about, with its kind where that is known. */
export interface WrittenValue {
  readonly value: string
  readonly identifier?: MatchIdentifier
}

export const mostValues = 500

const kindOf: Partial<Record<PropertyName, MatchIdentifier>> = {
  phone: 'phone',
  accountNumber: 'account',
  iban: 'account',
  walletAddress: 'wallet',
  passportNumber: 'document',
  idNumber: 'document',
  email: 'email',
  domain: 'domain',
  plate: 'plate',
}

const issuers: readonly PropertyName[] = ['nationality', 'country', 'jurisdiction']

/** What of a profile can be compared. A document needs its issuer: the state its own record names. */
export function valuesOf(profile: Pick<Profile, 'statements'>): readonly WrittenValue[] {
  const standing = profile.statements.filter((one) => one.retractedAt === undefined)
  const seen = new Set<string>()
  return standing.flatMap(({ property, value, record }) => {
    const identifier = kindOf[property]
    if (identifier === undefined) return []
    const issuer = standing.find((one) => one.record === record && issuers.includes(one.property))?.norm
    const text =
      identifier === 'document' && issuer !== undefined ? `${issuer.toUpperCase()}:${value}` : value
    if (seen.has(text)) return []
    seen.add(text)
    return [{ value: text, identifier }]
  })
}

/** A pasted list: one value a line, or between commas, semicolons or tabs. */
export function readValues(text: string, identifier: MatchIdentifier | undefined): readonly WrittenValue[] {
  return text
    .split(/[\n,;\t]/)
    .map((part) => part.trim().slice(0, 300))
    .filter((part) => part !== '')
    .map((value) => ({ value, ...(identifier === undefined ? {} : { identifier }) }))
}
