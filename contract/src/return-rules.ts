import { trackNames } from '@shield/core'
import type { TrackName } from '@shield/core'
import { Type } from 'typebox'
import type { Static, TOptional, TSchema } from 'typebox'

import { OneOf, Strict, Words } from './shape.ts'

const cites = Type.String({ minLength: 3, maxLength: 600 })
const days = Type.Integer({ minimum: 1, maximum: 3660 })
const state = Type.String({ pattern: '^[A-Z]{2}$' })

/** Where somebody without papers asks: an embassy here, or the nearest one that is accredited. */
const Mission = Strict({
  states: Type.Array(state, { minItems: 1, maxItems: 250, uniqueItems: true }),
  /** An embassy that answers on this node. */
  organisation: Type.Optional(Type.String({ pattern: '^[a-z]{2,12}-[a-z0-9]{2,20}$' })),
  path: OneOf(['mission', 'nearest'] as const),
  words: Words,
  cites,
})

const dueDays = Strict(
  Object.fromEntries(trackNames.map((name) => [name, Type.Optional(days) as TOptional<TSchema>])),
)

/** How people go home from a country, each part with its source; a return keeps what it was begun under. */
export const ReturnRules = Strict({
  /** Who has looked at it, and who still must. */
  checked: Type.String({ minLength: 3, maxLength: 400 }),
  /** Of the calendar its days are counted by, as IANA names it. */
  zone: Type.String({ minLength: 3, maxLength: 60 }),
  coolOffHours: Type.Integer({ minimum: 0, maximum: 720 }),
  /** Whole units of the currency for each day overstayed. */
  fine: Strict({
    perDay: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
    most: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
    currency: Type.String({ pattern: '^[A-Z]{3}$' }),
    cites,
  }),
  waiver: Strict({ cites }),
  bans: Type.Array(
    Strict({
      overDays: Type.Integer({ minimum: 0, maximum: 36_600 }),
      arrested: Type.Boolean(),
      years: Type.Integer({ minimum: 1, maximum: 100 }),
    }),
    { maxItems: 40 },
  ),
  bansCite: cites,
  /** How many days an assessment of the danger at home holds. */
  riskDays: days,
  /** Days after the journey on which somebody asks how the person is. */
  followUp: Type.Array(days, { minItems: 1, maxItems: 20 }),
  /** After how many days of waiting for an answer somebody is reminded. */
  chase: Type.Array(days, { minItems: 1, maxItems: 20 }),
  dueDays: Type.Unsafe<Partial<Readonly<Record<TrackName, number>>>>(dueDays),
  missions: Type.Array(Mission, { maxItems: 250 }),
  /** What is done for somebody of no known state. */
  withoutState: Words,
})
export type ReturnRules = Static<typeof ReturnRules>
