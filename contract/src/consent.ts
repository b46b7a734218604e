import { consentLevels, consentPurposeNames, consentRestrictions, legalBases } from '@shield/core'
import type { ConsentRestriction } from '@shield/core'
import { Type } from 'typebox'
import type { Static } from 'typebox'

import { route } from './route.ts'
import { ByCode } from './protection.ts'
import { Can, Id, Instant, OneOf, Reason, Strict, Words } from './shape.ts'

const restrictionNames = Object.keys(consentRestrictions) as ConsentRestriction[]
const purpose = OneOf(consentPurposeNames)
const mode = OneOf(['spoken', 'written', 'gesture'] as const)
const organisation = Type.String({ minLength: 2, maxLength: 40 })
/** In which it was read out, BCP 47. */
const language = Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })
/** Of the words that were read out. */
const textVersion = Type.String({ minLength: 1, maxLength: 40 })
const words = Type.String({ minLength: 1, maxLength: 4000 })
/** Who was there when it was read out; kinds of people, never names. */
export const consentInterpreters = ['none', 'present', 'remote'] as const
export const consentWitnesses = ['none', 'colleague', 'support-person', 'guardian'] as const
const heardBy = {
  interpreter: Type.Optional(OneOf(consentInterpreters)),
  witness: Type.Optional(OneOf(consentWitnesses)),
}
const guardian = Strict({ gave: Type.Boolean(), assent: Type.Boolean() })

/** An organisation of this node, as it can be named in an agreement or called to a panel. */
export const OrganisationHere = Strict({ code: Type.String(), name: Words, kind: Type.String() })
export type OrganisationHere = Static<typeof OrganisationHere>

/** Made by the device, so that sent again it is the same entry. */
export const GiveConsent = Strict({
  id: Id,
  purpose,
  recipients: Type.Array(organisation, { maxItems: 20, uniqueItems: true }),
  basis: OneOf(['consent', ...legalBases] as const),
  article: Type.Optional(Type.String({ minLength: 3, maxLength: 200 })),
  mode,
  language,
  textVersion,
  guardian: Type.Optional(guardian),
  ...heardBy,
  at: Instant,
  expiresAt: Type.Optional(Instant),
  /** What the person said, in their own words; sealed. */
  words: Type.Optional(words),
})
export type GiveConsent = Static<typeof GiveConsent>

export const WithdrawConsent = Strict({ at: Instant, mode, words: Type.Optional(words) })
export type WithdrawConsent = Static<typeof WithdrawConsent>

/** Asked, and the person said no: it costs nothing and takes nothing back. Made by the device, so that sent again it is one. */
export const RefuseConsent = Strict({
  id: Id,
  purpose,
  language,
  textVersion,
  at: Instant,
})
export type RefuseConsent = Static<typeof RefuseConsent>

export const ConsentView = Strict({
  level: OneOf(consentLevels),
  entries: Type.Array(
    Strict({
      id: Id,
      purpose,
      recipients: Type.Array(Type.String()),
      basis: OneOf(['consent', ...legalBases] as const),
      article: Type.Optional(Type.String()),
      mode,
      language: Type.String(),
      textVersion: Type.String(),
      guardian: Type.Optional(guardian),
      ...heardBy,
      at: Instant,
      expiresAt: Type.Optional(Instant),
      withdrawnAt: Type.Optional(Instant),
      isInForce: Type.Boolean(),
      /** What the person said then, or when they took it back. */
      hasWords: Type.Boolean(),
      /** Shares that rest on it now: what a withdrawal ends. */
      shares: Type.Integer(),
    }),
  ),
  /** What was asked and refused, oldest first, with who asked. */
  refusals: Type.Array(
    Strict({ id: Id, purpose, language: Type.String(), textVersion: Type.String(), at: Instant, by: Words }),
  ),
  restrictions: Type.Array(
    Strict({
      id: Id,
      restriction: OneOf(restrictionNames),
      at: Instant,
      takenBackAt: Type.Optional(Instant),
    }),
  ),
  shares: Type.Array(
    Strict({
      id: Id,
      organisation: Type.String(),
      parts: Type.Array(Type.String()),
      entry: Id,
      begunAt: Instant,
      endsAt: Type.Optional(Instant),
      endedAt: Type.Optional(Instant),
      endedBecause: Type.Optional(Type.String()),
    }),
  ),
  /** Organisations that care for the person and need no agreement to see them. */
  carers: Type.Array(Type.String()),
  organisationsHere: Type.Array(OrganisationHere),
  can: Can,
})
export type ConsentView = Static<typeof ConsentView>

export const shareParts = ['identity', 'contact', 'family', 'interview'] as const

export const MakeShare = Strict({
  organisation,
  purpose: OneOf(['referral', 'medical'] as const),
  parts: Type.Array(OneOf(shareParts), { uniqueItems: true }),
  endsAt: Type.Optional(Instant),
})
export type MakeShare = Static<typeof MakeShare>

/** The ledger of what a person agreed to, and what follows from it. */
export const consentRoutes = {
  consentRead: route('consentRead', {
    summary: 'What a person agreed to, forbade and took back, and who sees them because of it',
    params: ByCode,
    reply: ConsentView,
  }),
  consentGive: route('consentGive', {
    summary: 'Write what was agreed to, after it was read out',
    params: ByCode,
    body: GiveConsent,
    reply: ConsentView,
  }),
  consentRefuse: route('consentRefuse', {
    summary: 'Write that the person was asked and said no',
    params: ByCode,
    body: RefuseConsent,
    reply: ConsentView,
  }),
  consentWithdraw: route('consentWithdraw', {
    summary: 'Take back an agreement: the next read is refused, and shares that rest on it end',
    params: Strict({ ...ByCode.properties, id: Id }),
    body: WithdrawConsent,
    reply: ConsentView,
  }),
  consentWords: route('consentWords', {
    summary: 'What the person said when they agreed or took it back, opened for a reason that is kept',
    params: Strict({ ...ByCode.properties, id: Id }),
    body: Strict({ reason: Reason }),
    reply: Strict({ given: Type.Optional(Type.String()), withdrawn: Type.Optional(Type.String()) }),
  }),
  consentRestrict: route('consentRestrict', {
    summary: 'Write what a person does not want, whatever else they agree to',
    params: ByCode,
    body: Strict({ id: Id, restriction: OneOf(restrictionNames), at: Instant }),
    reply: ConsentView,
  }),
  consentUnrestrict: route('consentUnrestrict', {
    summary: 'The person takes a restriction back in so many words',
    params: Strict({ ...ByCode.properties, id: Id }),
    body: Strict({ at: Instant }),
    reply: ConsentView,
  }),
  shareMake: route('shareMake', {
    summary: 'Let an organisation see a person, on the ground of an agreement that names it',
    params: ByCode,
    body: MakeShare,
    reply: ConsentView,
  }),
  shareEnd: route('shareEnd', {
    summary: 'Let it see the person no more',
    params: Strict({ ...ByCode.properties, id: Id }),
    reply: ConsentView,
  }),
} as const
