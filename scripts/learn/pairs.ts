import { readFileSync } from 'node:fs'

import { foldText } from '../../engine/src/names/normalise/fold.ts'
import { unitsOf } from '../../engine/src/names/romanise/learned.ts'
import type { LearnedScript } from '../../engine/src/names/romanise/learned.ts'
import type { Pair } from './align.ts'

/** One line of a `wd_*_80.tsv`: the word in its script and a Latin spelling of it. */
export interface WordPair {
  readonly word: string
  readonly latin: string
  readonly count: number
}

const folder = new URL('../../../shared/data/names/netranslit/', import.meta.url)

/** Latin (folded to a–z), characters with blanks between, how often. */
export function readPairs(script: LearnedScript): readonly WordPair[] {
  return readFileSync(new URL(`wd_${script}_80.tsv`, folder), 'utf8')
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

/** Every tenth word, by a hash of its letters: never learned from, only measured on. */
export function isHeldOut(word: string): boolean {
  let hash = 2_166_136_261
  for (const character of word) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619)
  return (hash >>> 0) % 10 === 0
}

export function asPair(script: LearnedScript, { word, latin, count }: WordPair): Pair {
  return { characters: unitsOf(script, word), latin, weight: 1 + Math.log2(count) }
}
