import { alternatives, districtOf, normaliseNameWords, soundOf } from '../evidence/compare-words.ts'
import type { FieldKind } from '../evidence/kind.ts'
import type { CodedColumn, CodedRecords } from './code-columns.ts'
import { sizeOf, textOf } from './vocabulary.ts'

/** A trait of one field that two records can have in common: the year of a birth date, how a name begins or sounds. */
export interface KeyPart {
  readonly name: string
  /** Numbers of the fields it is taken from. */
  readonly fields: readonly number[]
  /** Whether it is the whole value: who agrees in that agrees in every other part of the field. */
  readonly isWhole: boolean
  /** Code of each record's trait, −1 where it has none. */
  readonly codes: Int32Array
}

type Traits = Readonly<Record<string, (normal: string) => string | undefined>>

const first = (normal: string): string => alternatives(normal)[0] ?? ''
const nameTraits: Traits = {
  start: (normal) => (normal.length >= 3 ? first(normal).slice(0, 3) : undefined),
  sound: (normal) => {
    const sound = soundOf(first(normal))
    return sound.length >= 2 ? sound : undefined
  },
}
const wordsOf = (normal: string): readonly string[] => first(normaliseNameWords(normal)).split(' ')
const numberTraits: Traits = {
  start: (normal) => (normal.length >= 6 ? normal.slice(0, normal.length >> 1) : undefined),
  end: (normal) => (normal.length >= 6 ? normal.slice(-(normal.length >> 1)) : undefined),
}

const traits: Readonly<Record<FieldKind, Traits>> = {
  'given-name': nameTraits,
  'family-name': nameTraits,
  'full-name': {
    first: (normal) => wordsOf(normal)[0],
    last: (normal) => wordsOf(normal).at(-1),
    // Whatever the order of the words, their sounds come in one order.
    'lowest-sound': (normal) =>
      wordsOf(normal)
        .map(soundOf)
        .filter((sound) => sound.length >= 2)
        .toSorted()[0],
    'highest-sound': (normal) =>
      wordsOf(normal)
        .map(soundOf)
        .filter((sound) => sound.length >= 2)
        .toSorted()
        .at(-1),
  },
  'birth-date': {
    year: (normal) => normal.slice(0, 4),
    'day-and-month': (normal) => (normal.length === 10 ? normal.slice(5) : undefined),
  },
  postcode: { district: districtOf },
  place: { start: (normal) => normal.slice(0, 4) },
  address: {
    'first-words': (normal) => normal.split(' ').slice(0, 2).join(' '),
    'longest-word': longestWord,
  },
  occupation: {},
  phone: { end: (normal) => (normal.length >= 8 ? normal.slice(-8) : undefined), ...halves(4) },
  email: { mailbox: (normal) => normal.split('@')[0], start: (normal) => normal.slice(0, 5) },
  document: numberTraits,
  id: numberTraits,
  account: { ...numberTraits, tail: (normal) => (normal.length >= 8 ? normal.slice(-8) : undefined) },
  wallet: {},
  device: numberTraits,
  amount: { about: (normal) => magnitude(normal, 0), 'about-shifted': (normal) => magnitude(normal, 0.5) },
  date: { 'ten-days': (normal) => tenDays(normal, 0), 'ten-days-shifted': (normal) => tenDays(normal, 5) },
  number: {},
  text: {
    start: (normal) => normal.slice(0, 6),
    'short-start': (normal) => normal.slice(0, 3),
    'longest-word': longestWord,
  },
  other: { start: (normal) => normal.slice(0, 4) },
}

function halves(length: number): Traits {
  return {
    'last-digits': (normal) => (normal.length > length ? normal.slice(-length) : undefined),
    'digits-before': (normal) =>
      normal.length >= length * 2 ? normal.slice(-length * 2, -length) : undefined,
  }
}

function longestWord(normal: string): string | undefined {
  return normal.split(' ').toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))[0]
}

/** Sums within a tenth of each other mostly fall into one step of a fifth, or into one of the steps between. */
function magnitude(normal: string, shift: number): string {
  return String(Math.floor(Math.log(Number(normal)) / Math.log(1.2) + shift))
}

function tenDays(normal: string, shift: number): string | undefined {
  const day = Date.parse(normal) / 86_400_000
  return Number.isFinite(day) ? String(Math.floor((day + shift) / 10)) : undefined
}

/** Every trait of every field of the records, and the two parts of a name in any order. */
export function keyPartsOf({ columns, count }: CodedRecords): readonly KeyPart[] {
  const parts = columns.flatMap((column, field): readonly KeyPart[] => [
    { name: column.column, fields: [field], isWhole: true, codes: column.codes },
    ...Object.entries(traits[column.kind]).map(([trait, derive]) => ({
      name: `${trait} of ${column.column}`,
      fields: [field],
      isWhole: false,
      codes: traitCodes(column, derive),
    })),
  ])
  const given = columns.findIndex(({ kind }) => kind === 'given-name')
  const family = columns.findIndex(({ kind }) => kind === 'family-name')
  if (given < 0 || family < 0) return parts
  return [
    ...parts,
    {
      name: 'both names',
      fields: [given, family],
      isWhole: true,
      codes: eitherOrder(columns, { given, family, count }),
    },
  ]
}

function traitCodes(column: CodedColumn, derive: (normal: string) => string | undefined): Int32Array {
  const numbers = new Map<string, number>()
  const size = sizeOf(column.vocabulary)
  const ofCode = new Int32Array(size).fill(-1)
  for (let code = 0; code < size; code += 1) {
    // A vocabulary may be shared with another column.
    if (column.counts[code] === 0) continue
    const trait = derive(textOf(column.vocabulary, code))
    if (trait === undefined || trait === '') continue
    const number = numbers.get(trait) ?? numbers.size
    numbers.set(trait, number)
    ofCode[code] = number
  }
  return column.codes.map((code) => (code < 0 ? -1 : (ofCode[code] ?? -1)))
}

function eitherOrder(
  columns: readonly CodedColumn[],
  { given, family, count }: { readonly given: number; readonly family: number; readonly count: number },
): Int32Array {
  const [a, b] = [columns[given]?.codes, columns[family]?.codes]
  const codes = new Int32Array(count).fill(-1)
  for (let row = 0; row < count; row += 1) {
    const [left, right] = [a?.[row] ?? -1, b?.[row] ?? -1]
    if (left >= 0 && right >= 0) codes[row] = mixed(Math.min(left, right), Math.max(left, right))
  }
  return codes
}

/** Two codes as one of 31 bits. Two different pairs of a million fall together about once in four thousand: that costs a comparison. */
export function mixed(left: number, right: number): number {
  let hash = Math.imul(left ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(right + 0x7f4a7c15, 0xc2b2ae35)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  hash ^= hash >>> 12
  hash = Math.imul(hash, 0x297a2d39)
  return (hash ^ (hash >>> 15)) & 0x7fffffff
}
