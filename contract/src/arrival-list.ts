import { Type } from 'typebox'
import type { Static } from 'typebox'

import { PersonIdentity } from './protection.ts'
import { Instant, OneOf, Strict, Words } from './shape.ts'
import { PersonCode } from './vault.ts'

/** What is taken of a list of people; every other column stays outside. */
export const listFields = [
  'name',
  'firstName',
  'lastName',
  'alias',
  'birthDate',
  'nationality',
  'passportNumber',
  'idNumber',
  'country',
  'phone',
] as const
export type ListField = (typeof listFields)[number]

export const listLimits = {
  /** Lines of one list: a day at one bridge. */
  lines: 500,
  /** Bytes of the file. */
  bytes: 2 ** 20,
} as const

/** The file itself, in the request and nowhere else: it is read in memory and never laid on a disk. */
const file = {
  name: Type.String({ minLength: 1, maxLength: 200 }),
  content: Type.String({
    maxLength: Math.ceil(listLimits.bytes / 3) * 4,
    pattern: '^[A-Za-z0-9+/]*={0,2}$',
    description: 'Bytes of the file, base64',
  }),
  /** What a person chose where the guess was wrong; a column that is not named is left out. */
  columns: Type.Optional(
    Type.Array(Strict({ column: Type.String({ maxLength: 200 }), taken: OneOf(listFields) }), {
      maxItems: 50,
    }),
  ),
}

export const ArrivalListFile = Strict(file)
export type ArrivalListFile = Static<typeof ArrivalListFile>
export const TakeArrivalList = Strict({ ...file, at: Instant })
export type TakeArrivalList = Static<typeof TakeArrivalList>

const ListFault = Strict({ line: Type.Integer(), column: Type.Optional(Type.String()), what: Words })

export const ArrivalListPreview = Strict({
  columns: Type.Array(Strict({ column: Type.String(), taken: Type.Optional(OneOf(listFields)) })),
  /** Lines with somebody in them. */
  lines: Type.Integer(),
  faults: Type.Array(ListFault),
  /** The first five, as they would be sealed. */
  first: Type.Array(Strict({ line: Type.Integer(), identity: PersonIdentity })),
})
export type ArrivalListPreview = Static<typeof ArrivalListPreview>

export const ArrivalListOutcome = Strict({
  people: Type.Array(
    Strict({
      line: Type.Integer(),
      /** Absent where the whole list was taken before. */
      code: Type.Optional(PersonCode),
      /** `known`: on this board already. */
      outcome: OneOf(['made', 'known'] as const),
      /** Code of somebody with the same document who came out at another time. */
      before: Type.Optional(PersonCode),
    }),
  ),
  faults: Type.Array(ListFault),
})
export type ArrivalListOutcome = Static<typeof ArrivalListOutcome>
