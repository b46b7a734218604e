import { giveOutPurposeNames, leftOutRuleNames } from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { listLimits } from './arrival-list.ts'
import { Can, Id, Instant, OneOf, Reason, Strict, Words } from './shape.ts'
import { PersonCode } from './vault.ts'

const month = Type.String({ pattern: '^20\\d{2}-(0[1-9]|1[0-2])$', description: 'A month, YYYY-MM' })
const organisation = Type.String({ minLength: 2, maxLength: 40 })

/** Cases of one file. */
export const mostCases = 500
/** Of a file with names: each is opened in the vault by itself. */
export const mostNamedCases = 50

/** To whom, for what, and whether the names go. Whether a person agreed is asked of the ledger, never of the request. */
const terms = { recipient: organisation, purpose: OneOf(giveOutPurposeNames), withIdentity: Type.Boolean() }

/** One case, or those who arrived in these months. */
export const CaseReleaseQuery = Strict({
  ...terms,
  code: Type.Optional(PersonCode),
  since: Type.Optional(month),
  until: Type.Optional(month),
})
export type CaseReleaseQuery = Static<typeof CaseReleaseQuery>

export const CaseReleaseAsk = Strict({
  ...terms,
  codes: Type.Array(PersonCode, { minItems: 1, maxItems: mostCases, uniqueItems: true }),
  /** What the recipient needs it for; no names. */
  reason: Reason,
})
export type CaseReleaseAsk = Static<typeof CaseReleaseAsk>

/** `kept`: as coded. `mapped`: changed on the way. `left`: not given. */
export const FieldFateView = Strict({
  field: Type.String(),
  fate: OneOf(['kept', 'mapped', 'left'] as const),
  why: Words,
  /** How many cases of the file carry it. */
  cases: Type.Optional(Type.Integer()),
})
export type FieldFateView = Static<typeof FieldFateView>

export const CaseReleasePreview = Strict({
  ...terms,
  recipientName: Words,
  /** Codes of who goes. */
  goes: Type.Array(PersonCode),
  leftOut: Type.Array(
    Strict({
      rule: OneOf(leftOutRuleNames),
      people: Type.Integer(),
      /** The first of them. */
      codes: Type.Array(PersonCode),
    }),
  ),
  needsSecond: Type.Boolean(),
  fields: Type.Array(FieldFateView),
  can: Can,
})
export type CaseReleasePreview = Static<typeof CaseReleasePreview>

export const caseReleaseStates = ['waiting', 'released', 'refused'] as const
export const toldWays = ['letter', 'telephone', 'meeting', 'system'] as const

const row = {
  id: Id,
  ...terms,
  recipientName: Words,
  state: OneOf(caseReleaseStates),
  isBulk: Type.Boolean(),
  /** Stands in the file: the organisation and a number, `th-msd-12`. */
  stamp: Type.Optional(Type.String()),
  cases: Type.Integer(),
  /** Cases that left and whose consent was taken back since, and of them those of which the recipient was not told yet. */
  recalled: Type.Integer(),
  toTell: Type.Integer(),
  at: Instant,
  releasedAt: Type.Optional(Instant),
}
export const CaseReleaseRow = Strict(row)
export type CaseReleaseRow = Static<typeof CaseReleaseRow>

export const CaseRelease = Strict({
  ...row,
  reason: Type.String(),
  by: Words,
  decidedBy: Type.Optional(Words),
  decidedAt: Type.Optional(Instant),
  decidedReason: Type.Optional(Type.String()),
  people: Type.Array(
    Strict({
      /** What this recipient knows the case by, for this purpose alone. */
      pseudonym: Type.String(),
      /** For who cares for the person. */
      code: Type.Optional(PersonCode),
      /** When a file with the case was first taken. */
      takenAt: Type.Optional(Instant),
      recalledAt: Type.Optional(Instant),
      toldAt: Type.Optional(Instant),
      toldWay: Type.Optional(OneOf(toldWays)),
    }),
  ),
  fields: Type.Array(FieldFateView),
  can: Can,
})
export type CaseRelease = Static<typeof CaseRelease>

export const CaseReleaseReason = Strict({ reason: Reason })
export const CaseReleaseTold = Strict({ way: OneOf(toldWays) })
export const CaseReleaseFormat = Strict({ format: OneOf(['csv', 'json'] as const) })

export const CaseReleaseOffice = Strict({
  code: Type.String(),
  name: Words,
  /** What cases may be given to it for. */
  purposes: Type.Array(OneOf(giveOutPurposeNames)),
})

/** A file of cases, in the request and nowhere else. */
export const CaseFile = Strict({
  content: Type.String({
    maxLength: Math.ceil(listLimits.bytes / 3) * 4,
    pattern: '^[A-Za-z0-9+/]*={0,2}$',
    description: 'Bytes of the file, base64',
  }),
})

export const CaseFileReport = Strict({
  version: OneOf(['1.0', '2.0'] as const),
  cases: Type.Array(
    Strict({
      /** From 1. */
      case: Type.Integer(),
      /** `known`: it was taken before, here or in another file. */
      outcome: OneOf(['new', 'known'] as const),
      /** Of who is there, for who may see the person. */
      code: Type.Optional(PersonCode),
    }),
  ),
  faults: Type.Array(
    Strict({ case: Type.Integer(), field: Type.String(), rule: Type.String(), hint: Words }),
  ),
  unknown: Type.Array(Type.String()),
  missing: Type.Array(Type.String()),
  fields: Type.Array(FieldFateView),
})
export type CaseFileReport = Static<typeof CaseFileReport>
