import type { NamePart } from '../name.ts'
import { hashText } from './hash.ts'
import type { Segment } from './segment.ts'

const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+$/u
const readingsListed = 2

/** Whether a word is of a script without spaces: words inside it are looked for as well. */
export function isUnspaced(word: string): boolean {
  return unspaced.test(word)
}

/**
 * The hashes under which a part lies for whoever types its beginning: two characters of the word as written and of its
 * likeliest readings. Of a word in a script without spaces any two neighbours, for a shorter word may lie inside it.
 */
export function eachBeginning(part: NamePart, take: (hash: number) => void): void {
  const { written, readings } = part
  take(hashText(written.slice(0, 2)))
  if (readings[0] === written) return
  const more = new Set(readings.slice(0, readingsListed).map((reading) => reading.slice(0, 2)))
  if (isUnspaced(written)) {
    more.add(written.slice(0, 1))
    for (let at = 1; at + 2 <= written.length; at += 1) more.add(written.slice(at, at + 2))
  }
  more.delete(written.slice(0, 2))
  for (const beginning of more) take(hashText(beginning))
}

const encoder = new TextEncoder()

/** Each part, once, that begins with a text in its own script or as it is read; in a script without spaces, that has it. */
export function eachPartBeginning(segment: Segment, text: string, take: (part: number) => void): void {
  const { beginningStarts, beginnings, partReadingStarts, partReadings, readings, readingStarts } =
    segment.columns
  const wanted = encoder.encode(text)
  const isInside = isUnspaced(text)
  const bucket = hashText(text.slice(0, 2)) >>> segment.beginningShift
  const to = beginningStarts[bucket + 1] as number
  let before = -1
  for (let at = beginningStarts[bucket] as number; at < to; at += 1) {
    const part = beginnings[at] as number
    // The entries of one part follow each other.
    if (part === before) continue
    before = part
    if (isWrittenSo(segment, { part, isInside }, wanted)) {
      take(part)
      continue
    }
    const from = partReadingStarts[part] as number
    const end = Math.min(partReadingStarts[part + 1] as number, from + readingsListed)
    for (let index = from; index < end; index += 1) {
      const reading = partReadings[index] as number
      const place = { from: readingStarts[reading] as number, to: readingStarts[reading + 1] as number }
      if (!lies(wanted, readings, place)) continue
      take(part)
      break
    }
  }
}

function isWrittenSo(
  { columns }: Segment,
  { part, isInside }: { readonly part: number; readonly isInside: boolean },
  wanted: Uint8Array,
): boolean {
  const { written, writtenStarts } = columns
  const first = writtenStarts[part] as number
  const to = writtenStarts[part + 1] as number
  const last = isInside ? to - wanted.length : first
  for (let from = first; from <= last; from += 1) if (lies(wanted, written, { from, to })) return true
  return false
}

function lies(
  wanted: Uint8Array,
  bytes: Uint8Array,
  { from, to }: { readonly from: number; readonly to: number },
): boolean {
  if (to - from < wanted.length) return false
  for (let at = 0; at < wanted.length; at += 1) if (bytes[from + at] !== wanted[at]) return false
  return true
}
