import type { NameKind, NamePart, ReadName } from '../name.ts'
import { scriptOf } from '../normalise/script.ts'
import { editCosts } from './edit-costs.ts'
import { soundsOf } from './edit-distance.ts'
import type { Sounds } from './edit-distance.ts'
import { symbolsOf } from './letters.ts'
import { meaningOf, wordWeight } from './word-weight.ts'
import type { Meaning } from './word-weight.ts'

/** A word of a name made ready for comparing; equal words of equal use are one object. */
export interface Word {
  readonly id: number
  readonly part: NamePart
  readonly script: string
  /** The readings, likeliest first. */
  readonly sounds: readonly Sounds[]
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
const mostWords = 400_000

let words = new Map<string, Word>()
let prepared = new WeakMap<ReadName, PreparedName>()
let nextId = 0

/** Prepared once for each read name. */
export function prepareName(read: ReadName): PreparedName {
  const known = prepared.get(read)
  if (known) return known
  const found = prepare(read)
  prepared.set(read, found)
  return found
}

function prepare({ text, kind, parts }: ReadName): PreparedName {
  if (words.size > mostWords) {
    words = new Map()
    prepared = new WeakMap()
  }
  const found: Word[] = []
  const numbers: string[] = []
  const generations: string[] = []
  const forms: string[] = []
  for (const part of kind === 'organisation' ? withoutDots(parts) : parts) {
    const first = part.readings[0] ?? part.written
    if (part.role === 'number') numbers.push(part.written)
    else if (part.role === 'generation') generations.push(first)
    else if (part.role === 'legal-form') forms.push(first)
    else found.push(wordOf(part, kind))
  }
  const size = found.reduce((count, word) => count + (word.isParticle ? 0 : 1), 0)
  return { text, kind, words: found, numbers, generations, forms, size }
}

function wordOf(part: NamePart, kind: NameKind): Word {
  const key = `${kind === 'person' ? 'p' : 'o'}${part.role} ${part.written}`
  const known = words.get(key)
  if (known) return known
  const isParticle = part.role === 'particle' || (kind !== 'person' && joining.has(part.written))
  const meaning = kind === 'person' || isParticle ? undefined : meaningOf(part.written)
  const word: Word = {
    id: nextId++,
    part,
    script: scriptOf(part.written),
    sounds: part.readings.map((reading) => soundsOf(symbolsOf(reading), editCosts)),
    weight: weightOf(part, isParticle, meaning),
    isParticle,
    meaning,
  }
  words.set(key, word)
  return word
}

function weightOf(part: NamePart, isParticle: boolean, meaning: Meaning | undefined): number {
  if (isParticle) return particleWeight
  if (part.initial) return initialWeight
  return meaning?.weight ?? wordWeight(part.readings[0] ?? part.written)
}

/** Single letters of an organisation in a row are one word: A.B.C. Company, L & H. */
function withoutDots(parts: readonly NamePart[]): readonly NamePart[] {
  const found: NamePart[] = []
  let run: NamePart[] = []
  const end = (): void => {
    if (run.length > 1) found.push(glued(run))
    else found.push(...run)
    run = []
  }
  for (const part of parts) {
    if (part.initial) run.push(part)
    else {
      end()
      found.push(part)
    }
  }
  end()
  return found
}

function glued(run: readonly NamePart[]): NamePart {
  const written = run.map((part) => part.written).join('')
  const reading = run.map((part) => part.readings[0] ?? '').join('')
  return { written, readings: [reading], sounds: [], initial: false, role: 'unknown', surname: undefined }
}
