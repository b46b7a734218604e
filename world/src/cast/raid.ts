import { personCode } from '@shield/core'
import type { Triage } from '@shield/core'

import { isoDay, storyDay } from '../calendar.ts'
import { amharic, chinese, filipino, hindi, indonesian } from '../name/elsewhere.ts'
import { burmese, khmer, lao, vietnamese } from '../name/mekong.ts'
import type { NameLanguage, NamePart } from '../name/part.ts'
import { bengali, eastAfrican, nepali, sinhala } from '../name/south-asian.ts'
import { randomOf } from '../random.ts'
import type { Random } from '../random.ts'
import { safeValuesOf } from '../safe-value.ts'
import type { PersonInNeed } from './people-in-need.ts'

/** Who somebody is, in the shape the vault keeps it. */
export interface RaidIdentity {
  readonly names: { text: string; kind: 'given' | 'document' | 'other' }[]
  readonly born: string
  readonly citizenships: string[]
  readonly documents: {
    kind: 'passport'
    /** ZZ: an issuer no state has. */
    issuer: 'ZZ'
    number: string
    holds: 'person' | 'taken' | 'lost' | 'authority'
  }[]
  readonly phones: string[]
}

/** One of the 120 as the board receives them. */
export interface RaidPerson {
  /** The same person in the truth file. */
  readonly entity: string
  /** On the wristband. */
  readonly code: string
  /** Minutes after the first came over. */
  readonly minute: number
  readonly triage: Triage
  /** Codes of those who came before and stay together with this person. */
  readonly staysWith: readonly string[]
  /** Absent: nothing was told. */
  readonly identity: RaidIdentity | undefined
  /** The wristband of an earlier time, where the same person came out before. */
  readonly before: string | undefined
}

const namesOf: Readonly<Record<string, NameLanguage>> = {
  et: amharic,
  id: indonesian,
  ph: filipino,
  in: hindi,
  cn: chinese,
  vn: vietnamese,
  ke: eastAfrican,
  mm: burmese,
  bd: bengali,
  lk: sinhala,
  np: nepali,
  ug: eastAfrican,
  kh: khmer,
  la: lao,
  '': burmese,
}

/**
 * The wristbands, first answers and sealed identities of the 120. No name stands in any text of `elsewhere`, so that
 * whoever finds one outside the vault has found a leak and not a namesake.
 */
export function buildRaid(
  seed: number,
  people: readonly PersonInNeed[],
  elsewhere: readonly string[],
): RaidPerson[] {
  const random = randomOf(seed, 'raid')
  const safe = safeValuesOf(randomOf(seed, 'raid documents'))
  const taken = new Set<string>()
  // A passenger list writes capitals.
  const spelled = elsewhere.map((one) => one.toLowerCase())
  const isFree = (text: string): boolean =>
    Buffer.byteLength(text) >= 9 &&
    !taken.has(text) &&
    !spelled.some((one) => one.includes(text.toLowerCase()))
  const codes = people.map(() => codeOf(random))
  return people.map((person, index): RaidPerson => {
    const group = people.flatMap((one, at) => (one.group === person.group ? [at] : []))
    const refuses = person.traits.includes('refuses help')
    const before = person.traits.includes('seen before') ? codeOf(random) : undefined
    const identity = identityOf(person, { random, safe, taken, isFree })
    return {
      entity: person.entity,
      code: codes[index] ?? '',
      minute: index * 4 + random.below(3),
      triage: triageOf(person, random, {
        size: group.length,
        hasChild: group.some((at) => people[at]?.traits.includes('child')),
      }),
      staysWith: group.filter((at) => at < index).map((at) => codes[at] ?? ''),
      identity: refuses ? undefined : identity,
      before,
    }
  })
}

function codeOf(random: Random): string {
  return personCode(Uint8Array.from({ length: 11 }, () => random.below(256)))
}

interface Party {
  readonly size: number
  readonly hasChild: boolean
}

/** What was answered in the first minutes; about one question in six was not. */
function triageOf({ traits, language }: PersonInNeed, random: Random, { size, hasChild }: Party): Triage {
  const turn = random.next()
  const asked = (): boolean => random.chance(0.83)
  const isChild = traits.includes('child')
  const others = hasChild ? 'with-family' : 'with-others'
  return {
    ...(asked() ? { health: turn < 0.05 ? 'now' : turn < 0.22 ? 'soon' : 'well' } : {}),
    ...(asked() ? { danger: turn > 0.95 ? 'here' : turn > 0.75 ? 'elsewhere' : 'none' } : {}),
    age: traits.includes('age disputed') ? 'unsure' : isChild ? 'child' : 'adult',
    speaks: random.chance(0.3) && language !== 'en' ? [language, 'en'] : [language],
    ...(asked() ? { interpreter: random.pick(['any', 'any', 'woman', 'man', 'none'] as const) } : {}),
    together: size > 1 ? others : 'alone',
    ...(random.chance(0.2)
      ? {
          needs: [random.pick(['medicine', 'hurt-lately', 'disability', 'pregnant', 'small-child'] as const)],
        }
      : {}),
    ...(traits.includes('refuses help')
      ? { wish: 'refuse' }
      : asked()
        ? { wish: random.pick(['talk', 'rest', 'rest'] as const) }
        : {}),
  }
}

interface Making {
  readonly random: Random
  readonly safe: ReturnType<typeof safeValuesOf>
  readonly taken: Set<string>
  readonly isFree: (text: string) => boolean
}

function identityOf(person: PersonInNeed, { random, safe, taken, isFree }: Making): RaidIdentity {
  const { nationality, sex, age, traits } = person
  const rules = namesOf[nationality] ?? eastAfrican
  const texts = freeName(rules, { random, sex, isFree })
  for (const text of texts) taken.add(text)
  const [native = '', latin = native] = texts
  const free = (make: () => string): string => {
    const value = make()
    return isFree(value) ? value : free(make)
  }
  const years = { 'under 15': 13, '15-17': 16, '18-24': 21, '25-34': 29, '35 and over': 41 }[age]
  const year = 2026 - years - random.below(3)
  const day = isoDay(storyDay - random.below(150)).slice(4)
  return {
    names: [
      { text: native, kind: 'given' },
      ...(latin === native ? [] : [{ text: latin, kind: 'document' as const }]),
    ],
    born: traits.includes('age disputed') ? `~${year}` : random.chance(0.7) ? `${year}${day}` : String(year),
    citizenships: [traits.includes('stateless') ? 'STATELESS' : nationality.toUpperCase()],
    documents: traits.includes('stateless')
      ? []
      : [
          {
            kind: 'passport',
            issuer: 'ZZ',
            number: free(safe.passport),
            holds: random.pick(['taken', 'taken', 'person', 'lost', 'authority'] as const),
          },
        ],
    phones: random.chance(0.4) ? [free(safe.phone)] : [],
  }
}

/** In its own script and in Latin capitals and small letters; parts are added until nobody else is called so. */
function freeName(
  { given, family, male, female, order, joint }: NameLanguage,
  {
    random,
    sex,
    isFree,
  }: { readonly random: Random; readonly sex: 'F' | 'M'; readonly isFree: Making['isFree'] },
): readonly string[] {
  for (let more = 0; more < 400; more += 1) {
    const first = random.shuffle(sex === 'F' ? female : male).slice(0, Math.max(2, given[1]))
    const last = family.length > 0 ? [random.pick(family)] : []
    const parts: readonly NamePart[] = order === 'family-first' ? [...last, ...first] : [...first, ...last]
    const native = parts.map((part) => part.native).join(joint)
    const latin = parts.map((part) => part.latin[0] ?? part.native).join(' ')
    if (isFree(native) && isFree(latin)) return native === latin ? [native] : [native, latin]
  }
  throw new RangeError('the lists of names are used up')
}
