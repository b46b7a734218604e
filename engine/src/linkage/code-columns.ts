import { comparisons } from '../evidence/kind.ts'
import type { FieldKind } from '../evidence/kind.ts'
import { makeVocabulary } from './vocabulary.ts'
import type { Vocabulary } from './vocabulary.ts'

export interface Field {
  readonly column: string
  readonly kind: FieldKind
}

/** One field of all records: the code of each record's value, −1 where it is missing. */
export interface CodedColumn extends Field {
  readonly codes: Int32Array
  readonly vocabulary: Vocabulary
  /** How many records have each code. */
  readonly counts: Uint32Array
}

/**
 * Records as columns of codes, in an order that depends on what they say and not on where they stood: whatever is drawn at
 * random or met first is then the same for every order of the input.
 */
export interface CodedRecords {
  readonly count: number
  readonly columns: readonly CodedColumn[]
  /** Number of the file of each record. */
  readonly files: Uint16Array
  /** Where each record stood in the input, counted over all files. */
  readonly origins: Uint32Array
}

export interface RecordCoder {
  /** Values of one record, in the order of the fields. */
  readonly add: (file: number, values: readonly string[]) => void
  readonly finish: () => CodedRecords
}

/** Given and family names are coded with one vocabulary, so that an exchange of the two is seen by their codes. */
export function codeRecords(fields: readonly Field[]): RecordCoder {
  const dictionaries = new Map<string, Dictionary>()
  const inputs = fields.map((field) => {
    const name =
      field.kind === 'family-name'
        ? 'given-name'
        : isShared(field.kind)
          ? field.kind
          : `${field.kind}/${field.column}`
    const dictionary = dictionaries.get(name) ?? newDictionary(field.kind)
    dictionaries.set(name, dictionary)
    return { field, dictionary, codes: growing() }
  })
  const files = growing()
  return {
    add: (file, values) => {
      files.push(file)
      inputs.forEach(({ dictionary, codes }, at) => codes.push(dictionary.codeOf(values[at] ?? '')))
    },
    finish: () => {
      for (const { dictionary, codes } of inputs) dictionary.settle(codes.taken())
      const sorted = new Map([...dictionaries.values()].map((one) => [one, one.sorted()]))
      const count = files.length()
      const raw = inputs.map(({ field, dictionary, codes }) => {
        const { vocabulary, placeOf } = sorted.get(dictionary) ?? {
          vocabulary: makeVocabulary([], field.kind),
          placeOf: () => -1,
        }
        return { field, vocabulary, codes: codes.taken().map(placeOf) }
      })
      const fileOf = files.taken()
      const origins = orderOf([fileOf, ...raw.map(({ codes }) => codes).toReversed()])
      return {
        count,
        origins,
        files: sharedCopy(Uint16Array, origins, fileOf),
        columns: raw.map(({ field, vocabulary, codes }) => {
          const ordered = sharedCopy(Int32Array, origins, codes)
          return {
            ...field,
            codes: ordered,
            vocabulary,
            counts: countsOf(ordered, vocabulary.starts.length - 1),
          }
        }),
      }
    },
  }
}

function isShared(kind: FieldKind): boolean {
  return kind === 'given-name'
}

interface Dictionary {
  /** The code of a text as it comes, −1 of a missing value, less of what is a value only beside others. */
  readonly codeOf: (text: string) => number
  /** Given the codes of its column, tells whether what is open is a value there. */
  readonly settle: (codes: Int32Array) => void
  /** The normal forms in their order, and where in it a code has come to stand. */
  readonly sorted: () => { readonly vocabulary: Vocabulary; readonly placeOf: (code: number) => number }
}

/** Where three of four values are sure, what may be one is: a bare 85 among dates of birth, not among ages. */
const sureForOpen = 3

function newDictionary(kind: FieldKind): Dictionary {
  const { normalise, normaliseBeside = () => '' } = comparisons[kind]
  const normal = new Map<string, number>()
  const written = new Map<string, number>()
  const open: string[] = []
  let settled: readonly number[] = []
  const numbered = (form: string): number => {
    const code = normal.get(form) ?? normal.size
    normal.set(form, code)
    return code
  }
  return {
    codeOf: (text) => {
      const known = written.get(text)
      if (known !== undefined) return known
      const form = normalise(text)
      const beside = form === '' ? normaliseBeside(text) : ''
      const code = form !== '' ? numbered(form) : beside === '' ? -1 : -1 - open.push(beside)
      written.set(text, code)
      return code
    },
    settle: (codes) => {
      if (open.length === 0) return
      const sure = codes.reduce((sum, code) => sum + (code >= 0 ? 1 : 0), 0)
      const doubtful = codes.reduce((sum, code) => sum + (code < -1 ? 1 : 0), 0)
      settled = sure >= sureForOpen * doubtful ? open.map(numbered) : []
    },
    sorted: () => {
      written.clear()
      const texts = [...normal.keys()].toSorted((a, b) => (a < b ? -1 : 1))
      const places = new Int32Array(texts.length)
      texts.forEach((text, place) => (places[normal.get(text) ?? 0] = place))
      normal.clear()
      const placeOf = (code: number): number =>
        code >= 0 ? places[code]! : code === -1 ? -1 : (places[settled[-2 - code] ?? -1] ?? -1)
      return { vocabulary: makeVocabulary(texts, kind), placeOf }
    },
  }
}

interface Growing {
  readonly push: (value: number) => void
  readonly length: () => number
  readonly taken: () => Int32Array
}

function growing(): Growing {
  let items = new Int32Array(1024)
  let used = 0
  return {
    push: (value) => {
      if (used === items.length) {
        const wider = new Int32Array(used * 2)
        wider.set(items)
        items = wider
      }
      items[used] = value
      used += 1
    },
    length: () => used,
    taken: () => items.subarray(0, used),
  }
}

/** The order of the rows by their keys, the last key first; rows of equal keys stay as they stood (counting sort by each key). */
export function orderOf(keys: readonly Int32Array[]): Uint32Array {
  const count = keys[0]?.length ?? 0
  let order = Uint32Array.from({ length: count }, (_, at) => at)
  for (const key of keys) {
    let most = -1
    for (const value of key) if (value > most) most = value
    const starts = new Uint32Array(most + 3)
    for (const value of key) starts[value + 2] = (starts[value + 2] ?? 0) + 1
    for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)
    const next = new Uint32Array(count)
    for (const row of order) {
      const value = (key[row] ?? -1) + 1
      const place = starts[value] ?? 0
      next[place] = row
      starts[value] = place + 1
    }
    order = next
  }
  return order
}

function sharedCopy<T extends Uint16Array | Int32Array>(
  make: { new (buffer: SharedArrayBuffer): T; readonly BYTES_PER_ELEMENT: number },
  order: Uint32Array,
  values: Int32Array,
): T {
  const copy = new make(new SharedArrayBuffer(order.length * make.BYTES_PER_ELEMENT))
  for (let at = 0; at < order.length; at += 1) copy[at] = values[order[at] ?? 0] ?? 0
  return copy
}

function countsOf(codes: Int32Array, size: number): Uint32Array {
  const counts = new Uint32Array(new SharedArrayBuffer(size * 4))
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  return counts
}
