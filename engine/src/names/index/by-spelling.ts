import { misfitOf } from '../romanise/misfit.ts'
import { BestEntities, lessExtra } from './best.ts'
import type { Candidate } from './door.ts'
import { partLikeness } from './far-likeness.ts'
import type { SlotHere } from './far-likeness.ts'
import type { Wish } from './find-candidates.ts'
import { latinBit } from './forms.ts'
import { push } from './grow.ts'
import { hashPair } from './hash.ts'
import { alikeByMisfit, likeness } from './likeness.ts'
import { isLookedAt } from './look.ts'
import { eachMet } from './meet.ts'
import type { Spelt } from './scratch.ts'
import type { Seeking } from './seeking.ts'
import { soundsMeet } from './verify.ts'
import { share } from './worth.ts'

/** A part of the query with how alike parts of the list are by their spelling. */
interface SpeltSlot {
  readonly here: SlotHere
  readonly spelt: Spelt
}

/**
 * Of a query in another script the best names by the spelling of their parts. The readings of a word in another script are a
 * dozen of thousands, and what is spelt as none of them is no further away for that: the learned model is asked of the few
 * hundred best names, and of those of which one part sounds the same and another nearly so. A microsecond a part.
 */
export function bySpelling(seeking: Seeking, { most, top }: Wish): readonly Candidate[] {
  const slots = seeking.slots.map((here, at): SpeltSlot => ({ here, spelt: seeking.scratch.speltOf(at) }))
  const found = new BestEntities({ most, top }, 0)
  for (const { entity, record, score } of seeking.best.all) {
    const least = Math.max(score, found.least)
    found.offer({ entity, record, score: Math.max(score, worthSpelt(seeking, slots, { record, least })) })
  }
  if (slots.some(({ here }) => here.slot.trees.length > 0))
    eachNearlyMet(seeking, (record, pair) => {
      if (isLookedAt(seeking, record)) return
      const score = worthSpelt(seeking, slots, { record, least: found.least })
      if (score < found.least || !soundsMeet(seeking.segment, record, pair)) return
      found.offer({ entity: seeking.segment.columns.recordEntity[record] as number, record, score })
    })
  return found.all
}

/** What a name is worth by its spelling; of one that is worth less than `least`, any number below that. */
function worthSpelt(
  { segment, plan }: Seeking,
  slots: readonly SpeltSlot[],
  { record, least }: { readonly record: number; readonly least: number },
): number {
  const { recordPartStarts, recordParts, recordSize } = segment.columns
  const from = recordPartStarts[record] as number
  const to = recordPartStarts[record + 1] as number
  const extra = (recordSize[record] as number) - plan.size
  let most = 0
  for (const { here } of slots) most += share(here, likeness.same)
  for (const slot of slots) {
    let best = 0
    for (let at = from; at < to; at += 1) {
      const part = recordParts[at] as number
      best = Math.max(best, partLikeness(slot.here, part), speltLikeness(slot, part))
    }
    most -= share(slot.here, likeness.same) - share(slot.here, best)
    if (lessExtra(most, extra) < least) break
  }
  return lessExtra(most, extra)
}

/** How alike a part in Latin letters is by what the characters of the query's part may be spelt with. */
function speltLikeness({ here: { segment, slot }, spelt }: SpeltSlot, part: number): number {
  const { partForm, partReadingStarts, partReadings, readingStarts, readings } = segment.columns
  if (slot.trees.length === 0 || ((partForm[part] as number) & latinBit) === 0) return 0
  const before = spelt.values[part] as number
  if (before !== 0) return before - 1
  const reading = partReadings[partReadingStarts[part] as number] as number
  const off = misfitOf(slot.trees, {
    bytes: readings,
    from: readingStarts[reading] as number,
    to: readingStarts[reading + 1] as number,
  })
  const alike = off === undefined ? 0 : alikeByMisfit(off)
  push(spelt.known, part)
  spelt.values[part] = alike + 1
  return alike
}

// Of a part of the query the likeliest sounds; two sounds with fewer consonants together are shared by too many.
const mostSounds = 3
const leastConsonants = 5

/** Visible names of which one part sounds like one of the query and another nearly like a second. */
function eachNearlyMet(
  seeking: Seeking,
  take: (record: number, pair: readonly [number, number]) => void,
): void {
  const { segment, slots } = seeking
  const { soundStarts } = segment.columns
  const nearSounds = segment.nearSounds()
  const { hashes } = nearSounds
  const heard = slots
    .filter(({ slot }) => slot.isNameWord && !slot.isSupport)
    .map(({ slot }) => {
      const sounds = slot.part.sounds.filter((sound) => sound !== '').slice(0, mostSounds)
      return {
        same: sounds.flatMap((sound) => segment.soundNumber(sound) ?? []),
        near: [...new Set(sounds.flatMap((sound) => nearSounds.near(sound)))],
      }
    })
  const lengthOf = (sound: number): number =>
    (soundStarts[sound + 1] as number) - (soundStarts[sound] as number)
  for (const one of heard)
    for (const other of heard) {
      if (one === other) continue
      for (const left of one.same)
        for (const right of other.near)
          if (lengthOf(left) + lengthOf(right) >= leastConsonants)
            eachMet(seeking, hashPair(hashes[left] as number, hashes[right] as number), (record) =>
              take(record, [left, right]),
            )
    }
}
