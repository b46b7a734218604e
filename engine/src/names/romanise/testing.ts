import { existsSync, readFileSync } from 'node:fs'

import { foldText } from '../normalise/fold.ts'
import type { LearnedScript } from './learned.ts'

/** One line of a `wd_*_80.tsv`: the word in its script and a Latin spelling of it. */
export interface WordPair {
  readonly word: string
  readonly latin: string
  readonly count: number
}

const shared = new URL('../../../../../shared/data/names/', import.meta.url)

/** Options of a test on names that lie beside the project, not in it. */
export function withNames(path: string): { readonly skip: string | false } {
  return { skip: !existsSync(new URL(path, shared)) && `no ../shared/data/names/${path}` }
}

/** Lines of a table beside the project, cut at tabs, without its heading. */
export function rowsOf(path: string): readonly (readonly string[])[] {
  const lines = readFileSync(new URL(path, shared), 'utf8').trim().split('\n')
  return lines.slice(1).map((line) => line.split('\t'))
}

/** Latin (folded to a–z), characters with blanks between, how often. */
export function readPairs(script: LearnedScript): readonly WordPair[] {
  return readFileSync(new URL(`netranslit/wd_${script}_80.tsv`, shared), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [latin = '', characters = '', count = ''] = line.split('\t')
      const word = foldText(characters.replaceAll(' ', ''))
      const letters = foldText(latin).replace(/[^a-z]/g, '')
      return word === '' || letters === '' || /\s/.test(word)
        ? []
        : [{ word, latin: letters, count: Number(count) }]
    })
}

/** About every tenth word (of Korean one in fifty), by a hash of its letters: never learned from, only measured on. */
export function isHeldOut(word: string): boolean {
  let hash = 2_166_136_261
  for (const character of word) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619)
  return (hash >>> 0) % 10 === 0
}

/** Letters put in, left out or changed between two words. */
export function edits(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (const [i, letter] of [...left].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...right].entries())
      next.push(
        Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)),
      )
    row = next
  }
  return row[right.length] ?? 0
}
