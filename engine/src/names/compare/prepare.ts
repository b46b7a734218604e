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
  /** Which of the seven classes of consonants are in it, in any reading: a bit each. */
  readonly classes: number
  /** How much it says about who is meant, 0 to 1. */
  readonly weight: number
  readonly isParticle: boolean
  readonly isOfPerson: boolean
  readonly meaning: Meaning | undefined
  /** The word as a list of its own, made once. */
  readonly alone: readonly Word[]
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

const none: readonly string[] = []
const plainLatin = /^[a-z]+$/
const particleWeight = 0.1
const initialWeight = 0.45
/** Words that join the words of an organisation's name. */
const joining = new Set(
  'the of and for in on at to by de la le les du des der die das und et y e и'.split(' '),
)
/** Words are kept in two generations, so that those of a list of millions do not fill the memory and the frequent ones stay. */
const wordsOfGeneration = 20_000

type Uses = Map<NameRole, Map<string, Word>>
/** By their role, of people and of others apart: Bank is a surname too. */
interface Generation {
  readonly people: Uses
  readonly others: Uses
  count: number
}

const newGeneration = (): Generation => ({ people: new Map(), others: new Map(), count: 0 })
let young = newGeneration()
let old = newGeneration()
let nextId = 0

/** One name is compared with many: the last one of each side is kept. */
const lastRead: (ReadName | undefined)[] = []
const lastPrepared: PreparedName[] = []

export function prepareName(read: ReadName, side: 0 | 1): PreparedName {
  const kept = lastPrepared[side]
  if (kept && lastRead[side] === read) return kept
  const found = prepare(read, wordOf)
  lastRead[side] = read
  lastPrepared[side] = found
  return found
}

/** `wordFor` finds the word of a part that is no number, generation or legal form. */
export function prepare(
  { text, kind, parts }: Pick<ReadName, 'text' | 'kind' | 'parts'>,
  wordFor: (part: NamePart, kind: NameKind) => Word,
): PreparedName {
  const found: Word[] = []
  let numbers = none
  let generations = none
  let forms = none
  let size = 0
  for (const part of kind === 'organisation' ? organisationParts(parts) : parts) {
    const first = part.readings[0] ?? part.written
    if (part.role === 'number') numbers = [...numbers, first]
    else if (part.role === 'generation') generations = [...generations, first]
    else if (part.role === 'legal-form') forms = [...forms, first]
    else {
      const word = wordFor(part, kind)
      found.push(word)
      if (!word.isParticle) size += 1
    }
  }
  return { text, kind, words: found, numbers, generations, forms, size }
}

export function wordOf(part: NamePart, kind: NameKind): Word {
  if (young.count > wordsOfGeneration) {
    old = young
    young = newGeneration()
  }
  const known = usedAs(young, part, kind).get(part.written)
  if (known) return known
  const word = usedAs(old, part, kind).get(part.written) ?? newWord(part, kind)
  usedAs(young, part, kind).set(part.written, word)
  young.count += 1
  return word
}

function usedAs(generation: Generation, { role }: NamePart, kind: NameKind): Map<string, Word> {
  const uses = kind === 'person' ? generation.people : generation.others
  const known = uses.get(role)
  if (known) return known
  const made = new Map<string, Word>()
  uses.set(role, made)
  return made
}

function newWord(part: NamePart, kind: NameKind): Word {
  const isParticle = part.role === 'particle' || (kind !== 'person' && joining.has(part.written))
  const meaning = kind === 'person' || isParticle ? undefined : meaningOf(part.written)
  return new MadeWord(part, { isParticle, isOfPerson: kind === 'person', meaning })
}

/** A class, so that all words have one shape to the machine: with a getter of each object's own two names took 10.5 µs, so 7.0. */
class MadeWord implements Word {
  readonly id = nextId++
  readonly part: NamePart
  readonly script: string
  readonly classes: number
  readonly isLetters: boolean
  readonly weight: number
  readonly isParticle: boolean
  readonly isOfPerson: boolean
  readonly meaning: Meaning | undefined
  readonly alone: readonly Word[]
  // Of half the words nothing but the classes is ever asked for.
  #sounds: readonly Sounds[] | undefined = undefined

  constructor(part: NamePart, use: Pick<Word, 'isParticle' | 'isOfPerson' | 'meaning'>) {
    this.part = part
    this.script = plainLatin.test(part.written) ? 'latin' : scriptOf(part.written)
    this.classes = classesOf(part.sounds)
    this.isLetters = isGlued(part)
    this.weight = weightOf(part, use.isParticle, use.meaning)
    this.isParticle = use.isParticle
    this.isOfPerson = use.isOfPerson
    this.meaning = use.meaning
    this.alone = [this]
  }

  get sounds(): readonly Sounds[] {
    return (this.#sounds ??= this.part.readings.map((reading) => soundsOf(reading, editCosts)))
  }
}

const consonantClasses = 'KLMNPST'

function classesOf(sounds: readonly string[]): number {
  let classes = 0
  for (const key of sounds)
    for (const sound of key) {
      const at = consonantClasses.indexOf(sound)
      if (at >= 0) classes |= 1 << at
    }
  return classes
}

function weightOf(part: NamePart, isParticle: boolean, meaning: Meaning | undefined): number {
  if (isParticle) return particleWeight
  if (part.initial) return initialWeight
  return meaning?.weight ?? wordWeight(part.readings[0] ?? part.written)
}
