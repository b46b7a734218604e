import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'

import { handlings, kinds, linkKinds, paps, properties, purposeNames, tlps, zones } from '@shield/core'
import type { KindName, LinkKindName, Marking as MarkingBlock, PropertyName, Purpose } from '@shield/core'

/** A strict object: a key nobody declared is refused on the way in and left out on the way out. */
export const Strict = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })

/** One of a closed list of words. */
export const OneOf = <T extends string>(words: readonly T[]) =>
  Type.Unsafe<T>({ type: 'string', enum: [...words] })

export const Id = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  description: 'UUID, lower case',
})
/** A number of the node, sealed: opaque to callers, and it counts nothing. */
export const Sealed = Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' })
/** An id whose shape is nobody's business. */
export const Opaque = Type.String({ minLength: 1, maxLength: 200 })
export const Instant = Type.String({ format: 'date-time' })
export const Reason = Type.String({ minLength: 3, maxLength: 2000 })
export const Cursor = Type.String({ maxLength: 400 })
export const Words = Strict({ en: Type.String(), th: Type.String() })
export const Can = Type.Array(Type.String())
export const Nothing = Strict({})

export const PurposeName = OneOf<Purpose>(purposeNames)
export const Kind = OneOf(Object.keys(kinds) as KindName[])
export const LinkKind = OneOf(Object.keys(linkKinds) as LinkKindName[])
export const Property = OneOf(Object.keys(properties) as PropertyName[])
export const Grade = Type.Unsafe<`${'A' | 'B' | 'C' | 'D' | 'E' | 'F'}${'1' | '2' | '3' | '4' | '5' | '6'}`>({
  type: 'string',
  pattern: '^[A-F][1-6]$',
})
export const Direction = OneOf(['out', 'in'])

const MarkingShape = Strict({
  node: Type.String(),
  organisation: Type.String(),
  zone: OneOf(zones),
  level: Type.Unsafe<0 | 1 | 2 | 3>({ type: 'integer', minimum: 0, maximum: 3 }),
  case: Type.String(),
  releasedTo: Type.Array(Type.String()),
  notReleasedTo: Type.Array(Type.String()),
  announce: Type.Boolean(),
  purposes: Type.Array(PurposeName),
  gradeCeiling: Type.String(),
  conditions: Strict({
    tlp: OneOf(tlps),
    pap: OneOf(paps),
    handling: OneOf(handlings),
    noCourtUse: Type.Boolean(),
    verifyBeforeUse: Type.Boolean(),
    noOnwardTransfer: Type.Boolean(),
    secondPerson: Type.Boolean(),
  }),
  legalBasis: Type.String(),
  agreement: Type.String(),
  retention: Type.String(),
  recalled: Type.Boolean(),
})

/** Core's handling block, whole. */
export const Marking = Type.Unsafe<MarkingBlock>(MarkingShape)

export const Page = <T extends TSchema>(item: T) =>
  Strict({
    items: Type.Array(item),
    next: Type.Optional(Cursor),
    count: Type.Optional(Type.Integer()),
  })

export const PageQuery = {
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
}

export const ById = Strict({ id: Id })

/** RFC 9457 problem document; `code` is from one closed list. */
export const problemCodes = [
  'body-invalid',
  'query-invalid',
  'purpose-missing',
  'not-signed-in',
  'secret-refused',
  'not-allowed',
  'not-found',
  'second-person-needed',
  'state-changed',
  'conflict',
  'too-large',
  'media-type',
  'too-many',
  'idempotency-reused',
  'agreement-missing',
  'format-unknown',
  'mapping-invalid',
  'envelope-refused',
  'not-acceptable',
  'vault-closed',
  'evacuating',
  'set-back',
  'not-ready',
  'fault',
] as const
export type ProblemCode = (typeof problemCodes)[number]

export const ProblemDocument = Strict({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: OneOf(problemCodes),
  detail: Type.Optional(Type.String()),
  requestId: Type.String(),
  pointers: Type.Optional(
    Type.Array(Strict({ pointer: Type.String(), rule: Type.String(), hint: Type.String() })),
  ),
})
export type ProblemDocument = Static<typeof ProblemDocument>
