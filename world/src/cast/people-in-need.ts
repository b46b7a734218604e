import type { Being } from './being.ts'
import { randomOf } from '../random.ts'
import type { Trait, TruthPersonInNeed } from '../truth.ts'
import { sealOf } from '../file/telephone.ts'

/** One of the 120. Codes and what the arrival desk may write down; no name, no birth date, no document. */
export interface PersonInNeed extends TruthPersonInNeed {
  readonly sex: 'F' | 'M'
  readonly age: 'under 15' | '15-17' | '18-24' | '25-34' | '35 and over'
  readonly language: string
  readonly code: string
  readonly shelterCode: string | undefined
}

/** Fourteen nationalities; the stateless person is counted under none of them. */
const nationalities: readonly (readonly [string, string, number])[] = [
  ['et', 'am', 19],
  ['id', 'id', 15],
  ['ph', 'fil', 14],
  ['in', 'hi', 12],
  ['cn', 'zh', 11],
  ['vn', 'vi', 9],
  ['ke', 'sw', 8],
  ['mm', 'my', 7],
  ['bd', 'bn', 6],
  ['lk', 'si', 5],
  ['np', 'ne', 5],
  ['ug', 'en', 4],
  ['kh', 'km', 3],
  ['la', 'lo', 1],
]

interface Origin {
  readonly country: string
  readonly language: string
}

/** Places in the row of 120 at which a trait stands. The warrants are among those who led teams. */
const traitPlaces: Readonly<Record<Trait, readonly number[]>> = {
  child: [4, 5, 31, 58, 77, 102],
  'age disputed': [58, 102],
  'led a team': [9, 18, 27, 40, 52, 66, 80, 95, 111],
  warrant: [18, 66, 95],
  'asylum claim': [14, 88],
  stateless: [119],
  'refuses help': [22, 49, 71, 104],
  'seen before': [7, 35, 60, 83, 110],
  'withdraws consent': [43],
  'charged while possible victim': [66],
}

/** The 120 people who came over one bridge on one day. `charged` is the one whom the police know as a suspect. */
export function buildPeopleInNeed(seed: number, charged: Being): PersonInNeed[] {
  const random = randomOf(seed, 'people in need')
  const origins = random.shuffle(
    nationalities.flatMap(([country, language, count]) =>
      Array.from({ length: count }, () => ({ country, language })),
    ),
  )
  const place = traitPlaces['charged while possible victim'][0] ?? 0
  const same = origins.findIndex((origin) => origin.country === charged.nationality)
  if (same >= 0) [origins[place], origins[same]] = [origins[same] as Origin, origins[place] as Origin]
  const traits = Object.keys(traitPlaces) as Trait[]
  let group = 1
  let left = random.between(1, 4)
  return Array.from({ length: 120 }, (_, index): PersonInNeed => {
    if (left === 0) {
      group += 1
      left = random.between(1, 4)
    }
    left -= 1
    const mine = traits.filter((trait) => traitPlaces[trait].includes(index))
    const isCharged = mine.includes('charged while possible victim')
    const origin = mine.includes('stateless') ? { country: '', language: 'my' } : origins[index]
    const code = `MSD-26-0512-${String(index + 1).padStart(3, '0')}`
    const shelterCode = index % 3 === 1 ? `BFM-26-${String(index + 301)}` : undefined
    return {
      entity: `person-in-need-${index + 1}`,
      code,
      shelterCode,
      codes: shelterCode === undefined ? [code] : [code, shelterCode],
      nationality: origin?.country ?? '',
      language: origin?.language ?? 'en',
      sex: isCharged ? charged.sex : random.chance(0.38) ? 'F' : 'M',
      age: ageOf(mine, random.next()),
      group: `GROUP-${String(group).padStart(2, '0')}`,
      traits: mine,
      alsoKnownAs: isCharged ? charged.id : undefined,
      workPhoneSeal: index < 96 && index % 10 !== 3 ? sealOf(index) : undefined,
    }
  })
}

function ageOf(traits: readonly Trait[], turn: number): PersonInNeed['age'] {
  if (traits.includes('age disputed')) return '15-17'
  if (traits.includes('child')) return turn < 0.4 ? 'under 15' : '15-17'
  return turn < 0.45 ? '18-24' : turn < 0.85 ? '25-34' : '35 and over'
}
