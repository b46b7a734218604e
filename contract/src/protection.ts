import { specialNeeds, triageFields, turns } from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Cursor, Id, Instant, OneOf, Strict } from './shape.ts'
import { PersonCode } from './vault.ts'

const language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 20 })

export const TriageShape = Strict({
  health: Type.Optional(OneOf(['now', 'soon', 'well'] as const)),
  danger: Type.Optional(OneOf(['here', 'elsewhere', 'none'] as const)),
  age: Type.Optional(OneOf(['child', 'unsure', 'adult'] as const)),
  speaks: Type.Optional(Type.Array(language, { maxItems: 5, uniqueItems: true })),
  interpreter: Type.Optional(OneOf(['any', 'woman', 'man', 'none'] as const)),
  together: Type.Optional(OneOf(['alone', 'with-family', 'with-others'] as const)),
  needs: Type.Optional(Type.Array(OneOf(specialNeeds), { uniqueItems: true })),
  wish: Type.Optional(OneOf(['talk', 'rest', 'refuse'] as const)),
})

/** A name as somebody is called, in the script it was given in. */
const PersonName = Strict({
  text: Type.String({ minLength: 1, maxLength: 200 }),
  kind: OneOf(['given', 'document', 'other'] as const),
})
const PersonDocument = Strict({
  kind: OneOf(['passport', 'identity-card', 'border-pass', 'other'] as const),
  /** Issuer as ISO 3166-1 alpha-2. */
  issuer: Type.String({ pattern: '^[A-Z]{2}$' }),
  number: Type.String({ minLength: 3, maxLength: 40 }),
  holds: OneOf(['person', 'authority', 'taken', 'lost', 'unknown'] as const),
})

/** What the vault keeps as the identity of a person. */
export const PersonIdentity = Strict({
  names: Type.Array(PersonName, { minItems: 1, maxItems: 10 }),
  born: Type.Optional(Type.String({ pattern: '^~?\\d{4}(-\\d{2}(-\\d{2})?)?$' })),
  /** As the person says; ISO 3166-1 alpha-2, STATELESS or UNDETERMINED. */
  citizenships: Type.Array(Type.String({ pattern: '^([A-Z]{2}|STATELESS|UNDETERMINED)$' }), { maxItems: 5 }),
  documents: Type.Array(PersonDocument, { maxItems: 10 }),
  phones: Type.Array(Type.String({ minLength: 5, maxLength: 30 }), { maxItems: 10 }),
})
export type PersonIdentity = Static<typeof PersonIdentity>

export const ArrivalPlace = Strict({
  id: Id,
  site: Type.String(),
  startedAt: Instant,
  endedAt: Type.Optional(Instant),
  /** How many are expected, as somebody was told. */
  expected: Type.Optional(Type.Integer()),
  organisations: Type.Array(Type.String()),
  people: Type.Integer(),
  /** Nobody has spoken with them at length yet. */
  notInterviewed: Type.Integer(),
  turns: Type.Array(Strict({ turn: OneOf(turns), people: Type.Integer() })),
  /** Everybody counts once for each language spoken. */
  languages: Type.Array(Strict({ language: Type.String(), people: Type.Integer() })),
  /** Answers of two hands differ and nobody has settled it. */
  conflicts: Type.Integer(),
  /** When anybody's row here was last changed: a screen asks for the list anew only when this moves. */
  changedAt: Type.Optional(Instant),
  can: Can,
})
export type ArrivalPlace = Static<typeof ArrivalPlace>

export const MakeArrival = Strict({
  site: Type.String({ minLength: 2, maxLength: 200 }),
  startedAt: Instant,
  expected: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  /** Organisations that work there beside one's own. */
  organisations: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20, uniqueItems: true }),
})
export type MakeArrival = Static<typeof MakeArrival>

/** One act of one hand at the board; sent again it changes nothing. */
export const ArrivalAct = Strict({
  id: Id,
  code: PersonCode,
  /** When it was done, by the clock of the device. */
  at: Instant,
  triage: TriageShape,
  /** What stood there when it was done, of the fields it changes. */
  seen: Type.Optional(TriageShape),
  /** Codes of those who stay together with this person. */
  staysWith: Type.Optional(Type.Array(PersonCode, { maxItems: 30, uniqueItems: true })),
  identity: Type.Optional(PersonIdentity),
})
export type ArrivalAct = Static<typeof ArrivalAct>

export const ArrivalOutcome = Strict({
  id: Id,
  code: PersonCode,
  outcome: OneOf(['made', 'changed', 'known', 'conflict'] as const),
  /** Fields that another hand had changed meanwhile: what was brought is kept and shown beside. */
  conflicts: Type.Array(OneOf(triageFields)),
})
export type ArrivalOutcome = Static<typeof ArrivalOutcome>

export const ProtectedRow = Strict({
  code: PersonCode,
  arrivedAt: Instant,
  turn: OneOf(turns),
  triage: TriageShape,
  /** Everybody is a possible victim until a determination says otherwise, with reasons. */
  standing: OneOf(['possible', 'identified', 'not-identified'] as const),
  interview: OneOf(['none', 'begun', 'done'] as const),
  /** How many stay together with this person. */
  party: Type.Integer(),
  hasIdentity: Type.Boolean(),
  hasConflict: Type.Boolean(),
})
export type ProtectedRow = Static<typeof ProtectedRow>

export const ProtectedQuery = Strict({
  arrival: Type.Optional(Id),
  turn: Type.Optional(OneOf(turns)),
  /** `unheard`: nobody has spoken with them to the end. */
  interview: Type.Optional(OneOf(['none', 'begun', 'done', 'unheard'] as const)),
  language: Type.Optional(language),
  conflict: Type.Optional(OneOf(['open'] as const)),
  /** By whose turn it is unless told. */
  order: Type.Optional(OneOf(['turn', 'newest'] as const)),
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
})
export type ProtectedQuery = Static<typeof ProtectedQuery>

export const ProtectedAct = Strict({
  id: Id,
  kind: Type.String(),
  at: Instant,
  by: Type.String(),
  organisation: Type.String(),
  triage: Type.Optional(TriageShape),
  conflicts: Type.Array(OneOf(triageFields)),
})

/** An answer that stood against another when it came, and waits for somebody to settle which holds. */
const OpenConflict = Strict({
  field: OneOf(triageFields),
  /** The field alone, as that hand had it. */
  brought: TriageShape,
  at: Instant,
  by: Type.String(),
  organisation: Type.String(),
})

/** Which answer holds, field by field. `seen`: what stood there when it was decided. */
export const SettleConflicts = Strict({ seen: TriageShape, settled: TriageShape })
export type SettleConflicts = Static<typeof SettleConflicts>

export const ProtectedPerson = Strict({
  ...ProtectedRow.properties,
  openConflicts: Type.Array(OpenConflict),
  arrival: Type.Optional(Strict({ id: Id, site: Type.String() })),
  organisation: Type.String(),
  staysWith: Type.Array(Strict({ code: PersonCode, age: Type.Optional(Type.String()) })),
  acts: Type.Array(ProtectedAct),
  version: Type.Integer(),
  can: Can,
})
export type ProtectedPerson = Static<typeof ProtectedPerson>

export const ByCode = Strict({ code: PersonCode })
