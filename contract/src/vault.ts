import { Type } from 'typebox'
import type { Static } from 'typebox'

import { Can, Id, Instant, OneOf, PurposeName, Reason, Strict, Words } from './shape.ts'

/**
 * What the vault keeps of a person, each part opened by itself. `words` is what was said or written in free text;
 * `place` is where somebody is sheltered.
 */
export const sealedParts = ['identity', 'contact', 'family', 'place', 'photo', 'words'] as const
export type SealedPart = (typeof sealedParts)[number]

/** What may be compared blindly. */
export const blindKinds = ['document', 'phone', 'account', 'name', 'email'] as const
export type BlindKind = (typeof blindKinds)[number]

export const vaultLimits = {
  /** Bytes of one value. */
  body: 8 * 2 ** 20,
  /** Values of one question. */
  values: 1000,
  /** Values compared in one blind question. */
  compared: 50,
} as const

const text = (length: number) => Type.String({ minLength: 1, maxLength: length })

export const PersonCode = Type.String({
  pattern: '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$',
  description: 'Random code of a person in the protection zone; the last symbol is a check',
})

const asker = Strict({
  person: text(100),
  organisation: text(100),
  purpose: PurposeName,
  reference: text(500),
})
const blind = Strict({ kind: OneOf(blindKinds), value: text(500) })
const toSeal = Strict({
  code: PersonCode,
  part: OneOf(sealedParts),
  body: Type.String({ maxLength: Math.ceil(vaultLimits.body / 3) * 4 }),
  blind: Type.Optional(Type.Array(blind, { maxItems: vaultLimits.compared })),
})
const lifting = Strict({
  person: Type.Union([text(100), Type.Null()]),
  people: Type.Integer({ minimum: 1, maximum: 10_000 }),
  until: Instant,
  reason: text(2000),
  askedBy: text(100),
})

/** Somebody opened an identity that nobody has reason to open; whose, is told to nobody. */
export const AlarmRow = Strict({
  id: Type.String(),
  at: Instant,
  person: Strict({ id: Type.String(), name: Type.Optional(Words) }),
  organisation: Type.String(),
  part: OneOf(sealedParts),
  purpose: PurposeName,
  reference: Type.String(),
  answer: Type.Optional(Strict({ by: Type.Optional(Words), at: Instant, outcome: Type.String() })),
  can: Can,
})
export type AlarmRow = Static<typeof AlarmRow>

export const AlarmId = Strict({ id: Type.String({ pattern: '^[0-9]{1,18}$' }) })
export const AnswerAlarm = Strict({ outcome: Reason })

/** What a node asks of a vault that is a process of its own, by the name of the act. Bytes are base64. */
export const vaultQuestions = {
  seal: Strict({ asker, values: Type.Array(toSeal, { maxItems: vaultLimits.values }) }),
  open: Strict({
    asker,
    values: Type.Array(Strict({ code: PersonCode, id: Id }), { maxItems: vaultLimits.values }),
  }),
  find: Strict({ asker, values: Type.Array(blind, { maxItems: vaultLimits.compared }) }),
  erase: Strict({ asker, code: PersonCode }),
  lift: Strict({ asker, lifting }),
  alarms: Strict({ wanted: OneOf(['waiting', 'all'] as const) }),
  answerAlarm: Strict({
    asker,
    answer: Strict({ id: Type.String({ pattern: '^[0-9]{1,18}$' }), outcome: text(2000) }),
  }),
  state: Strict({}),
} as const

export type VaultQuestions = {
  readonly [Act in keyof typeof vaultQuestions]: Static<(typeof vaultQuestions)[Act]>
}
