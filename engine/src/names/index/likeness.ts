/** How alike two parts are, in two-hundredths, so that a byte holds it. Nought: nothing that the index knows of. */
export const likeness = {
  same: 200,
  sameReading: 196,
  join: 190,
  surname: 180,
  /** Another form of a given name, or a word inside one without spaces. */
  form: 176,
  initial: 100,
} as const

/** Each reading further down the lists of the two parts is less likely to be meant. */
const perPlace = 2

export function alikeByReading(place: number): number {
  return likeness.sameReading - perPlace * place
}

/** By how much of the longer word is left as it was: one edit in ten letters says less than one in four. */
export function alikeByEdits(
  edits: number,
  word: { readonly length: number; readonly place: number },
): number {
  const kept =
    edits === 2 ? 150 : word.length >= 8 ? 180 : word.length >= 5 ? 172 : word.length === 4 ? 160 : 130
  return kept - perPlace * word.place
}

/**
 * By how unlikely the learned model thinks a spelling, in nats a letter (`misfit`). Nine in ten right spellings lie below 1.2 to
 * 2, by script, and one in a hundred others.
 */
export function alikeByMisfit(off: number): number {
  return Math.max(0, Math.round(mostByMisfit - perNat * off))
}

const mostByMisfit = 190
const perNat = 72

/** What two words that are no more than heard alike are worth, by the share of letters that would have to be edited. */
export interface FarMeasure {
  /** From this share on nothing is lost any more. */
  readonly farthest: number
  weigh(share: number): number
}

/** From the same consonants alone to nearly the same letters. */
export const bySound: FarMeasure = {
  farthest: 1 / 1.5,
  weigh: (share) => Math.round(90 + 70 * Math.max(0, 1 - 1.5 * share)),
}

/** From a first consonant or two in common to the letters nearly alike. */
export const byOutline: FarMeasure = {
  farthest: 1 / 1.4,
  weigh: (share) => Math.round(30 + 110 * Math.max(0, 1 - 1.4 * share)),
}

/** Of a shorter word one edit makes nearly any other such word: it counts only beside another part. */
export const shortest = 4
