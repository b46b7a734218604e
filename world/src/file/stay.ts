import { clock, firstFlightDay, flightDays, isoDay } from '../calendar.ts'
import type { Being } from '../cast/being.ts'
import type { Story } from '../cast/story.ts'
import type { Row } from '../csv.ts'
import { latinName, plainLatin, thaiName } from '../name/invent-name.ts'
import { randomOf } from '../random.ts'
import type { TableMapping, WorldFile } from '../world.ts'
import { ftm, ftmText, numbered, tableFile } from './table-file.ts'

export const stayFile = 'th-imm-stays.csv'
export const crossingFile = 'th-imm-land-crossings.csv'
export const listFile = 'th-imm-training-list.ijson'

const person: TableMapping['entities'][number] = {
  name: 'person',
  kind: 'Person',
  key: ['Passport', 'Issuer'],
  columns: [
    { column: 'Name', property: 'name' },
    { column: 'Passport', property: 'passportNumber' },
    { column: 'Date of birth', property: 'birthDate' },
  ],
}

const stayMapping: TableMapping = {
  key: ['Notice no'],
  entities: [
    person,
    {
      name: 'house',
      kind: 'Location',
      key: ['House', 'Province'],
      columns: [
        { column: 'House', property: 'name' },
        { column: 'Province', property: 'province' },
      ],
    },
  ],
  links: [{ kind: 'LocatedAt', from: 'person', to: 'house', starts: { column: 'Arrived' } }],
}

/** Guest houses' notices of foreign guests, a workbook in real life. */
export function writeStays(story: Story, strangers: readonly Being[]): WorldFile {
  const random = randomOf(story.seed, stayFile)
  const guests = [
    ...story.network.filter(() => random.chance(0.5)),
    ...strangers.filter(() => random.chance(0.16)),
  ]
  const rows = guests.map((being, index): Row => {
    const key = `STAY-${numbered(index + 1, 6)}`
    story.ledger.note(being.id, stayFile, key)
    const day = firstFlightDay + random.below(flightDays)
    const house = random.between(1, 60)
    return {
      'Notice no': key,
      House: `Training Guest House ${house}`,
      Province: random.pick(['Bangkok', 'Tak', 'Chiang Rai', 'Sa Kaeo', 'Nong Khai']),
      // Every other house writes as it hears, in Thai letters.
      Name: house % 2 === 0 ? thaiName(being.name) : plainLatin(latinName(being.name)),
      Passport: being.passport,
      Issuer: being.issuer,
      'Date of birth': being.birth,
      Arrived: isoDay(day),
      Left: isoDay(day + random.between(1, 6)),
    }
  })
  return tableFile(
    {
      name: stayFile,
      format: 'xlsx-as-csv',
      node: 'th',
      organisation: 'th-imm',
      source: 'Guest notices',
      marking: 'agency',
    },
    {
      columns: [
        'Notice no',
        'House',
        'Province',
        'Name',
        'Passport',
        'Issuer',
        'Date of birth',
        'Arrived',
        'Left',
      ],
      rows,
      mapping: stayMapping,
    },
  )
}

const crossingMapping: TableMapping = {
  key: ['Crossing no'],
  entities: [
    person,
    {
      name: 'vehicle',
      kind: 'Vehicle',
      key: ['Plate'],
      columns: [{ column: 'Plate', property: 'plate' }],
    },
    {
      name: 'crossing',
      kind: 'JourneyLeg',
      key: ['Crossing no'],
      columns: [
        { column: 'Date', property: 'date' },
        { column: 'Checkpoint', property: 'summary' },
        { column: 'Direction', property: 'category' },
      ],
    },
  ],
  links: [
    { kind: 'Uses', from: 'person', to: 'vehicle', starts: { column: 'Date' } },
    { kind: 'UnknownLink', from: 'person', to: 'crossing', starts: { column: 'Date' } },
  ],
}

/** Land crossings at the checkpoint: ordinary people again, and the network's drivers more often than is likely. */
export function writeCrossings(story: Story, strangers: readonly Being[]): WorldFile {
  const random = randomOf(story.seed, crossingFile)
  const drivers = story.network.filter((being) => being.cast === 'driver' || being.cast === 'boatman')
  const crossing = [
    ...strangers.filter(() => random.chance(0.17)),
    ...drivers.flatMap((driver) => Array.from({ length: 18 }, () => driver)),
  ]
  const plates = new Map(drivers.map((driver) => [driver.id, `TRN-${random.digits(4)}`]))
  const rows = random.shuffle(crossing).map((being, index): Row => {
    const key = `LAND-${numbered(index + 1, 6)}`
    story.ledger.note(being.id, crossingFile, key)
    return {
      'Crossing no': key,
      Checkpoint: random.pick(['Training Checkpoint 1', 'Training Checkpoint 2', 'Training Checkpoint 3']),
      Date: isoDay(firstFlightDay + random.below(flightDays)),
      Time: clock(random.between(330, 1300)),
      Direction: random.pick(['in', 'out']),
      Name: plainLatin(latinName(being.name)).toUpperCase(),
      Passport: being.passport,
      Issuer: being.issuer,
      'Date of birth': being.birth,
      Plate: plates.get(being.id) ?? (random.chance(0.3) ? `TRN-${random.digits(4)}` : ''),
    }
  })
  return tableFile(
    { name: crossingFile, node: 'th', organisation: 'th-imm', source: 'Land crossings', marking: 'agency' },
    {
      columns: [
        'Crossing no',
        'Checkpoint',
        'Date',
        'Time',
        'Direction',
        'Name',
        'Passport',
        'Issuer',
        'Date of birth',
        'Plate',
      ],
      rows,
      mapping: crossingMapping,
    },
  )
}

/** The training watch list: twelve invented people. No real list is part of this world. */
export function writeTrainingList(story: Story): WorldFile {
  const entities = story.listed.flatMap(({ being }, index) => {
    const id = `list-${index + 1}`
    story.ledger.note(being.id, listFile, id)
    return [
      ftm(id, 'Person', {
        name: latinName(being.name),
        alias: latinName(being.name, 1),
        birthDate: being.birth,
        passportNumber: being.passport,
        topics: 'sanction',
      }),
      ftm(`${id}-entry`, 'Sanction', {
        entity: id,
        program: 'TRAINING list',
        authority: 'Training authority',
        listingDate: isoDay(-90 - index * 20),
      }),
    ]
  })
  return {
    name: listFile,
    format: 'ftm',
    node: 'th',
    organisation: 'th-imm',
    source: 'TRAINING watch list',
    marking: 'node',
    text: ftmText(entities),
  }
}
