import type { Step } from './align.ts'
import type { Findings } from './compare.ts'
import { namedIn } from './named-in.ts'
import type { Word } from './prepare.ts'

export type ReasonCode =
  | 'same'
  | 'same-sound'
  | 'other-spelling'
  | 'same-meaning'
  | 'same-surname'
  | 'form-of-name'
  | 'initial'
  | 'written-as-one'
  | 'acronym'
  | 'undecided'
  | 'contradicted'
  | 'missing'
  | 'same-number'
  | 'other-number'
  | 'missing-number'
  | 'other-generation'
  | 'missing-generation'
  | 'other-legal-form'
  | 'other-order'
  | 'other-father'
  | 'one-word'
  | 'common'
  | 'no-name'

/** One thing that speaks for (weight above 0) or against (below 0) two names being one's. */
export interface Reason {
  readonly code: ReasonCode
  /** What the left name has; empty where only the right one has something. */
  readonly left: string
  readonly right: string
  readonly weight: number
}

const codes = {
  same: 'same',
  sound: 'same-sound',
  spelling: 'other-spelling',
  meaning: 'same-meaning',
  surname: 'same-surname',
  variant: 'form-of-name',
  initial: 'initial',
  joined: 'written-as-one',
  acronym: 'acronym',
} as const

/** Above this two words are taken for one, below the other for two. */
const leastAlike = 0.6
const leastUndecided = 0.3
/** Words that many people bear: on them alone nobody is found. */
const commonWeight = 0.78

/** Why the score is what it is, what counts most first. */
export function reasonsOf(findings: Findings): readonly Reason[] {
  const { left, right, steps } = findings
  if (findings.isEmpty) return [{ code: 'no-name', left: left.text, right: right.text, weight: 0 }]
  const reasons = steps.flatMap((step) => ofStep(step, findings))
  reasons.sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
  return [...reasons, ...ofSides(findings), ...ofWhole(findings)]
}

function ofStep(step: Step, { left, right }: Findings): readonly Reason[] {
  const { by, value, weight } = step
  const texts = { left: namedIn(left.text, step.left), right: namedIn(right.text, step.right) }
  if (by === 'missing') return isParticle(step) ? [] : [{ code: 'missing', ...texts, weight: -weight / 4 }]
  if (by !== 'none' && value >= leastAlike)
    return isParticle(step) && by === 'same' ? [] : [{ code: codes[by], ...texts, weight: weight * value }]
  if (isParticle(step)) return []
  const code = value >= leastUndecided ? 'undecided' : 'contradicted'
  return [{ code, ...texts, weight: -2 * weight * (1 - value) }]
}

function isParticle({ left, right }: Step): boolean {
  return isOnlyParticles(left) && isOnlyParticles(right)
}

function isOnlyParticles(words: readonly Word[]): boolean {
  return words.every((word) => word.isParticle)
}

/** Numbers, generations, legal forms. */
function ofSides({ left, right, numbers, generations, forms }: Findings): readonly Reason[] {
  const reasons: Reason[] = []
  const add = (code: ReasonCode, of: 'numbers' | 'generations' | 'forms', weight: number): void => {
    reasons.push({ code, left: left[of].join(' '), right: right[of].join(' '), weight })
  }
  if (numbers === 'same') add('same-number', 'numbers', 1)
  else if (numbers === 'contradicted') add('other-number', 'numbers', -2)
  else if (numbers === 'missing') add('missing-number', 'numbers', -0.25)
  if (generations === 'contradicted') add('other-generation', 'generations', -2)
  else if (generations === 'missing') add('missing-generation', 'generations', -0.25)
  if (forms === 'contradicted') add('other-legal-form', 'forms', -0.1)
  return reasons
}

/** What holds of the names as wholes. */
function ofWhole(findings: Findings): readonly Reason[] {
  const { left, right, steps, isInOrder, hasOtherFather, isOneWord } = findings
  const reasons: Reason[] = []
  const add = (code: ReasonCode, weight: number): void => {
    reasons.push({ code, left: left.text, right: right.text, weight })
  }
  if (hasOtherFather) add('other-father', -1)
  if (!isInOrder) add('other-order', -0.1)
  if (isOneWord && (left.kind !== 'organisation' || left.size !== right.size)) add('one-word', -0.3)
  if (left.kind === 'person' && steps.some(isAlike) && steps.every(isCommon)) add('common', 0)
  return reasons
}

function isAlike({ by, value }: Step): boolean {
  return by !== 'missing' && value >= leastAlike
}

/** Missing on one side, or alike and borne by many. */
function isCommon(step: Step): boolean {
  return step.by === 'missing' || (isAlike(step) && step.left.every((word) => word.weight <= commonWeight))
}
