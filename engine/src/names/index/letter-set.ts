/**
 * Which letters a reading has, a bit each, and above them how long it is. Two words are at least as many edits apart as
 * either has letters that the other lacks: most pairs that would be counted end here, at a tenth of the time.
 */
export function letterSet(reading: string): number {
  let set = 0
  for (let at = 0; at < reading.length; at += 1) set |= 1 << (reading.charCodeAt(at) - firstLetter)
  return (set & everyLetter) | (Math.min(reading.length, longest) << letters)
}

const firstLetter = 97
const letters = 26
const everyLetter = 2 ** letters - 1
const longest = 31

/** A number of edits that two words with these letters are never nearer than. */
export function leastEdits(left: number, right: number): number {
  const apart = left ^ right
  const lacks = Math.max(bitsIn(left & apart & everyLetter), bitsIn(right & apart & everyLetter))
  return Math.max(lacks, Math.abs((left >>> letters) - (right >>> letters)))
}

/** How many letters the word has, up to 31. */
export function lettersIn(set: number): number {
  return set >>> letters
}

function bitsIn(set: number): number {
  let bits = set - ((set >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
