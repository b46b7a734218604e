import type { NamePart, NameRole } from './name.ts'
import { plainWord } from './normalise/plain-word.ts'
import type { PlainWord } from './normalise/plain-word.ts'
import { rolesInOrder } from './normalise/role.ts'
import { partOf } from './romanise/part.ts'

/** A word read before, with the parts it is at the beginning of a name and behind it: its script tells its role there. */
interface Known extends PlainWord {
  first: readonly NamePart[] | undefined
  later: readonly NamePart[] | undefined
}

/** Words already looked at, the newest `most` to twice as many; `false` for one that depends on the others. */
export interface WordTable {
  readonly most: number
  fresh: Map<string, Known | false>
  stale: Map<string, Known | false>
}

export function wordTable(most: number): WordTable {
  return { most, fresh: new Map(), stale: new Map() }
}

/** For names that come one by one. A word and its part weigh some 600 bytes. */
export const recentWords = wordTable(50_000)

function knownWord(table: WordTable, written: string): Known | false {
  const known = table.fresh.get(written)
  if (known !== undefined) return known
  const word = table.stale.get(written) ?? looked(written)
  if (table.fresh.size >= table.most) {
    table.stale = table.fresh
    table.fresh = new Map()
  }
  table.fresh.set(written, word)
  return word
}

function looked(written: string): Known | false {
  const word = plainWord(written)
  return word === undefined ? false : { ...word, first: undefined, later: undefined }
}

export interface PlainName {
  readonly script: string
  readonly parts: readonly NamePart[]
}

const longest = 5

/**
 * A person's name of two to five words of one script, each of which means the same wherever it stands: three names in four
 * of a list. Each word is read once and a name is no more than the words it has. Undefined for any other name; what is
 * found is the same as by the rules (property test: `name.test.ts`).
 */
export function readPlain(text: string, table: WordTable): PlainName | undefined {
  const words: Known[] = []
  let capitals = 0
  let isMixed = false
  for (let from = 0; from <= text.length;) {
    const space = text.indexOf(' ', from)
    const to = space < 0 ? text.length : space
    if (words.length === longest) return undefined
    const word = knownWord(table, text.slice(from, to))
    if (word === false || (words.length > 0 && word.script !== words[0]?.script)) return undefined
    words.push(word)
    if (word.isCapital) capitals += 1
    isMixed ||= word.hasSmall
    from = to + 1
  }
  const [first] = words
  // A surname in capitals among other words is told by the rules.
  if (first === undefined || words.length < 2 || (isMixed && capitals > 0)) return undefined
  const order = rolesInOrder(first.script)
  const parts: NamePart[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as Known
    const own =
      at === 0 || order === undefined
        ? (word.first ??= partsOf(word, order?.[0]))
        : (word.later ??= partsOf(word, order[1]))
    for (const part of own) parts.push(part)
  }
  return { script: first.script, parts }
}

function partsOf({ pieces }: PlainWord, role: NameRole = 'unknown'): readonly NamePart[] {
  return pieces.map((piece) => partOf(piece, piece.role ?? role))
}
