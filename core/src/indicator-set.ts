/** How strongly an indicator speaks for its dimension; absent: it is not counted for that profile. */
export type Strength = 'strong' | 'medium' | 'weak'
export type Profile = 'adult' | 'child'

/** Texts by language tag (BCP 47); `en` is always there. */
export type Texts = Readonly<Record<string, string>>

export interface Dimension {
  readonly id: string
  readonly name: Texts
  readonly element: 'means' | 'purpose' | 'corroboration'
}

export interface Indicator {
  readonly id: string
  readonly dimension: string
  readonly name: Texts
  readonly question: Texts
  readonly strength: Readonly<Partial<Record<Profile, Strength>>>
  /** The indicator of the official list that a yes to this one answers as well. */
  readonly refines?: string
  /** Methods of control in the words of HTCDS 2.0. */
  readonly controls?: readonly string[]
  /** Written down by who sees it; nobody is asked. */
  readonly observed?: true
}

/** What is recorded and never counted, whatever it is: a phone, a rank, a warrant, a word of consent. */
export interface ContraInformation {
  readonly id: string
  readonly name: Texts
  readonly note: Texts
}

/** When something follows: of dimensions that are positive, or of the person being a child. Data, never code. */
export type Condition =
  | { readonly positive: string }
  | { readonly child: true }
  | { readonly strongIn: readonly string[] }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

export interface Conclusion {
  readonly id: string
  readonly name: Texts
  readonly when: Condition
}

/** Least numbers that make a dimension positive; each is a way of its own. */
export interface PositiveWhen {
  readonly strong?: number
  readonly medium?: number
  readonly weak?: number
  readonly mediumOrWeak?: number
}

/**
 * A versioned set of indicators with its rule. A set that `extends` another answers that one's indicators too, by
 * `refines`; the results of both stand side by side and neither is a verdict.
 */
export interface IndicatorSet {
  readonly id: string
  readonly version: string
  readonly name: Texts
  readonly source: string
  readonly standing: 'published' | 'proposal'
  readonly extends?: { readonly id: string; readonly version: string }
  readonly dimensions: readonly Dimension[]
  readonly indicators: readonly Indicator[]
  readonly contraInformation: readonly ContraInformation[]
  readonly positiveWhen: readonly PositiveWhen[]
  readonly conclusions: readonly Conclusion[]
  /** Lower than any conclusion: protection begins with it (safeguard S1). */
  readonly presumption: Condition
}

export const answerValues = ['yes', 'no', 'unknown', 'declined', 'not-now'] as const
/** What is absent was not asked; nothing becomes a no by itself. */
export type AnswerValue = (typeof answerValues)[number]
export type Answers = Readonly<Record<string, AnswerValue>>

export interface DimensionResult {
  readonly dimension: string
  readonly isPositive: boolean
  /** Indicators answered yes, by the strength they count with. */
  readonly strong: readonly string[]
  readonly medium: readonly string[]
  readonly weak: readonly string[]
  /** Not asked, or put off: what may still be heard. */
  readonly open: readonly string[]
  /** Declined or not known: it is not asked again, and it is no no. */
  readonly unsaid: readonly string[]
}

export interface ScreeningResult {
  readonly set: string
  readonly version: string
  readonly standing: IndicatorSet['standing']
  readonly profile: Profile
  readonly dimensions: readonly DimensionResult[]
  readonly conclusions: readonly string[]
  readonly isPresumed: boolean
}

interface Counted {
  readonly dimension: string
  /** Indicators of one group count once in a dimension, with the strongest. */
  readonly group: string
  readonly indicator: string
  readonly strength: Strength
}

const ranks: readonly Strength[] = ['weak', 'medium', 'strong']

/**
 * What the answers say under a set: per dimension with the answers behind it. A refinement that was answered yes
 * answers its parent too, and parent and refinements count once in a dimension. An age in dispute is a child's.
 */
export function screen(
  set: IndicatorSet,
  base: IndicatorSet | undefined,
  { answers, profile }: { readonly answers: Answers; readonly profile: Profile },
): ScreeningResult {
  const counted = strongestOfGroups(countedOf(set, base, { answers, profile }))
  const dimensions = set.dimensions.map(({ id }) =>
    dimensionResult(set, id, { counted, answers, all: [...set.indicators, ...(base?.indicators ?? [])] }),
  )
  const holds = (condition: Condition): boolean => follows(condition, dimensions, profile)
  return {
    set: set.id,
    version: set.version,
    standing: set.standing,
    profile,
    dimensions,
    conclusions: set.conclusions.filter(({ when }) => holds(when)).map(({ id }) => id),
    isPresumed: holds(set.presumption),
  }
}

function countedOf(
  set: IndicatorSet,
  base: IndicatorSet | undefined,
  { answers, profile }: { readonly answers: Answers; readonly profile: Profile },
): readonly Counted[] {
  // Under a set of its own a refinement answers its parent with the parent's strength; under the set that has the
  // refinement it counts with its own, in its own dimension.
  const isYes = (id: string): boolean => answers[id] === 'yes'
  const own = set.indicators.flatMap((one) => {
    const strength = one.strength[profile]
    return isYes(one.id) && strength
      ? [{ dimension: one.dimension, group: one.refines ?? one.id, indicator: one.id, strength }]
      : []
  })
  const parents = (base?.indicators ?? []).flatMap((one) => {
    const strength = one.strength[profile]
    return isYes(one.id) && strength
      ? [{ dimension: one.dimension, group: one.id, indicator: one.id, strength }]
      : []
  })
  return [...own, ...parents]
}

/** The answers as the official list has them: a yes to a refinement is a yes to its parent. */
export function withParents(answers: Answers, refinements: readonly Indicator[]): Answers {
  const parents = refinements
    .filter(({ id, refines }) => answers[id] === 'yes' && refines !== undefined)
    .map(({ refines }) => [refines ?? '', 'yes'] as const)
  return { ...answers, ...Object.fromEntries(parents) }
}

function strongestOfGroups(counted: readonly Counted[]): readonly Counted[] {
  const kept = new Map<string, Counted>()
  for (const one of counted) {
    const key = `${one.dimension} ${one.group}`
    const held = kept.get(key)
    if (!held || ranks.indexOf(one.strength) > ranks.indexOf(held.strength)) kept.set(key, one)
  }
  return [...kept.values()]
}

function dimensionResult(
  set: IndicatorSet,
  dimension: string,
  {
    counted,
    answers,
    all,
  }: {
    readonly counted: readonly Counted[]
    readonly answers: Answers
    readonly all: readonly Indicator[]
  },
): DimensionResult {
  const of = (strength: Strength): readonly string[] =>
    counted
      .filter((one) => one.dimension === dimension && one.strength === strength)
      .map(({ indicator }) => indicator)
      .toSorted()
  const [strong, medium, weak] = [of('strong'), of('medium'), of('weak')]
  const answered = (values: readonly (AnswerValue | undefined)[]): readonly string[] =>
    all.filter((one) => one.dimension === dimension && values.includes(answers[one.id])).map(({ id }) => id)
  const isPositive = set.positiveWhen.some(
    (least) =>
      strong.length >= (least.strong ?? 0) &&
      medium.length >= (least.medium ?? 0) &&
      weak.length >= (least.weak ?? 0) &&
      // What is above the needed strong ones reinforces as well as a medium one does.
      strong.length - (least.strong ?? 0) + medium.length + weak.length >= (least.mediumOrWeak ?? 0),
  )
  const [open, unsaid] = [answered([undefined, 'not-now']), answered(['declined', 'unknown'])]
  return { dimension, isPositive, strong, medium, weak, open, unsaid }
}

function follows(condition: Condition, dimensions: readonly DimensionResult[], profile: Profile): boolean {
  if ('positive' in condition)
    return dimensions.some((one) => one.dimension === condition.positive && one.isPositive)
  if ('child' in condition) return profile === 'child'
  if ('strongIn' in condition)
    return dimensions.some((one) => condition.strongIn.includes(one.dimension) && one.strong.length > 0)
  if ('all' in condition) return condition.all.every((one) => follows(one, dimensions, profile))
  if ('any' in condition) return condition.any.some((one) => follows(one, dimensions, profile))
  return !follows(condition.not, dimensions, profile)
}
