/** FNV-1a over the UTF-16 codes, then mixed so that the high bits, which choose a bucket, depend on every letter. */
export function hashText(text: string): number {
  return mixed(hashOn(noText, text))
}

/** The hash of several texts in a row is `mixed` of each hashed on from the one before. */
export const noText = 0x811c9dc5

export function hashOn(before: number, text: string): number {
  return hashFrom(before, text, 0)
}

/** Hashed on by the end of a text: the words that a letter is left out of need not be made. */
function hashFrom(before: number, text: string, from: number): number {
  let hash = before
  for (let at = from; at < text.length; at += 1) hash = hashCode(hash, text.charCodeAt(at))
  return hash
}

function hashCode(before: number, code: number): number {
  return Math.imul(before ^ code, 0x01000193)
}

/** One hash for two sounds in either order. */
export function hashPair(left: number, right: number): number {
  return mixed((left + right) ^ Math.imul(left ^ right, 0x9e3779b1))
}

/** One hash for a sound and the outline of another. */
export function hashOutline(sound: number, outline: number): number {
  return mixed(sound ^ Math.imul(outline + 1, 0x85ebca6b))
}

export function mixed(hash: number): number {
  let value = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35)
  return (value ^ (value >>> 16)) >>> 0
}

// A longer word is a run-on text; its neighbourhood would only cost memory.
const longest = 24

/**
 * Hashes of a word with no, one or (`most` 2) two letters left out. Two words within `most` edits of each other
 * always share one: the symmetric deletion of SymSpell, which needs no alphabet.
 */
export function deletionHashes(word: string, most: number, take: (hash: number) => void): void {
  take(hashText(word))
  if (most === 0) return
  let before = noText
  for (let first = 0; first < word.length; first += 1) {
    const code = word.charCodeAt(first)
    // Either of two equal neighbours leaves the same word.
    if (first === 0 || code !== word.charCodeAt(first - 1)) {
      take(mixed(hashFrom(before, word, first + 1)))
      if (most > 1) secondDeletions(word, { first, before }, take)
    }
    before = hashCode(before, code)
  }
}

/** The same of a word without its letter `first`, `before` being the hash of what stands before that. */
function secondDeletions(
  word: string,
  { first, before }: { readonly first: number; readonly before: number },
  take: (hash: number) => void,
): void {
  let between = before
  for (let second = first + 1; second < word.length; second += 1) {
    const code = word.charCodeAt(second)
    if (second === first + 1 || code !== word.charCodeAt(second - 1))
      take(mixed(hashFrom(between, word, second + 1)))
    between = hashCode(between, code)
  }
}

/** How many edits may lie between words of these lengths: never more than their shared deletions are sure to show. */
export function editsAllowed(left: number, right: number): number {
  const shorter = Math.min(left, right)
  return Math.max(left, right) > longest || shorter < 2 ? 0 : shorter >= 8 ? 2 : 1
}

/**
 * How many letters of a reading of the list are left out: the index of a reading that nobody would write costs as much as
 * that of a likely one. `place` counts from the likeliest; a Latin word is its own first reading.
 */
export function deletionsListed(isLatin: boolean, place: number): number {
  return place === 0 && isLatin ? 2 : place <= 1 ? 1 : 0
}

/** How many edits a reading of a query may have; a few more than those of the list, for they cost time but no memory. */
export function editsAsked(place: number): number {
  return place === 0 ? 2 : place <= 3 ? 1 : 0
}

/**
 * The letters of a word of any script, a byte each, for counting edits: the lower half of the code tells letters of one
 * script apart, and words of two scripts never share a hash.
 */
export function lettersOf(word: string): Uint8Array {
  return Uint8Array.from({ length: word.length }, (_, at) => word.charCodeAt(at) & 0xff)
}
