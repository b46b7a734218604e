import { bandOf, scoreNames } from '../names/compare/compare.ts'
import type { Band } from '../names/compare/compare.ts'
import { readName } from '../names/name.ts'
import type { ReadName } from '../names/name.ts'
import { foldText } from '../names/normalise/fold.ts'
import { levelsOf } from './comparison.ts'
import type { Comparison } from './comparison.ts'

const levels = levelsOf([
  ['different', 0.06, -5],
  ['possible', 0.06, 1],
  ['probable', 0.12, 6],
  ['near', 0.16, 11],
  ['same', 0.6, 14],
])
const levelOf: Readonly<Record<Band, number>> = { weak: 0, possible: 1, probable: 2, strong: 3 }

/** Whole names in any script and any order of their words, by the bands of the name comparison. */
export const fullNames: Comparison = {
  levels,
  normalise: (text) => (/[\p{L}\p{N}]/u.test(text) ? foldText(text).trim().replace(/\s+/g, ' ') : ''),
  compare: (left, right) => (left === right ? 4 : levelOf[bandOf(scoreNames(read(left), read(right)))]),
}

const known = new Map<string, ReadName>()
const mostKnown = 20_000

/** Read once while it is remembered: a name of a block meets all the others of it. */
function read(text: string): ReadName {
  const before = known.get(text)
  if (before) return before
  if (known.size >= mostKnown) known.clear()
  const name = readName(text)
  known.set(text, name)
  return name
}
