import { servedGroupNames, serviceKindNames } from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Id, Instant, OneOf, Strict, Words } from './shape.ts'

const name = Strict({
  en: Type.String({ minLength: 2, maxLength: 200 }),
  th: Type.String({ minLength: 2, maxLength: 200 }),
})

/** One line of the directory: who helps with what, where, whom. It holds nothing of anybody who is helped. */
export const ServiceEntry = Strict({
  /** Stable over versions and files, for example `TH-TAK-07`. */
  key: Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]{1,30}$' }),
  kind: OneOf(serviceKindNames),
  name,
  /** Code of an organisation of this node: a package can be sent to it. Absent: it is reached by its contact alone. */
  organisation: Type.Optional(Type.String({ minLength: 2, maxLength: 40 })),
  area: Type.String({ minLength: 2, maxLength: 200 }),
  /** BCP 47. */
  languages: Type.Array(Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' }), {
    maxItems: 30,
    uniqueItems: true,
  }),
  servesGroups: Type.Array(OneOf(servedGroupNames), { minItems: 1, uniqueItems: true }),
  /** How many at once; absent: not counted. */
  capacity: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  contact: Type.String({ minLength: 3, maxLength: 300 }),
  isOpen: Type.Boolean(),
})
export type ServiceEntry = Static<typeof ServiceEntry>

export const ServiceRow = Strict({
  id: Id,
  version: Type.Integer(),
  changedAt: Instant,
  ...ServiceEntry.properties,
})
export type ServiceRow = Static<typeof ServiceRow>

export const ServiceQuery = Strict({
  kind: Type.Optional(OneOf(serviceKindNames)),
  language: Type.Optional(Type.String({ maxLength: 20 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
})
export type ServiceQuery = Static<typeof ServiceQuery>

/** A file of the directory, read in memory: a table (CSV) with the columns of core's `serviceColumns`. */
export const ServiceFile = Strict({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  content: Type.String({ contentEncoding: 'base64', maxLength: 700_000 }),
})
export type ServiceFile = Static<typeof ServiceFile>

export const ServiceFileOutcome = Strict({
  made: Type.Integer(),
  changed: Type.Integer(),
  same: Type.Integer(),
  /** Where there is one nothing was taken. */
  faults: Type.Array(Strict({ line: Type.Integer(), column: Type.String(), hint: Words })),
})
export type ServiceFileOutcome = Static<typeof ServiceFileOutcome>

export const ServiceVersion = Strict({
  version: Type.Integer(),
  at: Instant,
  by: Type.String(),
  organisation: Type.String(),
  entry: ServiceEntry,
})

/** A house of one's own organisation. Its name says nothing of where it is; the address is sealed under a code of its own. */
export const ShelterPlace = Strict({
  id: Id,
  name: Type.String(),
  capacity: Type.Integer(),
  /** How many sleep there now. */
  taken: Type.Integer(),
  hasAddress: Type.Boolean(),
  can: Can,
})
export type ShelterPlace = Static<typeof ShelterPlace>

export const MakePlace = Strict({
  name: Type.String({ minLength: 2, maxLength: 60 }),
  capacity: Type.Integer({ minimum: 1, maximum: 10_000 }),
  address: Type.Optional(Type.String({ minLength: 5, maxLength: 1000 })),
})
export type MakePlace = Static<typeof MakePlace>
