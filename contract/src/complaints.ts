import { Type } from 'typebox'
import type { Static } from 'typebox'

import { route } from './route.ts'
import { ById, Can, Cursor, Id, Instant, OneOf, Reason, Strict, Words } from './shape.ts'

/** Whom a complaint is about, as far as somebody says; never a name of a person. */
export const complaintSubjects = [
  'police',
  'immigration',
  'shelter',
  'social',
  'interpreter',
  'embassy',
  'record',
  'oversight',
  'other',
] as const
export const complaintStates = ['new', 'looked-into', 'settled', 'not-ours'] as const

const text = Type.String({ minLength: 10, maxLength: 4000 })
/** Crockford's base 32, four by four; shown once, and never kept as it is. */
const comeBack = Type.String({ pattern: '^[0-9A-Za-z]{4}(-?[0-9A-Za-z]{4}){4}$' })

const Said = Strict({ at: Instant, isOurs: Type.Boolean(), text: Type.String() })

export const ComplaintRow = Strict({
  id: Id,
  about: OneOf(complaintSubjects),
  state: OneOf(complaintStates),
  at: Instant,
  changedAt: Instant,
  messages: Type.Integer(),
  /** The last word is the person's: somebody waits for an answer. */
  waits: Type.Boolean(),
})
export type ComplaintRow = Static<typeof ComplaintRow>

export const ComplaintView = Strict({
  ...ComplaintRow.properties,
  said: Type.Array(Strict({ ...Said.properties, by: Type.Optional(Words) })),
  can: Can,
})
export type ComplaintView = Static<typeof ComplaintView>

/** What the one who complained sees: no names, no hours of anybody else. */
export const ComplaintFollowed = Strict({
  about: OneOf(complaintSubjects),
  state: OneOf(complaintStates),
  at: Instant,
  said: Type.Array(Said),
})
export type ComplaintFollowed = Static<typeof ComplaintFollowed>

export const complaintsRoutes = {
  complaintAdd: route('complaintAdd', {
    summary: 'Add a word to a complaint, by the code that was given',
    body: Strict({ comeBack, text }),
    reply: ComplaintFollowed,
  }),
  complaintAnswer: route('complaintAnswer', {
    summary: 'Answer a complaint; the person reads it with the code',
    params: ById,
    body: Strict({ state: OneOf(complaintStates), text }),
    reply: ComplaintView,
  }),
  complaintFollow: route('complaintFollow', {
    summary: 'What became of a complaint, by the code that was given',
    body: Strict({ comeBack }),
    reply: ComplaintFollowed,
  }),
  complaintList: route('complaintList', {
    summary: 'Complaints, those that wait first',
    query: Strict({
      state: Type.Optional(OneOf(complaintStates)),
      cursor: Type.Optional(Cursor),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    }),
    reply: Strict({ items: Type.Array(ComplaintRow), next: Type.Optional(Cursor) }),
  }),
  complaintMake: route('complaintMake', {
    summary: 'Complain without a name: gives a code to come back with, once',
    body: Strict({ about: OneOf(complaintSubjects), text }),
    reply: Strict({ comeBack: Type.String() }),
  }),
  complaintRead: route('complaintRead', {
    summary: 'Open a complaint, for a reason that is kept',
    params: ById,
    body: Strict({ reason: Reason }),
    reply: ComplaintView,
  }),
} as const
