import { comparisons } from '../evidence/kind.ts'
import type { FieldKind } from '../evidence/kind.ts'

/** The distinct normal forms of a column, sorted, in memory that threads share. The code of a text is its place. */
export interface Vocabulary {
  readonly pool: Uint16Array
  readonly starts: Uint32Array
  /** The numbers of each text's sketch, one text after the other; none where its kind has no sketch. */
  readonly sketches: Int32Array
}

export function sizeOf({ starts }: Vocabulary): number {
  return starts.length - 1
}

export function makeVocabulary(texts: readonly string[], kind: FieldKind): Vocabulary {
  const length = texts.reduce((sum, text) => sum + text.length, 0)
  const pool = new Uint16Array(new SharedArrayBuffer(length * 2))
  const starts = new Uint32Array(new SharedArrayBuffer((texts.length + 1) * 4))
  let at = 0
  texts.forEach((text, code) => {
    starts[code] = at
    for (let place = 0; place < text.length; place += 1) pool[at + place] = text.charCodeAt(place)
    at += text.length
  })
  starts[texts.length] = at
  return { pool, starts, sketches: sketchesOf(texts, kind) }
}

function sketchesOf(texts: readonly string[], kind: FieldKind): Int32Array {
  const { sketch } = comparisons[kind]
  const numbers = new Int32Array(new SharedArrayBuffer((sketch?.width ?? 0) * texts.length * 4))
  if (sketch) texts.forEach((text, code) => numbers.set(sketch.of(text), code * sketch.width))
  return numbers
}

export function textOf({ pool, starts }: Pick<Vocabulary, 'pool' | 'starts'>, code: number): string {
  const end = starts[code + 1] ?? 0
  // Letter by letter: words are short, and a view and a call with many arguments for each showed in the profile.
  let text = ''
  for (let at = starts[code] ?? 0; at < end; at += 1) text += String.fromCharCode(pool[at]!)
  return text
}
