import type { NameKind, NamePart, NameRole, ReadName } from '../name.ts'
import { scriptOf } from '../normalise/script.ts'
import { editCosts } from './edit-costs.ts'
import { soundsOf } from './edit-distance.ts'
import type { Sounds } from './edit-distance.ts'
import { isGlued, organisationParts } from './organisation-parts.ts'
import { meaningOf, wordWeight } from './word-weight.ts'
import type { Meaning } from './word-weight.ts'

/** A word of a name made ready for comparing; equal words of equal use are one object. */
export interface Word {
  readonly id: number
  readonly part: NamePart
  readonly script: string
  /** The readings, likeliest first. */
  readonly sounds: readonly Sounds[]
  /** Letters that stand for words: U.S., PLA. */
  readonly isLetters: boolean
  /** How much it says about who is meant, 0 to 1. */
  readonly weight: number
  readonly isParticle: boolean
  readonly meaning: Meaning | undefined
}

/** A name apart: its words in order, and what is compared by other rules. */
export interface PreparedName {
  readonly text: string
  readonly kind: NameKind
  readonly words: readonly Word[]
  readonly numbers: readonly string[]
  readonly generations: readonly string[]
  readonly forms: readonly string[]
  /** Words that are no particles. */
  readonly size: number
}

const particleWeight = 0.1
const initialWeight = 0.45
/** Words that join the words of an organisation's name. */
const joining = new Set(
  'the of and for in on at to by de la le les du des der die das und et y e и'.split(' '),
)
// So that a list of millions with many rare words does not fill the memory: then the words are gathered anew.
const mostWords = 60_000

/** Words as written, by their role, of people and of others apart: Bank is a surname too. */
const ofPeople = new Map<NameRole, Map<string, Word>>()
const ofOthers = new Map<NameRole, Map<string, Word>>()
let count = 0
let nextId = 0

/** One name is compared with many: the last one of each side is kept. */
const lastRead: (ReadName | undefined)[] = []
const lastPrepared: PreparedName[] = []

export function prepareName(read: ReadName, side: 0 | 1): PreparedName {
  const kept = lastPrepared[side]
  if (kept && lastRead[side] === read) return kept
  const found = prepare(read)
  lastRead[side] = read
  lastPrepared[side] = found
  return found
}

function prepare({ text, kind, parts }: ReadName): PreparedName {
  if (count > mostWords) {
    ofPeople.clear()
    ofOthers.clear()
    count = 0
  }
  const found: Word[] = []
  const numbers: string[] = []
  const generations: string[] = []
  const forms: string[] = []
  for (const part of kind === 'organisation' ? organisationParts(parts) : parts) {
    const first = part.readings[0] ?? part.written
    if (part.role === 'number') numbers.push(first)
    else if (part.role === 'generation') generations.push(first)
    else if (part.role === 'legal-form') forms.push(first)
    else found.push(wordOf(part, kind))
  }
  const size = found.reduce((count, word) => count + (word.isParticle ? 0 : 1), 0)
  return { text, kind, words: found, numbers, generations, forms, size }
}

function wordOf(part: NamePart, kind: NameKind): Word {
  const used = usedAs(part, kind)
  const known = used.get(part.written)
  if (known) return known
  const isParticle = part.role === 'particle' || (kind !== 'person' && joining.has(part.written))
  const meaning = kind === 'person' || isParticle ? undefined : meaningOf(part.written)
  const word: Word = {
    id: nextId++,
    part,
    script: scriptOf(part.written),
    sounds: part.readings.map((reading) => soundsOf(reading, editCosts)),
    weight: weightOf(part, isParticle, meaning),
    isParticle,
    isLetters: isGlued(part),
    meaning,
  }
  used.set(part.written, word)
  count += 1
  return word
}

function usedAs({ role }: NamePart, kind: NameKind): Map<string, Word> {
  const uses = kind === 'person' ? ofPeople : ofOthers
  const known = uses.get(role)
  if (known) return known
  const made = new Map<string, Word>()
  uses.set(role, made)
  return made
}

function weightOf(part: NamePart, isParticle: boolean, meaning: Meaning | undefined): number {
  if (isParticle) return particleWeight
  if (part.initial) return initialWeight
  return meaning?.weight ?? wordWeight(part.readings[0] ?? part.written)
}
