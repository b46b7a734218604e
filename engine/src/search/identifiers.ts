import { foldText } from '../names/normalise/fold.ts'
import type { IndexedValue } from './index-door.ts'
import { append, isVisible, newTable, removeEntity } from './table.ts'

/** Where an identifier stands. */
export interface Standing {
  readonly entity: number
  readonly kind: number
  readonly property: number
  readonly text: string
}

type Take = (standing: Standing) => void

/** Identifiers in a dictionary: a number is the same or another one, never nearly the same. */
export interface Identifiers {
  add(value: IndexedValue): void
  removeEntity(entity: number): void
  /** Where exactly this normal form stands, as far as it may be seen. */
  eachSame(text: string, visible: Uint8Array, take: Take): void
  /** Where what a person typed stands: with other separators, without its country. */
  eachTyped(text: string, visible: Uint8Array, take: Take): void
  eachFitting(matches: (text: string) => boolean, visible: Uint8Array, take: Take): void
  readonly count: number
  entities(): Iterable<number>
}

// How a phone is written without its country; shorter ones are too many people's.
const tailDigits = 8

export function createIdentifiers(): Identifiers {
  const table = newTable()
  // Text → its newest value; the others hang on that: a list for each text would be half of all the memory.
  const whole = new Map<string, number>()
  const tails = new Map<string, number>()

  const each = (chain: 'sameText' | 'sameTail', text: string, { visible, take }: Asked): void => {
    const newest = (chain === 'sameText' ? whole : tails).get(text) ?? -1
    for (let value = newest; value >= 0; value = (table[chain][value] ?? 0) - 1)
      if (isVisible(table, value, visible)) take(standingOf(value))
  }
  const standingOf = (value: number): Standing => ({
    entity: table.entity[value] ?? 0,
    kind: table.kind[value] ?? 0,
    property: table.property[value] ?? 0,
    text: table.texts[value] ?? '',
  })

  return {
    add: (value) => {
      const number = append(table, value)
      table.sameText[number] = (whole.get(value.text) ?? -1) + 1
      whole.set(value.text, number)
      const digits = value.text.replace(/\D/g, '')
      if (digits.length < tailDigits) return
      const tail = digits.slice(-tailDigits)
      table.sameTail[number] = (tails.get(tail) ?? -1) + 1
      tails.set(tail, number)
    },
    removeEntity: (entity) => removeEntity(table, entity),
    eachSame: (text, visible, take) => each('sameText', text, { visible, take }),
    eachTyped: (text, visible, take) => {
      for (const form of formsOf(text)) each('sameText', form, { visible, take })
      const digits = text.replace(/[\s()./+-]/g, '')
      if (/^\d+$/.test(digits) && digits.length >= tailDigits)
        each('sameTail', digits.slice(-tailDigits), { visible, take })
    },
    eachFitting: (matches, visible, take) => {
      for (const text of whole.keys()) if (matches(text)) each('sameText', text, { visible, take })
    },
    get count() {
      return table.count - table.dead
    },
    entities: () => table.newestOf.keys(),
  }
}

interface Asked {
  readonly visible: Uint8Array
  readonly take: Take
}

/** The normal forms a typed identifier may have: as it is, small, bare of separators, as a number with its country. */
function formsOf(text: string): ReadonlySet<string> {
  const plain = foldDigits(text.trim()).replace(/^hxxp/i, 'http').replaceAll('[.]', '.')
  const bare = plain.replace(/[^\p{L}\p{M}\p{N}]/gu, '')
  const digits = plain.replace(/\D/g, '')
  const forms = new Set([plain, plain.toLowerCase(), bare.toUpperCase(), bare.toLowerCase()])
  if (digits.length >= 5 && /^[\d\s()./+-]+$/.test(plain))
    for (const form of [digits, `+${digits}`]) forms.add(form)
  forms.delete('')
  return forms
}

function foldDigits(text: string): string {
  return /\p{Nd}/u.test(text) && !/^[\x20-\x7e]*$/.test(text) ? foldText(text) : text
}
