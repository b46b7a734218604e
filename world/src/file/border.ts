import { clock, firstFlightDay, flightDays, isoDay } from '../calendar.ts'
import { makeBeing } from '../cast/being.ts'
import type { Being } from '../cast/being.ts'
import type { Story } from '../cast/story.ts'
import type { Row } from '../csv.ts'
import { inventName, passportName } from '../name/invent-name.ts'
import type { LanguageName } from '../name/invent-name.ts'
import { randomOf } from '../random.ts'
import type { Random } from '../random.ts'
import type { TableMapping, WorldFile } from '../world.ts'
import { plantedBookings } from './planted-booking.ts'
import { numbered, tableFile } from './table-file.ts'

export const passengerFile = 'th-imm-passengers.csv'

/** Several people under one booking reference. */
export interface Booking {
  readonly cast: string
  readonly party: readonly Being[]
  readonly day: number
  readonly route: readonly [string, string]
  /** Days until the way back; undefined for one way. */
  readonly stay: number | undefined
  readonly bookedDaysBefore: number
  /** Who paid, where it was not the travellers. */
  readonly payer: string | undefined
  readonly purpose: string
  /** Which spelling the ticket carries. */
  readonly way?: number
}

const columns = [
  'Row id',
  'Booking',
  'Flight',
  'Date',
  'Time',
  'Route',
  'Name',
  'Date of birth',
  'Sex',
  'Nationality',
  'Passport',
  'Issuer',
  'Contact',
  'Paid by',
  'Booked on',
  'Return',
  'Purpose',
]

const mapping: TableMapping = {
  key: ['Row id'],
  entities: [
    {
      name: 'traveller',
      kind: 'Person',
      key: ['Passport', 'Issuer'],
      columns: [
        { column: 'Name', property: 'name' },
        { column: 'Date of birth', property: 'birthDate' },
        { column: 'Sex', property: 'gender' },
        { column: 'Nationality', property: 'nationality' },
        { column: 'Passport', property: 'passportNumber' },
        { column: 'Contact', property: 'phone' },
      ],
    },
    {
      name: 'leg',
      kind: 'JourneyLeg',
      key: ['Flight', 'Date'],
      columns: [
        { column: 'Flight', property: 'externalId' },
        { column: 'Date', property: 'date' },
        { column: 'Route', property: 'summary' },
      ],
    },
    {
      name: 'payer',
      kind: 'LegalEntity',
      key: ['Paid by'],
      columns: [{ column: 'Paid by', property: 'name' }],
    },
  ],
  links: [
    { kind: 'UnknownLink', from: 'traveller', to: 'leg', starts: { column: 'Date' }, detail: 'Booking' },
    { kind: 'Representation', from: 'payer', to: 'traveller', starts: { column: 'Date' }, detail: 'Booking' },
  ],
}

const tongues: readonly LanguageName[] = [
  'thai',
  'thai',
  'thai',
  'chinese',
  'chinese',
  'korean',
  'filipino',
  'indonesian',
  'hindi',
  'vietnamese',
  'burmese',
  'khmer',
  'lao',
  'amharic',
  'english',
  'english',
]
const routes: readonly (readonly [string, string])[] = [
  ['MNL', 'BKK'],
  ['SGN', 'BKK'],
  ['CGK', 'BKK'],
  ['DEL', 'BKK'],
  ['ICN', 'BKK'],
  ['CAN', 'BKK'],
  ['ADD', 'BKK'],
  ['RGN', 'BKK'],
  ['PNH', 'BKK'],
  ['VTE', 'BKK'],
  ['BKK', 'CEI'],
  ['BKK', 'MAQ'],
]

/**
 * Sixty days of arrivals and inland flights, 12,000 rows at scale 1. Nineteen rows in twenty and more are ordinary:
 * single travellers, couples, families, tour groups, ship's crews and student parties that look like the planted ones.
 */
export function writePassengers(story: Story): { file: WorldFile; strangers: readonly Being[] } {
  const random = randomOf(story.seed, passengerFile)
  const strangers: Being[] = []
  const bookings: Booking[] = plantedBookings(story, random, strangers)
  let rowCount = bookings.reduce((sum, booking) => sum + rowsOf(booking), 0)
  while (rowCount < 12_000 * story.scale) {
    const booking = ordinaryBooking(story, random, strangers)
    bookings.push(booking)
    rowCount += rowsOf(booking)
  }
  const legs = bookings.flatMap((booking, index) => legsOf(random, booking, reference(index)))
  const rows = legs
    .toSorted((a, b) => a.day - b.day)
    .map(({ row, being }, index): Row => {
      const key = `PAX-${numbered(index + 1, 7)}`
      story.ledger.note(being.id, passengerFile, key)
      return { ...row, 'Row id': key }
    })
  const about = { name: passengerFile, node: 'th', organisation: 'th-imm', marking: 'agency' } as const
  return { file: tableFile({ ...about, source: 'Passenger lists' }, { columns, rows, mapping }), strangers }
}

const rowsOf = (booking: Booking): number => booking.party.length * (booking.stay === undefined ? 1 : 2)

/** Six capitals, in order: `AAAAAB`. */
function reference(index: number): string {
  return index
    .toString(26)
    .padStart(6, '0')
    .replace(/./g, (digit) => String.fromCharCode(65 + Number.parseInt(digit, 26)))
}

function ordinaryBooking(story: Story, random: Random, strangers: Being[]): Booking {
  const language = random.pick(tongues)
  const turn = random.next()
  const traveller = (wish: { youngest?: number; oldest?: number; name?: Being['name'] } = {}): Being => {
    // One in twenty comes back: the same person in two bookings, one time in five on a new passport.
    if (wish.name === undefined && strangers.length > 50 && random.chance(0.05)) {
      const known = random.pick(strangers)
      return random.chance(0.2) ? { ...known, passport: story.safe.passport() } : known
    }
    const being = makeBeing(random, story.safe, {
      id: `traveller-${strangers.length + 1}`,
      cast: 'traveller',
      language,
      oldest: 72,
      ...wish,
    })
    strangers.push(being)
    return being
  }
  const party = (size: number, wish = {}): Being[] => Array.from({ length: size }, () => traveller(wish))
  const base = {
    day: firstFlightDay + random.below(flightDays - 12),
    route: random.pick(routes),
    stay: random.between(3, 11),
    bookedDaysBefore: random.between(5, 120),
    payer: undefined,
  }
  if (turn < 0.62)
    return {
      ...base,
      cast: 'ordinary',
      party: party(1),
      purpose: 'visit',
      ...oneWay(random, 0.25, base.stay),
    }
  if (turn < 0.84) return { ...base, cast: 'ordinary', party: party(2), purpose: 'holiday' }
  if (turn < 0.95)
    return { ...base, cast: 'family', party: family(random, language, traveller), purpose: 'holiday' }
  if (turn < 0.97) {
    return {
      ...base,
      cast: 'tour group',
      party: party(random.between(12, 24)),
      payer: 'Morning Tide Tours Training',
      purpose: 'tour',
    }
  }
  if (turn < 0.985) {
    const crew = { youngest: 21, oldest: 50 }
    return {
      ...base,
      cast: 'seafarers',
      party: party(random.between(6, 14), crew),
      stay: undefined,
      bookedDaysBefore: random.between(1, 4),
      payer: 'Anchor Crewing Training',
      purpose: 'joining ship',
    }
  }
  return {
    ...base,
    cast: 'students',
    party: party(random.between(4, 10), { youngest: 18, oldest: 24 }),
    stay: undefined,
    payer: 'Riverside College Training',
    purpose: 'study',
  }
}

const oneWay = (random: Random, share: number, stay: number): { stay: number | undefined } => ({
  stay: random.chance(share) ? undefined : stay,
})

function family(
  random: Random,
  language: LanguageName,
  traveller: (wish: { youngest?: number; oldest?: number; name?: Being['name'] }) => Being,
): Being[] {
  const { family: surname } = inventName(random, language, 'F')
  return Array.from({ length: random.between(3, 5) }, (_, index) => {
    const name = { ...inventName(random, language, index === 1 ? 'M' : 'F'), family: surname }
    return traveller(index < 2 ? { name, youngest: 28, oldest: 50 } : { name, youngest: 3, oldest: 17 })
  })
}

function legsOf(
  random: Random,
  booking: Booking,
  bookingReference: string,
): { row: Row; being: Being; day: number }[] {
  const [from, to] = booking.route
  const number = 100 + routes.findIndex((route) => route[0] === from && route[1] === to) * 20
  const back =
    booking.stay === undefined
      ? []
      : [{ day: booking.day + booking.stay, route: `${to}-${from}`, number: number + 1 }]
  const legs = [{ day: booking.day, route: `${from}-${to}`, number }, ...back]
  const turn = random.below(3) * 2
  return legs.flatMap((leg) =>
    booking.party.map((being) => ({
      being,
      day: leg.day,
      row: {
        Booking: bookingReference,
        Flight: `TRN${leg.number + turn}`,
        Date: isoDay(leg.day),
        Time: clock(((leg.number * 37 + turn * 180) % 1080) + 300),
        Route: leg.route,
        Name: passportName(being.name, booking.way ?? 0),
        'Date of birth': being.birth,
        Sex: being.sex,
        Nationality: being.nationality.toUpperCase(),
        Passport: being.passport,
        Issuer: being.issuer,
        Contact: being.phones[0] ?? '',
        'Paid by': booking.payer ?? '',
        'Booked on': isoDay(booking.day - booking.bookedDaysBefore),
        Return: booking.stay === undefined ? 'N' : 'Y',
        Purpose: booking.purpose,
      },
    })),
  )
}
