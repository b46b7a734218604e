import { existsSync, readFileSync } from 'node:fs'

import { readName } from '../name.ts'
import type { NameKind } from '../name.ts'
import { compareNames } from './compare.ts'
import type { Comparison } from './compare.ts'

/** Two names as they are written, compared. */
export function compared(left: string, right: string, kind: NameKind = 'person'): Comparison {
  return compareNames(readName(left, kind), readName(right, kind))
}

const shared = new URL('../../../../../shared/data/names/', import.meta.url)

/** Options of a test on the labelled names that lie beside the project, not in it. */
export function withNames(path: string): { readonly skip: string | false } {
  return { skip: !existsSync(new URL(path, shared)) && `no ../shared/data/names/${path}` }
}

export function namesFile(path: string): string {
  return readFileSync(new URL(path, shared), 'utf8')
}

/** The same numbers at every run (Numerical Recipes' generator). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

/** Rows of a table with quotation marks, without its header. */
export function tableRows(text: string, delimiter = ','): readonly (readonly string[])[] {
  const cell = delimiter === ',' ? /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r?\n|$)/gy : /([^\t\r\n]*)(\t|\r?\n|$)/gy
  const rows: string[][] = []
  let row: string[] = []
  for (const [, written = '', end] of text.matchAll(cell)) {
    if (written === '' && end === '' && row.length === 0) break
    row.push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written)
    if (end === delimiter) continue
    rows.push(row)
    row = []
  }
  return rows.slice(1)
}

export interface LabelledPair {
  readonly left: string
  readonly right: string
  readonly kind: NameKind
  readonly isMatch: boolean
}

/** The pairs of names that nomenklatura is tested with: 826, of them 548 of people. */
export function nameBench(): readonly LabelledPair[] {
  const kinds: Readonly<Record<string, NameKind>> = {
    Person: 'person',
    Company: 'organisation',
    Organization: 'organisation',
  }
  return tableRows(namesFile('nomenklatura/name_bench_cases.csv')).map(
    ([, schema = '', left = '', right = '', isMatch]) => ({
      left,
      right,
      kind: kinds[schema] ?? 'other',
      isMatch: isMatch === 'true',
    }),
  )
}

/** Pairs of one person's names in two scripts. */
export const scriptPairs = {
  Arabic: () =>
    tableRows(namesFile('un/un_original_script_pairs.tsv'), '\t').map(
      ([, latin = '', original = '']) => [latin, original] as const,
    ),
  Burmese: () =>
    tableRows(namesFile('burmese/myanmar-names.tsv'), '\t').flatMap(([burmese = '', latin = '']) =>
      // Cells with several spellings, and single words, are no pair of whole names.
      burmese.includes(',') || !latin.trim().includes(' ') ? [] : [[latin.trim(), burmese.trim()] as const],
    ),
} as const

/** Share of pairs of different people, drawn by chance, whose names reach a score. */
export function falseAlerts(
  pairs: readonly (readonly [string, string])[],
  { least, draws }: { readonly least: number; readonly draws: number },
): number {
  const random = seeded(20261125)
  const lefts = pairs.map(([left]) => readName(left))
  const rights = pairs.map(([, right]) => readName(right))
  let alerts = 0
  let drawn = 0
  while (drawn < draws) {
    const at = Math.floor(random() * pairs.length)
    const to = Math.floor(random() * pairs.length)
    const [left, right] = [lefts[at], rights[to]]
    if (!left || !right || left.text === lefts[to]?.text) continue
    drawn += 1
    if (compareNames(left, right).score >= least) alerts += 1
  }
  return alerts / draws
}
