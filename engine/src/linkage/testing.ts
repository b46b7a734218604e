import { codeRecords } from './code-columns.ts'
import type { CodedRecords, Field } from './code-columns.ts'
import { randomFrom } from './random.ts'

export interface InventedPeople {
  readonly fields: readonly Field[]
  readonly rows: readonly (readonly string[])[]
  /** Number of the person each row speaks of. */
  readonly person: readonly number[]
}

const fields: readonly Field[] = [
  { column: 'given', kind: 'given-name' },
  { column: 'family', kind: 'family-name' },
  { column: 'born', kind: 'birth-date' },
  { column: 'town', kind: 'place' },
  { column: 'phone', kind: 'phone' },
]
const starts = 'ba chai da fa ka la ma na pa ra sa ta wa ya vi so pra si no the'.split(' ')
const ends = 'n rat chai ya porn da wan korn lee mon sak dee pong rung sri tip'.split(' ')

/** People who never were, each in one to four records with slips of the pen, missing values and exchanged names. */
export function inventPeople(people: number, seed: number): InventedPeople {
  const random = randomFrom(seed)
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const word = (): string =>
    `${pick(starts)}${random() < 0.5 ? pick(starts) : ''}${pick(starts)}${pick(ends)}`
  // The more people, the more names they bear, as in a country.
  const root = Math.round(Math.sqrt(people))
  const towns = Array.from({ length: 40 + (root >> 1) }, word)
  const givens = Array.from({ length: 150 + root * 2 }, word)
  const families = Array.from({ length: 600 + root * 30 }, word)
  const digits = (count: number): string =>
    Array.from({ length: count }, () => Math.floor(random() * 10)).join('')
  const two = (most: number): string => String(1 + Math.floor(random() * most)).padStart(2, '0')
  const slipped = (text: string): string => {
    const at = Math.floor(random() * text.length)
    return `${text.slice(0, at)}${/\d/.test(text[at] ?? '') ? digits(1) : pick([...'aeiknrst'])}${text.slice(at + 1)}`
  }
  const told = (text: string): string => (random() < 0.1 ? '' : random() < 0.12 ? slipped(text) : text)
  const rows: string[][] = []
  const person: number[] = []
  for (let one = 0; one < people; one += 1) {
    const born = `${1950 + Math.floor(random() * 55)}-${two(12)}-${two(28)}`
    const values = [pick(givens), pick(families), born, pick(towns), `08${digits(8)}`]
    const copies = 1 + Math.floor(random() * 4)
    for (let copy = 0; copy < copies; copy += 1) {
      const row = values.map(told)
      if (random() < 0.03) [row[0], row[1]] = [row[1] ?? '', row[0] ?? '']
      rows.push(row)
      person.push(one)
    }
  }
  return { fields, rows, person }
}

export function coded(
  columns: readonly Field[],
  rows: readonly (readonly string[])[],
  fileOf: (row: number) => number = () => 0,
): CodedRecords {
  const coder = codeRecords(columns)
  rows.forEach((values, row) => coder.add(fileOf(row), values))
  return coder.finish()
}

/** Pairwise and B³ F-measures of clusters against the truth. */
export function agreement(
  clusters: ArrayLike<number>,
  truth: readonly (number | string)[],
): { readonly pairwise: number; readonly b3: number } {
  const both = new Map<string, number>()
  const found = new Map<string, number>()
  const meant = new Map<string, number>()
  const count = (counts: Map<string, number>, key: string): void =>
    void counts.set(key, (counts.get(key) ?? 0) + 1)
  const keys = truth.map((label, row) => {
    const [a, b] = [`${clusters[row]}`, `${label}`]
    count(both, `${a}/${b}`)
    count(found, a)
    count(meant, b)
    return [a, b] as const
  })
  const pairs = (counts: Map<string, number>): number =>
    counts.values().reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
  const harmonic = (p: number, r: number): number => (2 * p * r) / (p + r)
  const share = (of: (a: string, b: string) => number): number =>
    keys.reduce((sum, [a, b]) => sum + (both.get(`${a}/${b}`) ?? 0) / of(a, b), 0) / keys.length
  return {
    pairwise: harmonic(pairs(both) / pairs(found), pairs(both) / pairs(meant)),
    b3: harmonic(
      share((a) => found.get(a) ?? 1),
      share((_, b) => meant.get(b) ?? 1),
    ),
  }
}
