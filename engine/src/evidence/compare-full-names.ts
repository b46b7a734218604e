import { bandOf, scoreNames } from '../names/compare/compare.ts'
import type { Band } from '../names/compare/compare.ts'
import { guessKind } from '../names/compare/guess-kind.ts'
import { readName } from '../names/name.ts'
import type { ReadName } from '../names/name.ts'
import { foldText } from '../names/normalise/fold.ts'
import { levelsOf } from './comparison.ts'
import type { Comparison } from './comparison.ts'
import { isNotKnown } from './not-known.ts'

const levels = levelsOf([
  ['different', 0.06, -5],
  ['possible', 0.06, 1],
  ['probable', 0.12, 6],
  ['near', 0.16, 11],
  ['same', 0.6, 14],
])
const levelOf: Readonly<Record<Band, number>> = { weak: 0, possible: 1, probable: 2, strong: 3 }

/** Whole names in any script and any order of their words, of people and of organisations, by the bands of the name comparison. */
export const fullNames: Comparison = {
  levels,
  normalise: (text) => {
    const plain = foldText(text).trim().replace(/\s+/g, ' ')
    return /[\p{L}\p{N}]/u.test(plain) && !isNotKnown(plain) ? plain : ''
  },
  compare: (left, right) => {
    if (left === right) return 4
    const [one, other] = [read(left), read(right)]
    // One side may leave out its legal form: "Siam Trading Co., Ltd.", "Siam Trading".
    const isOrganisation = one.isOrganisation || other.isOrganisation
    return levelOf[
      bandOf(
        isOrganisation
          ? scoreNames(asOrganisation(one), asOrganisation(other))
          : scoreNames(one.name, other.name),
      )
    ]
  },
}

interface Read {
  readonly name: ReadName
  readonly isOrganisation: boolean
  organisation?: ReadName
}

const known = new Map<string, Read>()
const mostKnown = 20_000

/** Read once while it is remembered: a name of a block meets all the others of it. */
function read(text: string): Read {
  const before = known.get(text)
  if (before) return before
  if (known.size >= mostKnown) known.clear()
  const isOrganisation = guessKind(text) === 'organisation'
  const now: Read = { name: readName(text), isOrganisation }
  known.set(text, now)
  return now
}

function asOrganisation(one: Read): ReadName {
  return (one.organisation ??= readName(one.name.text, 'organisation'))
}
