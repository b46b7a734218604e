import { caseCodeFields, caseCodes, dimensions, figureNames } from '@shield/core'
import type { CaseCodeField, DimensionName } from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Cursor, Id, Instant, OneOf, Reason, Strict, Words } from './shape.ts'
import { PersonCode } from './vault.ts'

const dimension = OneOf(Object.keys(dimensions) as DimensionName[])
const month = Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])$', description: 'A month, YYYY-MM' })
const place = Type.Optional(Type.Integer({ minimum: 0, maximum: 400 }))

export const figureRoundings = ['none', 'five'] as const

/** Which figure, of which months, for whom. */
export const FigureAsk = Strict({
  figure: OneOf(figureNames),
  since: month,
  until: month,
  audience: OneOf(['public', 'partner'] as const),
  /** Organisations of this node that the table is for; none of a public one. */
  recipients: Type.Array(Type.String({ minLength: 2, maxLength: 40 }), { maxItems: 20, uniqueItems: true }),
  rounding: OneOf(figureRoundings),
})
export type FigureAsk = Static<typeof FigureAsk>

export const FigurePreviewQuery = Type.Pick(FigureAsk, ['figure', 'since', 'until', 'audience'], {
  additionalProperties: false,
})
export type FigurePreviewQuery = Static<typeof FigurePreviewQuery>

const tableShape = {
  rows: Type.Array(Type.String()),
  columns: Type.Array(Type.String()),
  rowDimension: dimension,
  columnDimension: Type.Optional(dimension),
  /** Lines are counts by themselves and do not add up: somebody may stand in several. */
  isMany: Type.Boolean(),
}

/** `row` or `column` absent: a total. */
const cell = { row: place, column: place }

export const FigurePreview = Strict({
  figure: OneOf(figureNames),
  since: month,
  until: month,
  asOf: Instant,
  organisation: Type.String(),
  /** Everybody of these months, and how many of them are counted. */
  people: Type.Integer(),
  counted: Type.Integer(),
  bound: Type.Integer(),
  tables: Type.Array(
    Strict({
      ...tableShape,
      cells: Type.Array(
        Strict({
          ...cell,
          people: Type.Integer(),
          /** Why it stays here: it is small, or a small one could be computed from it. */
          held: Type.Optional(OneOf(['small', 'computable'] as const)),
        }),
      ),
    }),
  ),
  /** Why nothing of it can be released now. */
  refused: Type.Optional(
    Strict({
      because: OneOf(['few', 'isolated', 'known'] as const),
      table: Type.Optional(Type.Integer()),
      /** How few people the difference to a release would tell apart. */
      people: Type.Optional(Type.Integer()),
      /** Such a release, where the reader may see it. */
      release: Type.Optional(Id),
    }),
  ),
  can: Can,
})
export type FigurePreview = Static<typeof FigurePreview>

export const figureStates = ['waiting', 'released', 'refused', 'withdrawn'] as const

/** A release, or one that is asked for: exactly what leaves. */
export const FigureRelease = Strict({
  id: Id,
  ...FigureAsk.properties,
  organisation: Type.String(),
  organisationName: Words,
  state: OneOf(figureStates),
  asOf: Instant,
  bound: Type.Integer(),
  reason: Type.String(),
  by: Words,
  at: Instant,
  decidedBy: Type.Optional(Words),
  decidedAt: Type.Optional(Instant),
  decidedReason: Type.Optional(Type.String()),
  withdrawnAt: Type.Optional(Instant),
  withdrawnReason: Type.Optional(Type.String()),
  tables: Type.Array(
    Strict({
      ...tableShape,
      /** A cell without `people` is held back; why is not told. */
      cells: Type.Array(Strict({ ...cell, people: Type.Optional(Type.Integer()) })),
    }),
  ),
  can: Can,
})
export type FigureRelease = Static<typeof FigureRelease>

export const FigureReleaseRow = Strict({
  id: Id,
  ...FigureAsk.properties,
  organisation: Type.String(),
  organisationName: Words,
  state: OneOf(figureStates),
  asOf: Instant,
  at: Instant,
  decidedAt: Type.Optional(Instant),
  withdrawnAt: Type.Optional(Instant),
})
export type FigureReleaseRow = Static<typeof FigureReleaseRow>

export const FigurePeopleQuery = Strict({
  figure: OneOf(figureNames),
  since: month,
  until: month,
  /** Which countries are named depends on it. */
  audience: OneOf(['public', 'partner'] as const),
  table: Type.Integer({ minimum: 0, maximum: 40 }),
  ...cell,
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
})
export type FigurePeopleQuery = Static<typeof FigurePeopleQuery>

const codes = Object.fromEntries(
  caseCodeFields.map((field) => [
    field,
    Type.Optional(Type.Array(OneOf(Object.keys(caseCodes[field])), { maxItems: 30, uniqueItems: true })),
  ]),
) as Record<
  CaseCodeField,
  ReturnType<typeof Type.Optional<ReturnType<typeof Type.Array<ReturnType<typeof OneOf>>>>>
>

/** What is coded of a case. */
export const CaseFactsShape = Strict({
  codes: Strict(codes),
  age: Type.Optional(Type.Integer({ minimum: 0, maximum: 120 })),
  citizenships: Type.Optional(
    Type.Array(Type.String({ pattern: '^([A-Z]{2}|STATELESS|UNDETERMINED)$' }), {
      maxItems: 5,
      uniqueItems: true,
    }),
  ),
  exploitedIn: Type.Optional(Type.String({ pattern: '^[A-Z]{2}$' })),
  months: Type.Optional(Type.Integer({ minimum: 0, maximum: 1200 })),
})
export type CaseFactsShape = Static<typeof CaseFactsShape>

export const CaseFactsView = Strict({
  code: PersonCode,
  facts: CaseFactsShape,
  /** When it was last written; absent: nothing is yet. */
  at: Type.Optional(Instant),
  /** Whether the person agreed to be counted, or the ledger names another ground. */
  isCounted: Type.Boolean(),
  can: Can,
})
export type CaseFactsView = Static<typeof CaseFactsView>

export const CaseFactsWrite = Strict({ id: Id, seen: Type.Optional(Instant), facts: CaseFactsShape })
export type CaseFactsWrite = Static<typeof CaseFactsWrite>

export const FigureReason = Strict({ reason: Reason })
export const FigurePerson = Strict({ code: PersonCode, arrivedAt: Instant })
