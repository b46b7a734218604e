import { Type } from 'typebox'
import type { Static } from 'typebox'

import { PersonIdentity } from './protection.ts'
import { route } from './route.ts'
import { ById, Can, Id, Instant, OneOf, Reason, Strict, Words } from './shape.ts'
import { PersonCode } from './vault.ts'

/** What can be seen in an emergency, each named before. */
export const glassFields = ['names', 'born', 'documents', 'phones', 'needs'] as const
export type GlassField = (typeof glassFields)[number]
export const glassDangers = ['life', 'health', 'child', 'abduction'] as const
export const glassResults = ['justified', 'not-justified', 'misuse'] as const

export const GlassUse = Strict({
  id: Id,
  code: PersonCode,
  fields: Type.Array(OneOf(glassFields)),
  danger: OneOf(glassDangers),
  at: Instant,
  endsAt: Type.Optional(Instant),
  by: Words,
  organisation: Words,
  opened: Type.Integer(),
  reviewBy: Instant,
  /** 72 hours have passed and nobody has judged it. */
  isOverdue: Type.Boolean(),
  result: Type.Optional(OneOf(glassResults)),
  reviewedAt: Type.Optional(Instant),
  can: Can,
})
export type GlassUse = Static<typeof GlassUse>

/** How the one who asks proves once more who is there: a passkey, or in training the code typed again. */
export const GlassAsked = Strict({
  id: Id,
  way: OneOf(['passkey', 'again'] as const),
  ceremony: Type.Optional(Id),
  options: Type.Optional(Type.Unsafe<never>({})),
})
export type GlassAsked = Static<typeof GlassAsked>

export const GlassConfirm = Strict({
  ceremony: Type.Optional(Id),
  answer: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  code: Type.Optional(PersonCode),
})
export type GlassConfirm = Static<typeof GlassConfirm>

/** The named fields of the one person, and nothing beside them. */
export const GlassOpened = Strict({
  use: GlassUse,
  /** False: nobody here has this code. */
  isFound: Type.Boolean(),
  names: Type.Optional(PersonIdentity.properties.names),
  born: Type.Optional(Type.String()),
  documents: Type.Optional(PersonIdentity.properties.documents),
  phones: Type.Optional(PersonIdentity.properties.phones),
  needs: Type.Optional(
    Strict({
      health: Type.Optional(Type.String()),
      danger: Type.Optional(Type.String()),
      speaks: Type.Array(Type.String()),
      needs: Type.Array(Type.String()),
    }),
  ),
})
export type GlassOpened = Static<typeof GlassOpened>

export const breakGlassRoutes = {
  glassAsk: route('glassAsk', {
    summary: 'Ask to see named things about one person in an emergency; nothing is shown yet',
    body: Strict({
      code: PersonCode,
      fields: Type.Array(OneOf(glassFields), { minItems: 1, uniqueItems: true }),
      danger: OneOf(glassDangers),
      reason: Reason,
    }),
    reply: GlassAsked,
  }),
  glassConfirm: route('glassConfirm', {
    summary: 'Prove once more who is there: from now it is open for one hour, and the owner is told',
    params: ById,
    body: GlassConfirm,
    reply: GlassUse,
  }),
  glassList: route('glassList', {
    summary: 'Emergency looks: one’s own, those at people one cares for, and for oversight all',
    reply: Strict({ items: Type.Array(GlassUse), can: Can }),
  }),
  glassOpen: route('glassOpen', {
    summary: 'The named things, within the hour',
    params: ById,
    body: Strict({}),
    reply: GlassOpened,
  }),
  glassReview: route('glassReview', {
    summary: 'Another person judges an emergency look, within 72 hours',
    params: ById,
    body: Strict({ result: OneOf(glassResults), reason: Reason }),
    reply: GlassUse,
  }),
  glassWords: route('glassWords', {
    summary: 'Why it was done, in the words of who did it; opened for a reason that is kept',
    params: ById,
    body: Strict({ reason: Reason }),
    reply: Strict({ words: Type.String() }),
  }),
} as const
