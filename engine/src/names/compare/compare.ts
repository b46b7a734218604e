import type { ReadName } from '../name.ts'
import { align } from './align.ts'
import type { Step } from './align.ts'
import { isInOrder } from './order.ts'
import { prepareName } from './prepare.ts'
import type { PreparedName, Word } from './prepare.ts'
import { reasonsOf } from './reason.ts'
import type { Reason } from './reason.ts'

export type Band = 'strong' | 'probable' | 'possible' | 'weak'

export interface Comparison {
  /** 0 to 1. No probability: the same names may be two people's. */
  readonly score: number
  readonly band: Band
  readonly reasons: readonly Reason[]
}

/** Where each band begins. */
export const bandStarts = { strong: 0.9, probable: 0.75, possible: 0.5, weak: 0 } as const

/** What may be said at most where something speaks against: just below `probable`. */
const contradictedMost = 0.74

/** A contradiction counts against the same as two agreements count for, for it is rare by accident. */
const contradictionFactor = 2
/** A missing word counts a quarter: people leave out middle names, and write them in full elsewhere. */
const missingFactor = 0.25
const missingPatronymicFactor = 0.12
/** A word more is another branch or daughter of an organisation more often than it is left out. */
const missingOfOrganisation = 0.33
/** The rest of a name of which only the initial is given. */
const initialRest = 0.5
const numberWeight = 1
const missingNumberWeight = 0.9
const generationWeight = 0.8
const formWeight = 0.08
/** A word must differ so much, in weight, to count as a contradiction. */
const realContradiction = 0.4

/** What of a comparison the score is made of. */
export interface Findings {
  readonly left: PreparedName
  readonly right: PreparedName
  readonly steps: readonly Step[]
  readonly numbers: Agreement
  readonly generations: Agreement
  readonly forms: Agreement
  readonly isInOrder: boolean
  /** What is a given name on one side is the father's on the other, and the reverse. */
  readonly hasOtherFather: boolean
  /** One of the names has a single word. */
  readonly isOneWord: boolean
  readonly isEmpty: boolean
}

/** How two sets agree of which at most a few members are known. */
export type Agreement = 'none' | 'same' | 'missing' | 'contradicted'

/** How likely two names are one person's or organisation's by the names alone, with the reasons. 2 to 5 µs for two Latin names. */
export function compareNames(left: ReadName, right: ReadName): Comparison {
  const { score, findings } = weighNames(prepareName(left, 0), prepareName(right, 1))
  return { score, band: bandOf(score), reasons: reasonsOf(findings) }
}

/** The score alone, for ranking many. */
export function scoreNames(left: ReadName, right: ReadName): number {
  return scoreOf(find(prepareName(left, 0), prepareName(right, 1)))
}

/** The score with what it is made of; the reasons, which take as long as the score, are told of it where they are wanted. */
export interface Weighed {
  readonly score: number
  readonly findings: Findings
}

export function weighNames(left: PreparedName, right: PreparedName): Weighed {
  const findings = find(left, right)
  return { score: scoreOf(findings), findings }
}

export function bandOf(score: number): Band {
  if (score >= bandStarts.strong) return 'strong'
  if (score >= bandStarts.probable) return 'probable'
  return score >= bandStarts.possible ? 'possible' : 'weak'
}

function find(left: PreparedName, right: PreparedName): Findings {
  const steps = align(left.words, right.words)
  return {
    left,
    right,
    steps,
    numbers: agreementOf(left.numbers, right.numbers),
    generations: agreementOf(left.generations, right.generations),
    forms: agreementOf(left.forms, right.forms),
    isInOrder: isInOrder(steps, left.kind === 'organisation' || right.kind === 'organisation'),
    hasOtherFather: hasOtherFather(steps),
    isOneWord:
      Math.min(left.size, right.size) <= 1 && !steps.some(({ by, value }) => by === 'joined' && value > 0.5),
    isEmpty: isEmpty(left) || isEmpty(right),
  }
}

/** Salman bin Muhammad is Muhammad bin Salman's son. */
function hasOtherFather(steps: readonly Step[]): boolean {
  let isLeft = false
  let isRight = false
  for (const { left, right } of steps) {
    if (left.length !== 1 || right.length !== 1 || isFather(left) === isFather(right)) continue
    isLeft ||= isFather(left)
    isRight ||= isFather(right)
  }
  return isLeft && isRight
}

function isFather(words: readonly Word[]): boolean {
  return words[0]?.part.role === 'patronymic'
}

function agreementOf(left: readonly string[], right: readonly string[]): Agreement {
  if (left.length === 0 && right.length === 0) return 'none'
  if (left.length === 0 || right.length === 0) return 'missing'
  const isIn = left.every((one) => right.includes(one))
  const hasAll = right.every((one) => left.includes(one))
  if (isIn && hasAll) return 'same'
  return isIn || hasAll ? 'missing' : 'contradicted'
}

/** Weights of what agrees, what contradicts and what is missing. */
interface Sums {
  agreed: number
  against: number
  missing: number
}

function scoreOf(findings: Findings): number {
  if (findings.isEmpty) return 0
  const sums: Sums = { agreed: 0, against: 0, missing: 0 }
  const missing = isOrganisation(findings) ? missingOfOrganisation : missingFactor
  let isContradicted = findings.hasOtherFather
  for (const step of findings.steps) {
    addStep(step, sums, missing)
    isContradicted ||= isRealContradiction(step)
  }
  addSides(findings, sums)
  isContradicted ||= findings.numbers === 'contradicted' || findings.generations === 'contradicted'
  if (sums.agreed === 0) return 0
  const score =
    (sums.agreed / (sums.agreed + contradictionFactor * sums.against + sums.missing)) * doubt(findings)
  return isContradicted ? Math.min(score, contradictedMost) : score
}

function addStep(step: Step, sums: Sums, missing: number): void {
  const { weight, value, by } = step
  if (by === 'missing') {
    sums.missing += weight * (isPatronymic(step) ? missingPatronymicFactor : missing)
    return
  }
  sums.agreed += weight * value
  sums.against += weight * (1 - value) * (by === 'initial' || by === 'acronym' ? 0 : 1)
  if (by === 'initial') sums.missing += (1 - weight) * initialRest
}

function isPatronymic({ left, right }: Step): boolean {
  return (left[0] ?? right[0])?.part.role === 'patronymic'
}

function isRealContradiction({ by, weight, value }: Step): boolean {
  return by !== 'missing' && by !== 'initial' && by !== 'acronym' && weight * (1 - value) >= realContradiction
}

/** Numbers, generations and legal forms. */
function addSides({ numbers, generations, forms }: Findings, sums: Sums): void {
  if (numbers === 'same') sums.agreed += numberWeight
  else if (numbers === 'contradicted') sums.against += numberWeight
  else if (numbers === 'missing') sums.missing += missingNumberWeight * missingFactor
  if (generations === 'contradicted') sums.against += generationWeight
  else if (generations === 'missing') sums.missing += generationWeight * missingFactor
  if (forms === 'same') sums.agreed += formWeight
  else if (forms === 'contradicted') sums.against += formWeight
}

const singlePersonFactor = 0.85
const singleAgainstLonger = 0.8
const singleOrganisationFactor = 0.92
const orderPerson = 0.98
const orderOrganisation = 0.94

/** What takes away from a name that agrees: one word is nobody's whole name, another order is another name now and then. */
function doubt(findings: Findings): number {
  const { left, right, isOneWord } = findings
  const isOfOrganisation = isOrganisation(findings)
  const isLonger = Math.max(left.size, right.size) > 1
  let factor = findings.isInOrder ? 1 : isOfOrganisation ? orderOrganisation : orderPerson
  if (isOneWord) {
    if (!isOfOrganisation) factor *= isLonger ? singleAgainstLonger : singlePersonFactor
    else if (isLonger) factor *= singleOrganisationFactor
  }
  return factor
}

function isOrganisation({ left, right }: Findings): boolean {
  return left.kind === 'organisation' && right.kind === 'organisation'
}

function isEmpty({ words, numbers, forms }: PreparedName): boolean {
  return words.length + numbers.length + forms.length === 0
}
