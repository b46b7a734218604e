import { buddhistDate, clock, crossingDay, isoDay, storyDay, thaiDigits } from '../calendar.ts'
import type { Sim, Story } from '../cast/story.ts'
import type { Row } from '../csv.ts'
import { thaiName } from '../name/invent-name.ts'
import { cases } from '../people.ts'
import { randomOf } from '../random.ts'
import type { TableMapping, WorldFile } from '../world.ts'
import { numbered, phoneAsWritten, tableFile } from './table-file.ts'

export const subscriberFile = 'th-aht-subscribers.csv'
export const seizedFile = 'th-aht-seized-devices.csv'
export const callFile = 'th-aht-calls.csv'

const subscriberMapping: TableMapping = {
  key: ['ลำดับ'],
  entities: [
    {
      name: 'sim',
      kind: 'SimCard',
      key: ['ICCID'],
      columns: [
        { column: 'หมายเลข', property: 'phone' },
        { column: 'IMSI', property: 'imsi' },
        { column: 'ICCID', property: 'iccid' },
        { column: 'วันจดทะเบียน', property: 'startDate', date: 'buddhist' },
      ],
    },
    { name: 'device', kind: 'Device', key: ['IMEI'], columns: [{ column: 'IMEI', property: 'imei' }] },
    {
      name: 'subscriber',
      kind: 'Person',
      key: ['ผู้จดทะเบียน'],
      columns: [{ column: 'ผู้จดทะเบียน', property: 'name' }],
    },
  ],
  links: [
    { kind: 'Uses', from: 'device', to: 'sim' },
    { kind: 'Holder', from: 'subscriber', to: 'sim' },
  ],
}

/** The telephone company's answer: 200 cards and handsets, in the old Thai code page. */
export function writeSubscribers(story: Story): WorldFile {
  const random = randomOf(story.seed, subscriberFile)
  const rows = story.sims.map((sim, index): Row => {
    const key = `TEL-${numbered(index + 1)}`
    story.ledger.note(sim.id, subscriberFile, key)
    const named = sim.holder && random.chance(0.6)
    if (named && sim.holder) story.ledger.note(sim.holder.id, subscriberFile, key)
    const number = phoneAsWritten(sim.phone, random.below(3))
    return {
      ลำดับ: key,
      หมายเลข: random.chance(0.35) ? thaiDigits(number) : number,
      ผู้จดทะเบียน: named && sim.holder ? thaiName(sim.holder.name) : '',
      วันจดทะเบียน: buddhistDate(isoDay(-random.between(30, 700))),
      IMEI: sim.imei,
      IMSI: sim.imsi,
      ICCID: sim.iccid,
    }
  })
  return tableFile(
    {
      name: subscriberFile,
      node: 'th',
      organisation: 'th-aht',
      source: 'Telephone company reply 14/2569',
      marking: 'case',
      caseReference: cases.raid,
      encoding: 'windows-874',
    },
    {
      columns: ['ลำดับ', 'หมายเลข', 'ผู้จดทะเบียน', 'วันจดทะเบียน', 'IMEI', 'IMSI', 'ICCID'],
      rows,
      mapping: subscriberMapping,
    },
  )
}

/** Seal number of the nth work phone; the truth file alone says whose it was. */
export function sealOf(index: number): string {
  return `SEAL-2569-${numbered(index + 1)}`
}

export function workSims(story: Story): readonly Sim[] {
  return story.sims.filter((sim) => sim.building !== undefined).slice(0, 96)
}

const seizedMapping: TableMapping = {
  key: ['เลขปิดผนึก'],
  entities: [
    {
      name: 'device',
      kind: 'Device',
      key: ['IMEI'],
      columns: [
        { column: 'IMEI', property: 'imei' },
        { column: 'รุ่น', property: 'model' },
        { column: 'เลขปิดผนึก', property: 'externalId' },
        { column: 'วันที่ยึด', property: 'date', date: 'buddhist' },
      ],
    },
    {
      name: 'sim',
      kind: 'SimCard',
      key: ['หมายเลข'],
      columns: [{ column: 'หมายเลข', property: 'phone' }],
    },
    {
      name: 'building',
      kind: 'Infrastructure',
      key: ['อาคาร'],
      columns: [{ column: 'อาคาร', property: 'externalId' }],
    },
  ],
  links: [
    { kind: 'Uses', from: 'device', to: 'sim' },
    { kind: 'LocatedAt', from: 'device', to: 'building' },
  ],
}

/** Phones found at the raid. No person is written beside them: who was made to work with one is not the police's to list. */
export function writeSeizedDevices(story: Story): WorldFile {
  const random = randomOf(story.seed, seizedFile)
  const rows = workSims(story).map((sim, index): Row => {
    const key = sealOf(index)
    story.ledger.note(sim.id, seizedFile, key)
    return {
      เลขปิดผนึก: key,
      วันที่ยึด: thaiDigits(buddhistDate(isoDay(crossingDay))),
      อาคาร: sim.building ?? '',
      รุ่น: random.pick(['Training Phone A', 'Training Phone B', 'Training Phone C']),
      IMEI: sim.imei,
      หมายเลข: phoneAsWritten(sim.phone, random.below(3)),
    }
  })
  return tableFile(
    {
      name: seizedFile,
      node: 'th',
      organisation: 'th-aht',
      source: 'Seized devices',
      marking: 'case',
      caseReference: cases.raid,
    },
    {
      columns: ['เลขปิดผนึก', 'วันที่ยึด', 'อาคาร', 'รุ่น', 'IMEI', 'หมายเลข'],
      rows,
      mapping: seizedMapping,
    },
  )
}

const callMapping: TableMapping = {
  key: ['เลขที่'],
  entities: [
    {
      name: 'caller',
      kind: 'SimCard',
      key: ['เลขต้นทาง'],
      columns: [{ column: 'เลขต้นทาง', property: 'phone' }],
    },
    {
      name: 'receiver',
      kind: 'SimCard',
      key: ['เลขปลายทาง'],
      columns: [{ column: 'เลขปลายทาง', property: 'phone' }],
    },
  ],
  links: [
    {
      kind: 'Call',
      from: 'caller',
      to: 'receiver',
      starts: { column: 'วันที่', date: 'buddhist' },
      detail: 'ระยะเวลา (วินาที)',
    },
  ],
}

/** Call records: work phones to victims, the network among itself, and ordinary people who merely share the cell. */
export function writeCalls(story: Story): WorldFile {
  const random = randomOf(story.seed, callFile)
  const own = story.sims.filter((sim) => sim.holder).map((sim) => sim.phone)
  const ordinary = Array.from({ length: 600 * story.scale }, story.safe.phone)
  const pairs: { from: string; to: string; day: number }[] = []
  for (const report of story.reports) {
    const to = report.victim.phones[0]
    if (to === undefined) continue
    for (let i = random.between(1, 4); i > 0; i -= 1)
      pairs.push({ from: report.phone, to, day: Math.max(0, report.day - random.between(0, 12)) })
  }
  for (let i = 0; i < 500; i += 1)
    pairs.push({ from: random.pick(own), to: random.pick(own), day: random.below(storyDay) })
  for (let i = 0; i < 1600 * story.scale; i += 1)
    pairs.push({ from: random.pick(ordinary), to: random.pick(ordinary), day: random.below(storyDay) })
  const rows = pairs
    .filter((pair) => pair.from !== pair.to)
    .toSorted((a, b) => a.day - b.day)
    .map((pair, index): Row => ({
      เลขที่: `CDR-${numbered(index + 1, 7)}`,
      วันที่: buddhistDate(isoDay(pair.day)),
      เวลา: clock(random.below(1440)),
      เลขต้นทาง: pair.from,
      เลขปลายทาง: pair.to,
      'ระยะเวลา (วินาที)': String(random.between(3, 1800)),
    }))
  return tableFile(
    {
      name: callFile,
      node: 'th',
      organisation: 'th-aht',
      source: 'Call records, warrant 31/2569',
      marking: 'case',
      caseReference: cases.raid,
    },
    {
      columns: ['เลขที่', 'วันที่', 'เวลา', 'เลขต้นทาง', 'เลขปลายทาง', 'ระยะเวลา (วินาที)'],
      rows,
      mapping: callMapping,
    },
  )
}
