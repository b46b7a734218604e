import { isoDay } from '../calendar.ts'
import type { Story } from '../cast/story.ts'
import type { Row } from '../csv.ts'
import { randomOf } from '../random.ts'
import type { TableMapping, WorldFile } from '../world.ts'
import { numbered, tableFile } from './table-file.ts'

export const measureFile = 'th-aht-measures.csv'
export const cutOffFile = 'th-aht-cut-offs.csv'

const measures = [
  'Before departure',
  'Airports and checkpoints',
  'Route checkpoints',
  'Accommodation, tourist areas and crossings',
  'Transport and rest stops',
  'Border areas',
  'Coordination, assistance and investigation',
]

const columns = ['Entry', 'Measure', 'From', 'To', 'What', 'Count', 'Note']
const mapping: TableMapping = {
  key: ['Entry'],
  entities: [
    {
      name: 'measure',
      kind: 'Measure',
      key: ['Measure'],
      columns: [{ column: 'Measure', property: 'name' }],
    },
    {
      name: 'result',
      kind: 'Event',
      key: ['Entry'],
      columns: [
        { column: 'From', property: 'startDate' },
        { column: 'To', property: 'endDate' },
        { column: 'What', property: 'category' },
        { column: 'Count', property: 'occupancy' },
        { column: 'Note', property: 'notes' },
      ],
    },
  ],
  links: [{ kind: 'PartOf', from: 'result', to: 'measure' }],
}

/** Seven measures by week; a power cut and a fibre cut with counts before and after, exemptions and complaints. */
export function writeMeasures(story: Story): WorldFile[] {
  const random = randomOf(story.seed, measureFile)
  const weekly = measures.flatMap((measure, number) =>
    Array.from({ length: 21 }, (_, week): Row => ({
      Entry: `M${number + 1}-W${numbered(week + 1, 2)}`,
      Measure: measure,
      From: isoDay(week * 7),
      To: isoDay(week * 7 + 6),
      What: random.pick(['people informed', 'interviews offered', 'vehicles stopped', 'referrals']),
      Count: String(random.between(4, 60 + number * 12)),
    })),
  )
  const about = { node: 'th', organisation: 'th-aht', marking: 'open' } as const
  return [
    tableFile(
      { ...about, name: measureFile, source: 'Seven measures by week' },
      { columns, rows: weekly, mapping },
    ),
    tableFile({ ...about, name: cutOffFile, source: 'Cut-offs' }, { columns, rows: cutOffRows(), mapping }),
  ]
}

/** The published effects of one cut differ; here the three counts disagree too, and two harms stand beside them. */
function cutOffRows(): Row[] {
  const of = (name: string, day: number, counts: readonly (readonly [string, string, string])[]): Row[] =>
    counts.map(([what, count, note], index) => ({
      Entry: `${name === 'Power cut' ? 'POWER' : 'FIBRE'}-${numbered(index + 1, 2)}`,
      Measure: name,
      From: isoDay(what.endsWith('before') ? day - 28 : day),
      To: isoDay(what.endsWith('before') ? day - 1 : day + 27),
      What: what,
      Count: count,
      Note: note,
    }))
  const exemptions = [
    ['exemption', '1', 'clinic across the river'],
    ['exemption', '1', 'water pump of three villages'],
    ['complaint', '14', 'households without cold storage'],
    ['complaint', '3', 'shop owners'],
  ] as const
  return [
    ...of('Power cut', 36, [
      ['scam reports before', '94', 'counted by day of report'],
      ['scam reports after', '77', 'counted by day of report'],
      ['satellite kits before', '4', 'drone'],
      ['satellite kits after', '10', 'drone'],
      ...exemptions,
    ]),
    ...of('Fibre cut', 92, [
      ['scam reports before', '81', 'counted by day of loss'],
      ['scam reports after', '54', 'counted by day of loss'],
      ['night lights before', '61', 'satellite picture, lit windows'],
      ['night lights after', '58', 'satellite picture, lit windows'],
      ...exemptions.slice(0, 3),
    ]),
  ]
}
