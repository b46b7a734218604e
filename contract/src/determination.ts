import { Type } from 'typebox'
import type { Static } from 'typebox'

import { OrganisationHere } from './consent.ts'
import { ByCode } from './protection.ts'
import { route } from './route.ts'
import { ById, Can, Id, Instant, OneOf, Page, PageQuery, Reason, Strict } from './shape.ts'
import { PersonCode } from './vault.ts'

const outcome = OneOf(['identified', 'not-identified'] as const)

export const DeterminationView = Strict({
  id: Id,
  code: PersonCode,
  organisations: Type.Array(Type.String()),
  law: Strict({ country: Type.String(), version: Type.String(), law: Type.String(), cites: Type.String() }),
  openedAt: Instant,
  dueAt: Instant,
  isOverdue: Type.Boolean(),
  reviews: Type.Optional(Id),
  /** Of a panel that still sits: who has voted, not how. */
  votes: Type.Array(
    Strict({
      organisation: Type.String(),
      kind: Type.String(),
      vote: Type.Optional(OneOf(['identified', 'not-identified', 'abstains'] as const)),
      isDissent: Type.Boolean(),
    }),
  ),
  /** Why each outcome can't be decided yet; absent: it can. */
  hinders: Strict({
    identified: Type.Optional(Type.String()),
    'not-identified': Type.Optional(Type.String()),
  }),
  outcome: Type.Optional(outcome),
  legalBasis: Type.Optional(Type.String()),
  decidedAt: Type.Optional(Instant),
  toldAt: Type.Optional(Instant),
  toldLanguage: Type.Optional(Type.String()),
  /** Name of the case worker who told it. */
  toldBy: Type.Optional(Type.String()),
  /** A child, or somebody whose age is in doubt: "not identified" needs every vote. */
  isChild: Type.Boolean(),
  /** The reader's organisation has voted. */
  hasVoted: Type.Boolean(),
  /** Until when a review may be asked for. */
  reviewUntil: Type.Optional(Instant),
  can: Can,
})
export type DeterminationView = Static<typeof DeterminationView>

/** `open`: a panel sits. `untold`: decided, and the person does not know yet. */
export const sittingStates = ['open', 'untold', 'told'] as const

export const determinationRoutes = {
  determinationList: route('determinationList', {
    summary: 'Every determination of a person, oldest first; none was overwritten',
    params: ByCode,
    reply: Strict({
      items: Type.Array(DeterminationView),
      organisationsHere: Type.Array(OrganisationHere),
      can: Can,
    }),
  }),
  determinationSittings: route('determinationSittings', {
    summary: 'Panels on which the reader’s organisation sits, and those of people it cares for; newest first',
    query: Strict({ state: Type.Optional(OneOf(sittingStates)), ...PageQuery }),
    reply: Page(DeterminationView),
  }),
  determinationOpen: route('determinationOpen', {
    summary: 'Call a panel of two organisations or more',
    params: ByCode,
    body: Strict({
      id: Id,
      organisations: Type.Array(Type.String({ maxLength: 40 }), {
        minItems: 2,
        maxItems: 10,
        uniqueItems: true,
      }),
    }),
    reply: DeterminationView,
  }),
  determinationRead: route('determinationRead', {
    summary: 'One panel: who sits on it, until when, what it decided',
    params: ById,
    reply: DeterminationView,
  }),
  determinationVote: route('determinationVote', {
    summary: 'The vote of an organisation, with its reason; it is cast once',
    params: ById,
    body: Strict({
      id: Id,
      vote: OneOf(['identified', 'not-identified', 'abstains'] as const),
      reason: Reason,
    }),
    reply: DeterminationView,
  }),
  determinationDecide: route('determinationDecide', {
    summary: 'What the votes carry, with reasons and the law it rests on',
    params: ById,
    body: Strict({
      outcome,
      reasons: Type.String({ minLength: 20, maxLength: 20_000 }),
      legalBasis: Type.String({ minLength: 3, maxLength: 500 }),
    }),
    reply: DeterminationView,
  }),
  determinationReasons: route('determinationReasons', {
    summary:
      'Why it was decided, and why each organisation voted as it did; opened for a reason that is kept',
    params: ById,
    body: Strict({ reason: Reason }),
    reply: Strict({
      reasons: Type.String(),
      votes: Type.Array(Strict({ organisation: Type.String(), reason: Type.String() })),
    }),
  }),
  determinationTell: route('determinationTell', {
    summary: 'The person was told, in a language they speak, and knows of the review',
    params: ById,
    body: Strict({
      language: Type.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' }),
      toldOfReview: Type.Literal(true),
    }),
    reply: DeterminationView,
  }),
  determinationReview: route('determinationReview', {
    summary: 'The person asks for a review: another panel, and the presumption until it decides',
    params: ById,
    body: Strict({
      id: Id,
      organisations: Type.Array(Type.String({ maxLength: 40 }), {
        minItems: 2,
        maxItems: 10,
        uniqueItems: true,
      }),
    }),
    reply: DeterminationView,
  }),
} as const
