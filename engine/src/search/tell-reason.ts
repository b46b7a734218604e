import { compareNames } from '../names/compare/compare.ts'
import type { Reason as NameReason, ReasonCode } from '../names/compare/reason.ts'
import { isUnspaced } from '../names/index/beginnings.ts'
import { editsBetween, soughtWord } from '../names/index/edits.ts'
import { editsAllowed } from '../names/index/hash.ts'
import type { NamePart, ReadName } from '../names/name.ts'
import { foldText } from '../names/normalise/fold.ts'
import { reasons } from './index-door.ts'
import type { Reason } from './index-door.ts'

const byCode: Partial<Record<ReasonCode, Reason>> = {
  same: 'reading',
  'written-as-one': 'joined',
  'other-spelling': 'spelling',
  'same-surname': 'form',
  'form-of-name': 'form',
  'same-meaning': 'form',
  'same-sound': 'sound',
  initial: 'initial',
  acronym: 'initial',
  // The index heard what the closer comparison, which must also tell people apart, is not sure of.
  undecided: 'sound',
  contradicted: 'sound',
}

/** Why a name that has every word of the query has it: what holds of the word that is least alike. */
export function reasonFor(asked: ReadName, name: ReadName): Reason {
  if (foldText(asked.text) === foldText(name.text)) return 'same'
  const written = new Set(name.parts.map((part) => part.written))
  if (asked.parts.every((part) => written.has(part.written)))
    return name.parts.length === asked.parts.length ? 'same' : 'all-words'
  if (asked.parts.every((part) => written.has(part.written) || isInside(part.written, written)))
    return 'all-words'
  if (asked.parts.every((part) => name.parts.some((other) => readsAlike(part, other)))) return 'reading'
  const found = compareNames(asked, name)
    .reasons.filter((reason) => reason.left !== '')
    .flatMap((reason) => (isSlip(reason) ? 'spelling' : (byCode[reason.code] ?? [])))
  const worst = Math.max(-1, ...found.map((reason) => reasons.indexOf(reason)))
  return reasons[worst] ?? 'sound'
}

/** Scripts without spaces write several words as one. */
function isInside(word: string, written: ReadonlySet<string>): boolean {
  return word.length > 1 && isUnspaced(word) && [...written].some((other) => other.includes(word))
}

function readsAlike(one: NamePart, other: NamePart): boolean {
  return one.readings.some((reading) => other.readings.includes(reading))
}

const encoder = new TextEncoder()

/** Words of one script that sound alike and differ by a letter: whoever reads them sees the letter. */
function isSlip({ code, left, right }: NameReason): boolean {
  if (code !== 'same-sound') return false
  const [one, other] = [encoder.encode(foldText(left)), encoder.encode(foldText(right))]
  const most = editsAllowed(one.length, other.length)
  return editsBetween(soughtWord(one), { bytes: other, from: 0, to: other.length }, most) <= most
}
