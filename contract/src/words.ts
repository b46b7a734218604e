import { punishments, retentionClasses } from '@shield/core'
import type { Condition, RetentionClass } from '@shield/core'
import { Type } from 'typebox'
import type { Static, TSchema } from 'typebox'

import { OfflineRules } from './offline-rules.ts'
import { ReturnRules } from './return-rules.ts'
import { Can, Instant, OneOf, Strict, Words } from './shape.ts'

export const languageTag = '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'
const version = Type.String({ pattern: '^\\d{1,4}(\\.\\d{1,4}){0,3}$' })
const id = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 })
const textId = Type.String({ pattern: '^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$', maxLength: 80 })

/** By language tag; English is always there. */
export const TextsShape = Type.Record(Type.String({ pattern: languageTag }), Type.String())

export const BySetAndLanguage = Strict({ set: Type.String(), language: Type.String() })

/** How somebody knows the language they sign for. */
export const waysToKnow = ['speaks-from-birth', 'speaks-well', 'interpreter'] as const
export const wordFaults = ['wrong-meaning', 'hard-to-understand', 'leading', 'spelling'] as const
export const wordStates = ['signed', 'draft', 'missing'] as const

/** How far a language of a set is: of the texts that are read out, those there and those signed. */
const LanguageState = Strict({
  language: Type.String(),
  version: Type.Optional(Type.String()),
  texts: Type.Integer(),
  signed: Type.Integer(),
})

export const WordSet = Strict({
  id: Type.String(),
  version: Type.String(),
  name: TextsShape,
  /** Absent of what is read out beside the interview. */
  standing: Type.Optional(OneOf(['published', 'proposal'] as const)),
  source: Type.Optional(Type.String()),
  extends: Type.Optional(Strict({ id: Type.String(), version: Type.String() })),
  /** A set that stands on an earlier version of another is not asked until it is loaded anew. */
  isInUse: Type.Boolean(),
  versions: Type.Array(Strict({ version: Type.String(), loadedAt: Instant })),
  /** Texts that are read out. */
  total: Type.Integer(),
  languages: Type.Array(LanguageState),
})
export type WordSet = Static<typeof WordSet>

export const WordLine = Strict({
  id: Type.String(),
  en: Type.String(),
  th: Type.Optional(Type.String()),
  /** In the language asked for; absent: there is none yet. */
  text: Type.Optional(Type.String()),
  state: OneOf(wordStates),
  /** Names what was read: it is sent back with the signature, which holds for nothing else. */
  seal: Type.Optional(Type.String()),
  signature: Type.Optional(
    Strict({
      person: Words,
      organisation: Type.String(),
      knows: OneOf(waysToKnow),
      at: Instant,
    }),
  ),
  /** Why the last signature on these very words was taken back. */
  doubted: Type.Optional(OneOf(wordFaults)),
})
export type WordLine = Static<typeof WordLine>

export const WordPage = Strict({
  set: Type.String(),
  setVersion: Type.String(),
  language: Type.String(),
  version: Type.Optional(Type.String()),
  total: Type.Integer(),
  texts: Type.Integer(),
  signed: Type.Integer(),
  items: Type.Array(WordLine),
  can: Can,
})
export type WordPage = Static<typeof WordPage>

export const SignWords = Strict({
  knows: OneOf(waysToKnow),
  texts: Type.Array(Strict({ text: textId, seal: Type.String({ pattern: '^[0-9a-f]{32}$' }) }), {
    minItems: 1,
    maxItems: 200,
  }),
})
export type SignWords = Static<typeof SignWords>

export const TakeWordsBack = Strict({
  because: OneOf(wordFaults),
  texts: Type.Array(textId, { minItems: 1, maxItems: 200, uniqueItems: true }),
})
export type TakeWordsBack = Static<typeof TakeWordsBack>

const known = Type.Optional(
  Strict({
    days: Type.Integer({ minimum: 1, maximum: 3660 }),
    law: Type.Optional(Type.String({ minLength: 3, maxLength: 400 })),
    cites: Type.String({ minLength: 3, maxLength: 600 }),
  }),
)

const days = Type.Integer({ minimum: 1, maximum: 3660 })
const statusWord = Type.String({ minLength: 1, maxLength: 200 })

/** One of the same for each name. */
const each = <N extends string, T extends TSchema>(names: readonly N[], one: T) =>
  Type.Unsafe<Readonly<Record<N, Static<T>>>>(Strict(Object.fromEntries(names.map((name) => [name, one]))))

/** What is not punished and by which law, the days for each step, and how agencies of the country write a punishment. */
const NonPunishment = Strict({
  cites: Type.String({ minLength: 3, maxLength: 1000 }),
  clocks: Strict({
    assess: each(punishments, days),
    answer: days,
    follow: days,
    cites: Type.Optional(Type.String({ minLength: 3, maxLength: 1000 })),
  }),
  offences: Type.Array(
    Strict({ id, name: Words, law: Type.Optional(Type.String({ minLength: 3, maxLength: 1000 })) }),
    { maxItems: 200 },
  ),
  statusWords: each([...punishments, 'ended'], Type.Array(statusWord, { maxItems: 200 })),
})

/** How long people in care are kept after the last that happened, by class; an absent class has no clock. */
const Retention = Strict({
  warnDays: Type.Integer({ minimum: 0, maximum: 366 }),
  rules: Type.Array(
    Strict({
      class: OneOf(Object.keys(retentionClasses) as RetentionClass[]),
      years: Type.Integer({ minimum: 1, maximum: 100 }),
      act: OneOf(['review', 'erase'] as const),
      cites: Type.String({ minLength: 3, maxLength: 600 }),
    }),
    { maxItems: 20 },
  ),
})

/** Clocks and law of a country with their source. What nobody has given is absent: no clock is made up. */
export const CountryData = Strict({
  code: Type.String({ pattern: '^[A-Z]{2}$' }),
  version,
  /** Who has looked at it, and who still must. */
  checked: Type.String({ minLength: 3, maxLength: 400 }),
  determination: known,
  reflection: known,
  review: known,
  nonPunishment: Type.Optional(NonPunishment),
  retention: Type.Optional(Retention),
  returns: Type.Optional(ReturnRules),
  offline: Type.Optional(OfflineRules),
  /** Instruments a hearing may name, with where they are cited from. */
  instruments: Type.Optional(
    Type.Array(
      Strict({
        name: Type.String({ minLength: 3, maxLength: 400 }),
        cites: Type.String({ minLength: 3, maxLength: 600 }),
      }),
      { maxItems: 40 },
    ),
  ),
})
export type CountryData = Static<typeof CountryData>

const text = Type.String({ minLength: 1, maxLength: 2000 })
const indicatorId = Type.String({ pattern: '^[A-Z]{2}[0-9]{2}$' })
/** Of a set file the English alone; every other language is a file of its own, so that it is loaded and signed by itself. */
const texts = Strict({ en: text })
const strength = OneOf(['strong', 'medium', 'weak'] as const)
const count = Type.Optional(Type.Integer({ minimum: 0, maximum: 20 }))

/** A file of a set. Conditions are looked at after the shape: they may lie within each other. */
export const IndicatorSetFile = Strict({
  id,
  version,
  name: texts,
  source: text,
  standing: OneOf(['published', 'proposal'] as const),
  extends: Type.Optional(Strict({ id, version })),
  dimensions: Type.Array(
    Strict({
      id: Type.String({ pattern: '^[A-Z]{2}$' }),
      name: texts,
      element: OneOf(['means', 'purpose', 'corroboration'] as const),
    }),
    { minItems: 1, maxItems: 40 },
  ),
  indicators: Type.Array(
    Strict({
      id: indicatorId,
      dimension: Type.String(),
      name: texts,
      question: texts,
      strength: Strict({ adult: Type.Optional(strength), child: Type.Optional(strength) }),
      refines: Type.Optional(indicatorId),
      controls: Type.Optional(Type.Array(Type.String({ pattern: '^[A-Za-z]+$', maxLength: 60 }))),
      observed: Type.Optional(Type.Literal(true)),
    }),
    { minItems: 1, maxItems: 400 },
  ),
  contraInformation: Type.Array(Strict({ id: indicatorId, name: texts, note: texts }), { maxItems: 100 }),
  positiveWhen: Type.Array(Strict({ strong: count, medium: count, weak: count, mediumOrWeak: count }), {
    minItems: 1,
    maxItems: 20,
  }),
  conclusions: Type.Array(Strict({ id, name: texts, when: Type.Unknown() }), { maxItems: 40 }),
  presumption: Type.Unknown(),
})

/** A file of texts in one language, made from one version of the English. */
export const SpokenWordsFile = Strict({
  set: id,
  language: Type.String({ pattern: languageTag }),
  version,
  of: version,
  texts: Type.Record(textId, text),
})
export type SpokenWordsFile = Static<typeof SpokenWordsFile>

const drafts = Type.Array(Type.String())
/** The rule as it is applied; conditions lie within each other, so their shape is looked at when a file is loaded. */
const condition = Type.Unsafe<Condition>(Type.Any())

/** A set as it is asked: its texts in the languages wanted, and in which of them each is a draft that nobody has signed. */
export const AskedSet = Strict({
  id: Type.String(),
  version: Type.String(),
  name: TextsShape,
  source: Type.String(),
  standing: OneOf(['published', 'proposal'] as const),
  extends: Type.Optional(Strict({ id: Type.String(), version: Type.String() })),
  dimensions: Type.Array(
    Strict({
      id: Type.String(),
      name: TextsShape,
      element: OneOf(['means', 'purpose', 'corroboration'] as const),
    }),
  ),
  indicators: Type.Array(
    Strict({
      id: Type.String(),
      dimension: Type.String(),
      name: TextsShape,
      question: TextsShape,
      strength: Strict({ adult: Type.Optional(strength), child: Type.Optional(strength) }),
      refines: Type.Optional(Type.String()),
      controls: Type.Optional(Type.Array(Type.String())),
      observed: Type.Optional(Type.Literal(true)),
      /** Languages in which the question is a draft. */
      drafts,
    }),
  ),
  contraInformation: Type.Array(Strict({ id: Type.String(), name: TextsShape, note: TextsShape })),
  positiveWhen: Type.Array(Strict({ strong: count, medium: count, weak: count, mediumOrWeak: count })),
  conclusions: Type.Array(Strict({ id: Type.String(), name: TextsShape, when: condition })),
  presumption: condition,
  languages: Type.Array(LanguageState),
})
export type AskedSet = Static<typeof AskedSet>

/** A sentence that is read out, by its id: `safety.…`, `consent.…`, `answer.…`, `arrival.…`. */
export const AloudText = Strict({ id: Type.String(), text: TextsShape, drafts })
export type AloudText = Static<typeof AloudText>
