import { identifierTypes, kinds, properties } from '@shield/core'

/** What two entities have in common, as the tables number it. Identifiers follow from `firstIdentifier` by their type. */
export const grounds = { names: 1, 'name-and-year': 2, 'one-name': 3 } as const

const firstIdentifier = 10

export const identifierGround = (type: string): number =>
  firstIdentifier + identifierTypes.findIndex((one) => one === type)

export const isIdentifierGround = (ground: number): boolean => ground >= firstIdentifier

/** How many of one handling may have one key before it says nothing: common names, a shop's telephone. */
export const mostOf = (ground: number): number => (isIdentifierGround(ground) ? 30 : 20)

const people: readonly number[] = [kinds.Person.number, kinds.LegalEntity.number]
const bodies: readonly number[] = [
  kinds.Organization.number,
  kinds.Company.number,
  kinds.LegalEntity.number,
  kinds.PublicBody.number,
]
/** Things that are what their number says they are. */
export const numberedKinds: readonly number[] = [
  kinds.BankAccount.number,
  kinds.CryptoWallet.number,
  kinds.Passport.number,
  kinds.Identification.number,
  kinds.Vehicle.number,
  kinds.Vessel.number,
  kinds.Airplane.number,
  kinds.UserAccount.number,
  kinds.SimCard.number,
  kinds.Device.number,
  kinds.Domain.number,
  kinds.Website.number,
  kinds.EmailAddress.number,
  kinds.NetworkAddress.number,
]

/** Is a thing of this kind what its number says it is? */
export const isNumbered = (kind: number): boolean => numberedKinds.includes(kind)

export type NameClass = 'person' | 'organisation'

/** As what the names of a kind are read; a "person or body" may be either. */
export function nameClassesOf(kind: number): readonly NameClass[] {
  return [
    ...(people.includes(kind) ? (['person'] as const) : []),
    ...(bodies.includes(kind) ? (['organisation'] as const) : []),
  ]
}

/** May two kinds be one thing at all? A telephone and its owner are not; two reports of one telephone are two. */
export function mayBeOne(left: number, right: number): boolean {
  if (left === right && numberedKinds.includes(left)) return true
  return [people, bodies].some((group) => group.includes(left) && group.includes(right))
}

/** A number that its source gave out for itself, or where it was published, identifies nobody elsewhere. */
const ownNumbers: readonly number[] = [properties.externalId.number, properties.sourceUrl.number]

const typeOfNumber = new Map<number, string>(
  Object.values(properties)
    .filter((one) => identifierTypes.includes(one.type) && !ownNumbers.includes(one.number))
    .map((one) => [one.number, one.type]),
)

/** The type of an identifying property, or undefined. */
export const identifierTypeOf = (property: number): string | undefined => typeOfNumber.get(property)

export const identifierNumbers: readonly number[] = [...typeOfNumber.keys()]
