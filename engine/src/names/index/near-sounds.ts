import { editsBetween, soughtWord } from './edits.ts'
import { entryBits, entryMask } from './forms.ts'
import { bucketed, numbers, push } from './grow.ts'
import { deletionHashes, hashText } from './hash.ts'
import type { Columns } from './layout.ts'

/** The sounds of a segment, found by a sound that is nearly the same. */
export interface NearSounds {
  /** Hash of each sound, as names meet by it. */
  readonly hashes: Uint32Array
  /** Numbers of the sounds that one slip of the ear lies between, the sound itself left out. */
  near(sound: string): readonly number[]
}

// In a shorter sound one consonant more or less is another word.
const shortest = 3
const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** Consonants that writing in another script takes for each other; any may be left out or put in. */
const confused = new Set(['ST', 'KS', 'MN', 'LN'].flatMap((pair) => [pair, `${pair[1]}${pair[0]}`]))

/** Made of a segment's sounds when it is first asked in another script: 60 ms for the sounds of a million names. */
export function nearSoundsOf({ soundStarts, sounds }: Columns): NearSounds {
  const count = soundStarts.length - 1
  const hashes = new Uint32Array(count)
  const keys = numbers(count * 4 + 16)
  const entries = numbers(count * 4 + 16)
  for (let number = 0; number < count; number += 1) {
    const sound = decoder.decode(sounds.slice(soundStarts[number], soundStarts[number + 1]))
    hashes[number] = hashText(sound)
    deletionHashes(sound, 1, (hash) => {
      push(keys, hash)
      push(entries, (number | (hash << entryBits)) >>> 0)
    })
  }
  const { starts, items } = bucketed(keys, entries)
  const shift = 32 - Math.log2(starts.length - 1)
  return {
    hashes,
    near: (sound) => {
      const sought = soughtWord(encoder.encode(sound))
      const found = new Set<number>()
      deletionHashes(sound, 1, (hash) => {
        const bucket = hash >>> shift
        for (let at = starts[bucket] as number; at < (starts[bucket + 1] as number); at += 1) {
          const entry = items[at] as number
          if (entry >>> entryBits !== (hash & 255)) continue
          const number = entry & entryMask
          const right = {
            bytes: sounds,
            from: soundStarts[number] as number,
            to: soundStarts[number + 1] as number,
          }
          if (Math.max(sound.length, right.to - right.from) < shortest) continue
          if (editsBetween(sought, right, 1) === 1 && isConfused(sought.bytes, right)) found.add(number)
        }
      })
      return [...found]
    },
  }
}

/** Of two sounds one edit apart: whether one has a consonant more, or two that are taken for each other. */
function isConfused(
  left: Uint8Array,
  { bytes, from, to }: { readonly bytes: Uint8Array; readonly from: number; readonly to: number },
): boolean {
  if (left.length !== to - from) return true
  let at = 0
  while (left[at] === bytes[from + at]) at += 1
  return confused.has(String.fromCharCode(left[at] as number, bytes[from + at] as number))
}
