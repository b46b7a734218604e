import { numbers } from './grow.ts'
import type { Numbers } from './grow.ts'
import { mostOutlines } from './outline.ts'
import type { Segment } from './segment.ts'

/** Working memory of one thread for one segment, clean between queries: 4 bytes a name, 4 a reading, 4 a part, 2 a part and slot. */
export interface Scratch {
  /** Per name: which parts of the query it has (upper bits) and what they are worth together (lower 16). */
  readonly scores: Uint32Array
  /** Names whose score is not nought. */
  readonly touched: Numbers
  /** Those of them that have more than one thing in common with the query; some come twice. */
  readonly several: Numbers
  /** Per slot: how alike each part is; 0 not known, `noLikeness` known to be nought. */
  alikeOf(slot: number): Alike
  /** Per slot: how alike each part is by its spelling, and one more; nought not known. */
  speltOf(slot: number): Spelt
  /** The bounds of the slots from four times this on. */
  boundsOf(group: number): Bounds
  /** Per reading: the number of the word that last came by. */
  readonly seen: Uint32Array
  nextWord(): number
  clear(): void
}

export interface Alike {
  readonly values: Uint8Array
  /** The sounds of the slot, as this segment counts them. */
  sounds: readonly number[]
  /** The outlines of these, one byte each. */
  readonly outlines: Uint8Array
  readonly known: Numbers
}

/** Of four slots beside each other: how alike each part can be to them at the most, a byte a slot and one more; nought not known. */
export interface Bounds {
  readonly values: Uint32Array
  readonly known: Numbers
}

export const slotsBounded = 4

export interface Spelt {
  readonly values: Uint8Array
  readonly known: Numbers
}

export const noLikeness = 255

export function newScratch(segment: Segment): Scratch {
  const scores = new Uint32Array(segment.records)
  const touched = numbers()
  const several = numbers()
  const alike: Alike[] = []
  const bounds: Bounds[] = []
  const spelt: Spelt[] = []
  const seen = new Uint32Array(segment.readings)
  let word = 0
  return {
    scores,
    touched,
    several,
    seen,
    alikeOf: (slot) =>
      (alike[slot] ??= {
        values: new Uint8Array(segment.parts),
        known: numbers(),
        sounds: [],
        outlines: new Uint8Array(mostOutlines),
      }),
    speltOf: (slot) => (spelt[slot] ??= { values: new Uint8Array(segment.parts), known: numbers() }),
    boundsOf: (group) => (bounds[group] ??= { values: new Uint32Array(segment.parts), known: numbers() }),
    nextWord: () => {
      if (word === 0xffffffff) {
        seen.fill(0)
        word = 0
      }
      return (word += 1)
    },
    clear: () => {
      wipe(scores, touched)
      several.length = 0
      for (const one of alike) if (one) wipe(one.values, one.known)
      for (const { values, known } of bounds) wipe(values, known)
      for (const { values, known } of spelt) wipe(values, known)
    },
  }
}

function wipe(values: Uint32Array | Uint8Array, known: Numbers): void {
  for (let at = 0; at < known.length; at += 1) values[known.items[at] as number] = 0
  known.length = 0
}
