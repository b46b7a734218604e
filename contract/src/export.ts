import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Id, Kind, Marking, OneOf, PurposeName, Reason, Strict, Words } from './shape.ts'

export const exportFormats = ['stix', 'ftm', 'csv', 'misp'] as const

/** What an export is made of: what a search finds, or one profile. */
export const ExportRequest = Strict({
  format: OneOf(exportFormats),
  q: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  /** What the search is narrowed by. */
  kind: Type.Optional(Kind),
  source: Type.Optional(Id),
  country: Type.Optional(Type.String({ maxLength: 20 })),
  entities: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 10_000 })),
  reason: Reason,
})
export type ExportRequest = Static<typeof ExportRequest>

export const agreedStates = ['waiting', 'approved', 'refused', 'withdrawn', 'taken', 'expired'] as const

/** An export that a second person has to agree to: what it would take out, for what, and what became of it. */
export const AgreedExport = Strict({
  id: Id,
  state: OneOf(agreedStates),
  format: OneOf(exportFormats),
  count: Type.Integer(),
  /** The first of what it would take out. */
  first: Type.Array(Strict({ id: Id, kind: Kind, caption: Type.String() })),
  /** All of it, where the reader may begin a release with it and it is no more than goes in one. */
  releasable: Type.Optional(Type.Array(Id)),
  markings: Type.Array(Marking),
  purpose: PurposeName,
  reference: Type.String(),
  reason: Type.String(),
  by: Words,
  at: Type.String(),
  decidedBy: Type.Optional(Words),
  decidedAt: Type.Optional(Type.String()),
  decidedReason: Type.Optional(Type.String()),
  /** The last moment at which who asked may take the file. */
  until: Type.Optional(Type.String()),
  /** `content.export`: decide; `withdraw`: take the request back; `take`: the file. */
  can: Can,
})
export type AgreedExport = Static<typeof AgreedExport>
