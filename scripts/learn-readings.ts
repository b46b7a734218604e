import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

import { unitsOf } from '../engine/src/names/romanise/learned.ts'
import type { LearnedScript } from '../engine/src/names/romanise/learned.ts'
import { decode } from '../engine/src/names/romanise/decode.ts'
import { loadModel } from '../engine/src/names/romanise/model.ts'
import { isHeldOut, readPairs } from '../engine/src/names/romanise/testing.ts'
import type { WordPair } from '../engine/src/names/romanise/testing.ts'
import { cut, learnPieces } from './learn/align.ts'
import type { Pair } from './learn/align.ts'
import { hanTable } from './learn/han.ts'
import { trainModel } from './learn/train.ts'

const folder = new URL('../engine/src/names/romanise/learned/', import.meta.url)

/** Script of the pairs → how often three graphones must follow each other to be kept: keeps each file near 200 KB. */
const scripts: Readonly<Record<LearnedScript, number>> = {
  arabic: 2,
  hebrew: 2,
  katakana: 2,
  korean: 2,
  russian: 2,
  chinese: 2,
}

if (process.argv.length === 2 || process.argv.includes('han'))
  writeFileSync(new URL('han.gz', folder), gzipSync(hanTable(), { level: 9 }))

for (const script of Object.keys(scripts) as LearnedScript[]) {
  if (process.argv.length > 2 && !process.argv.includes(script)) continue
  const pairs = readPairs(script)
  const learned = pairs.filter(({ word }) => !isHeldOut(word))
  const table = learnPieces(learned.map((pair) => asPair(script, pair)))
  const cuts = learned.flatMap((pair) => {
    const graphones = cut(asPair(script, pair), table, 3.5)
    return graphones === undefined ? [] : [{ graphones, weight: asPair(script, pair).weight, pair }]
  })
  const model = trainModel(cuts, frequentWords(cuts.map(({ pair }) => pair)), scripts[script])
  const file = new URL(`${script}.gz`, folder)
  writeFileSync(file, gzipSync(model, { level: 9 }))
  const held = pairs.filter(({ word }) => isHeldOut(word))
  console.log(
    `${script}: ${cuts.length} of ${learned.length} pairs, ${Math.round(readFileSync(file).length / 1024)} KB; ${figures(script, file, held)}`,
  )
}

function asPair(script: LearnedScript, { word, latin, count }: WordPair): Pair {
  return { characters: unitsOf(script, word), latin, weight: 1 + Math.log2(count) }
}

/** Words met often, with every spelling that has a tenth of the commonest one's count. */
function frequentWords(pairs: readonly WordPair[]): readonly (readonly string[])[] {
  const spellings = new Map<string, Map<string, number>>()
  for (const { word, latin, count } of pairs) {
    const row = spellings.get(word) ?? new Map<string, number>()
    row.set(latin, (row.get(latin) ?? 0) + count)
    spellings.set(word, row)
  }
  return [...spellings]
    .map(([word, row]) => ({ word, row, total: row.values().reduce((sum, count) => sum + count, 0) }))
    .filter(({ total }) => total >= 4)
    .toSorted((a, b) => b.total - a.total || (a.word < b.word ? -1 : 1))
    .slice(0, 4000)
    .map(({ word, row }) => {
      const sorted = [...row].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      const top = sorted[0]?.[1] ?? 0
      return [
        word,
        ...sorted
          .filter(([, count]) => count * 10 >= top)
          .map(([latin]) => latin)
          .slice(0, 4),
      ]
    })
}

/** Of the words held out: a spelling seen is the first reading, is among eight, within one edit of one of eight. */
function figures(script: LearnedScript, file: URL, held: readonly WordPair[]): string {
  const model = loadModel(file)
  const gold = Map.groupBy(held, ({ word }) => word)
  let [first, any, words] = [0, 0, 0]
  const began = performance.now()
  for (const [word, pairs] of gold) {
    const readings = decode(model, unitsOf(script, word), 8)
    words += 1
    if (pairs.some(({ latin }) => latin === readings[0])) first += 1
    if (pairs.some(({ latin }) => readings.includes(latin))) any += 1
  }
  const micros = ((performance.now() - began) * 1000) / words
  const share = (count: number): string => `${((100 * count) / words).toFixed(1)} %`
  return `${words} held out: first ${share(first)}, among 8 ${share(any)}, ${micros.toFixed(0)} µs a word`
}
