import { mostLikeness, partLikeness } from './far-likeness.ts'
import type { SlotHere } from './far-likeness.ts'
import { push } from './grow.ts'
import { likeness } from './likeness.ts'
import { noLikeness, slotsBounded } from './scratch.ts'
import type { Bounds } from './scratch.ts'
import type { Seeking } from './seeking.ts'

const mostSlots = 12
/** Per slot: how alike the most alike part of the name in hand can be. */
const bounds = new Uint8Array(mostSlots)

/**
 * What a name is worth when every part is compared with every part; of a name that has no place among the best, any number
 * below what those are worth. Nearly all names end by what letters their words have, most of the others before all their
 * words are compared.
 */
export function worthOf(seeking: Seeking, record: number): number {
  const { slots } = seeking
  const { floor } = seeking.best
  let most = mostWorth(seeking, record)
  for (let at = 0; at < slots.length && most >= floor; at += 1) {
    const here = slots[at] as SlotHere
    most -= share(here, bounds[at] as number) - share(here, alikeWithin(seeking, record, at))
  }
  return most
}

/** What a part of the query so much alike is worth. */
export function share({ slot }: SlotHere, alike: number): number {
  return Math.floor((slot.worth * alike) / likeness.same)
}

/** No less than what the name is worth: a place in memory for each of its parts. */
function mostWorth({ segment, scratch, slots }: Seeking, record: number): number {
  const { recordPartStarts, recordParts } = segment.columns
  const from = recordPartStarts[record] as number
  const to = recordPartStarts[record + 1] as number
  let sum = 0
  for (let first = 0; first < slots.length; first += slotsBounded) {
    const { values, known } = scratch.boundsOf(first / slotsBounded)
    let one = 1
    let two = 1
    let three = 1
    let four = 1
    for (let index = from; index < to; index += 1) {
      const part = recordParts[index] as number
      let most = values[part] as number
      if (most === 0) {
        push(known, part)
        most = values[part] = boundsOf(slots, first, part)
      }
      one = Math.max(one, most & 255)
      two = Math.max(two, (most >>> 8) & 255)
      three = Math.max(three, (most >>> 16) & 255)
      four = Math.max(four, most >>> 24)
    }
    bounds[first] = one - 1
    bounds[first + 1] = two - 1
    bounds[first + 2] = three - 1
    bounds[first + 3] = four - 1
    for (let at = first; at < slots.length && at < first + slotsBounded; at += 1)
      sum += share(slots[at] as SlotHere, bounds[at] as number)
  }
  return sum
}

/** How alike a part can be to each of four slots. */
function boundsOf(slots: readonly SlotHere[], first: number, part: number): number {
  let all = 0
  for (let at = 0; at < slotsBounded; at += 1) {
    const here = slots[first + at]
    const most = here === undefined ? 0 : boundOf(here, part)
    all |= (most + 1) << (8 * at)
  }
  return all
}

function boundOf(here: SlotHere, part: number): number {
  const known = here.alike.values[part] as number
  return known === noLikeness ? 0 : known === 0 ? mostLikeness(here, part) : known
}

/** How alike the part is that is most like a slot; only those are compared that can be more so than the others. */
function alikeWithin({ segment, scratch, slots }: Seeking, record: number, slot: number): number {
  const { recordPartStarts, recordParts } = segment.columns
  const here = slots[slot] as SlotHere
  const { values }: Bounds = scratch.boundsOf(Math.floor(slot / slotsBounded))
  const shift = 8 * (slot % slotsBounded)
  const to = recordPartStarts[record + 1] as number
  let best = 0
  for (let index = recordPartStarts[record] as number; index < to; index += 1) {
    const part = recordParts[index] as number
    if ((((values[part] as number) >>> shift) & 255) - 1 > best)
      best = Math.max(best, partLikeness(here, part))
  }
  return best
}
