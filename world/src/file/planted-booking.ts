import { firstFlightDay, flightDays } from '../calendar.ts'
import { makeBeing } from '../cast/being.ts'
import type { Being } from '../cast/being.ts'
import type { Story } from '../cast/story.ts'
import type { LanguageName } from '../name/invent-name.ts'
import type { Random } from '../random.ts'
import type { Booking } from './border.ts'

/** Bookings the threads and the reviews need. They come first, so that their references are easy to find. */
export function plantedBookings(story: Story, random: Random, strangers: Being[]): Booking[] {
  const day = (): number => firstFlightDay + random.below(flightDays - 10)
  const stranger = (
    cast: string,
    language: LanguageName,
    wish: { youngest?: number; oldest?: number } = {},
  ): Being => {
    const being = makeBeing(random, story.safe, {
      id: `traveller-${strangers.length + 1}`,
      cast,
      language,
      ...wish,
    })
    strangers.push(being)
    return being
  }
  const inland = { route: ['BKK', 'MAQ'] as const, stay: undefined, bookedDaysBefore: 2 }
  const choir: Booking = {
    ...inland,
    cast: 'choir',
    day: firstFlightDay + 41,
    party: Array.from({ length: 24 }, () => stranger('choir', 'filipino', { youngest: 19, oldest: 34 })),
    payer: 'Saint Cecilia Parish Training',
    purpose: 'choir festival, back by coach',
  }
  const offered: Booking = {
    ...inland,
    cast: 'possible victims before departure',
    day: firstFlightDay + 44,
    party: Array.from({ length: 6 }, () =>
      stranger('possible victim', 'amharic', { youngest: 20, oldest: 29 }),
    ),
    payer: 'Happy Swallow Travel Training Ltd.',
    purpose: 'customer service work',
  }
  const single = (being: Being, cast: string, purpose: string, way = 0): Booking => ({
    cast,
    party: [being],
    day: day(),
    route: random.pick([
      ['MNL', 'BKK'],
      ['BKK', 'CEI'],
      ['BKK', 'MAQ'],
    ] as const),
    stay: random.chance(0.5) ? random.between(2, 8) : undefined,
    bookedDaysBefore: random.between(1, 20),
    payer: undefined,
    purpose,
    way,
  })
  const { planted, network } = story
  return [
    choir,
    offered,
    ...groupsOfAgent(story, random, stranger),
    single(planted.otherSomchai, 'same-name innocent', 'family visit', 1),
    single(planted.neighbour, 'neighbour', 'holiday'),
    single(planted.nurse, 'bystander', 'nursing congress'),
    single(planted.recruiter, 'network', 'business'),
    ...network
      .filter((being) => random.chance(0.6) && being.cast !== 'boatman')
      .map((being) => single(being, 'network', 'business')),
    ...story.listed.flatMap((listed) => [
      ...(listed.disguise ? [single(listed.disguise, 'listed in disguise', 'business', 1)] : []),
      ...(listed.namesake ? [single(listed.namesake, 'same-name innocent', 'holiday')] : []),
    ]),
  ]
}

/** The travel agent sends small groups to the border every few days, on papers of many kinds, one payer. */
function groupsOfAgent(
  story: Story,
  random: Random,
  stranger: (cast: string, language: LanguageName, wish: { youngest?: number; oldest?: number }) => Being,
): Booking[] {
  const payer = story.companies.find((company) => company.cast === 'travel agency')?.name
  return Array.from({ length: 14 }, (_, index): Booking => {
    const language = random.pick(['filipino', 'hindi', 'amharic', 'indonesian', 'vietnamese'] as const)
    return {
      cast: 'recruited group',
      party: Array.from({ length: random.between(2, 6) }, () =>
        stranger('recruited', language, { youngest: 19, oldest: 35 }),
      ),
      day: firstFlightDay + index * 4,
      route: random.pick([
        ['BKK', 'MAQ'],
        ['BKK', 'CEI'],
      ] as const),
      stay: undefined,
      bookedDaysBefore: random.between(0, 3),
      payer,
      purpose: inventPurpose(random),
    }
  })
}

function inventPurpose(random: Random): string {
  return random.pick(['customer service work', 'data entry work', 'holiday', 'visit friend', 'hotel work'])
}
