import { Type } from 'typebox'
import type { Static } from 'typebox'

import { route } from './route.ts'
import { OneOf, Strict } from './shape.ts'
import { PersonCode } from './vault.ts'

/** Why somebody is looked for; no free words, which could name a third. */
export const seekReasons = ['came-again', 'asked-for-help', 'handed-over', 'family-asks'] as const
export const seekFits = ['document', 'phone', 'name'] as const
/** More fit than this, and the question was too wide: nobody is shown. */
export const mostSought = 3

export const SeekPerson = Strict({
  why: OneOf(seekReasons),
  documents: Type.Array(
    Strict({
      issuer: Type.String({ pattern: '^[A-Z]{2}$' }),
      number: Type.String({ minLength: 3, maxLength: 40 }),
    }),
    { maxItems: 2 },
  ),
  phones: Type.Array(Type.String({ minLength: 5, maxLength: 30 }), { maxItems: 2 }),
  name: Type.Optional(Type.String({ minLength: 3, maxLength: 200 })),
  year: Type.Optional(Type.String({ pattern: '^(19|20)\\d{2}$' })),
})
export type SeekPerson = Static<typeof SeekPerson>

export const Sought = Strict({
  found: Type.Array(Strict({ code: PersonCode, fits: Type.Array(OneOf(seekFits)) }), {
    maxItems: mostSought,
  }),
  isTooWide: Type.Boolean(),
  /** How often the asker may still ask today. */
  left: Type.Integer(),
})
export type Sought = Static<typeof Sought>

export const seekRoutes = {
  protectedSeek: route('protectedSeek', {
    summary: 'Is somebody known here, by a document, a telephone, or name and year; asked blindly',
    body: SeekPerson,
    reply: Sought,
  }),
} as const
