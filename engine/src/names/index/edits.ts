const longest = 32

/** A word that many are compared with: its bytes, and where each letter stands in it, a bit a place. */
export interface SoughtWord {
  readonly bytes: Uint8Array
  readonly places: Int32Array
}

export function soughtWord(bytes: Uint8Array): SoughtWord {
  const places = new Int32Array(256)
  for (let at = 0; at < bytes.length; at += 1)
    places[bytes[at] as number] = (places[bytes[at] as number] as number) | (1 << at)
  return { bytes, places }
}

/**
 * Optimal string alignment distance of two words in bytes, given up above `most`: then `most + 1`. `right` lies in a pool
 * from `from` to `to`. A column of the table of distances is held in the bits of a number (Hyyrö 2003, "A bit-vector
 * algorithm for computing Levenshtein and Damerau edit distances"): two to four times as fast as cell by cell.
 */
export function editsBetween(
  { bytes: word, places }: SoughtWord,
  right: { readonly bytes: Uint8Array; readonly from: number; readonly to: number },
  most: number,
): number {
  const { bytes, from, to } = right
  const length = to - from
  if (Math.abs(word.length - length) > most || word.length > longest || length > longest) return most + 1
  if (word.length === 0) return length
  const last = 1 << (word.length - 1)
  let edits = word.length
  let more = -1
  let less = 0
  let diagonal = 0
  let before = 0
  for (let at = from; at < to; at += 1) {
    const here = places[bytes[at] as number] as number
    const swapped = ((~diagonal & here) << 1) & before
    diagonal = swapped | (((here & more) + more) ^ more) | here | less
    let up = less | ~(diagonal | more)
    let down = diagonal & more
    if ((up & last) !== 0) edits += 1
    else if ((down & last) !== 0) edits -= 1
    // Each letter that is left can take away one edit at the most.
    if (edits - (to - at - 1) > most) return most + 1
    up = (up << 1) | 1
    down <<= 1
    more = down | ~(diagonal | up)
    less = up & diagonal
    before = here
  }
  return edits > most ? most + 1 : edits
}
