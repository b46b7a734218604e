import { clock, crossingDay, isoDay, buddhistDate, thaiDigits } from '../calendar.ts'
import type { Compound, Story } from '../cast/story.ts'
import type { Row } from '../csv.ts'
import { thaiName } from '../name/invent-name.ts'
import { cases } from '../people.ts'
import { randomOf } from '../random.ts'
import type { TableMapping, WorldFile } from '../world.ts'
import { numbered, tableFile } from './table-file.ts'

export const sitesFile = 'th-aht-compounds.csv'
export const occupancyFile = 'th-aht-occupancy.csv'

const siteMapping: TableMapping = {
  key: ['รหัส'],
  entities: [
    {
      name: 'compound',
      kind: 'Compound',
      key: ['แหล่ง'],
      columns: [
        { column: 'ชื่อแหล่ง', property: 'name' },
        { column: 'แหล่ง', property: 'externalId' },
        { column: 'จังหวัดฝั่งไทยที่ใกล้ที่สุด', property: 'province' },
      ],
    },
    {
      name: 'part',
      kind: 'Infrastructure',
      key: ['รหัส'],
      columns: [
        { column: 'รหัส', property: 'externalId' },
        { column: 'ประเภท', property: 'category' },
        { column: 'รายละเอียด', property: 'description' },
        { column: 'เริ่ม', property: 'startDate', date: 'buddhist' },
      ],
    },
    {
      name: 'company',
      kind: 'Company',
      key: ['บริษัท'],
      columns: [{ column: 'บริษัท', property: 'name' }],
    },
    { name: 'person', kind: 'Person', key: ['บุคคล'], columns: [{ column: 'บุคคล', property: 'name' }] },
  ],
  links: [
    { kind: 'PartOf', from: 'part', to: 'compound' },
    { kind: 'Controls', from: 'company', to: 'compound', detail: 'ประเภท' },
    { kind: 'Guards', from: 'person', to: 'compound', detail: 'ประเภท' },
  ],
}

/** Buildings and supply of the two compounds, with who owns, rents and protects them. */
export function writeSites(story: Story): WorldFile {
  const rows = story.compounds.flatMap((compound) => siteRows(story, compound))
  return tableFile(
    {
      name: sitesFile,
      node: 'th',
      organisation: 'th-aht',
      source: 'Compound survey',
      marking: 'case',
      caseReference: cases.raid,
    },
    {
      columns: ['รหัส', 'แหล่ง', 'ชื่อแหล่ง', 'จังหวัดฝั่งไทยที่ใกล้ที่สุด', 'ประเภท', 'รายละเอียด', 'บริษัท', 'บุคคล', 'เริ่ม'],
      rows,
      mapping: siteMapping,
    },
  )
}

function siteRows(story: Story, compound: Compound): Row[] {
  const base = {
    แหล่ง: compound.code,
    ชื่อแหล่ง: compound.thai,
    จังหวัดฝั่งไทยที่ใกล้ที่สุด: compound.province === 'Tak' ? 'ตาก' : 'เชียงราย',
    เริ่ม: buddhistDate('2024-03-15'),
  }
  const noted = (entity: string, row: Row): Row => {
    story.ledger.note(entity, sitesFile, row['รหัส'] ?? '')
    story.ledger.note(compound.id, sitesFile, row['รหัส'] ?? '')
    return row
  }
  const part = (code: string, category: string, text: string): Row =>
    noted(compound.id, { ...base, รหัส: code, ประเภท: category, รายละเอียด: text })
  const company = (owner: Compound['tenants'][number], code: string, word: string): Row =>
    noted(owner.id, { ...base, รหัส: code, ประเภท: word, บริษัท: owner.thai })
  return [
    ...compound.buildings.map((building) =>
      part(building.code, 'อาคาร', `${building.use}; ${building.floors} ชั้น`),
    ),
    ...compound.satelliteKits.map((kit) => part(kit, 'ชุดอินเทอร์เน็ตดาวเทียม', 'บนหลังคา')),
    part(compound.feeder, 'สายป้อนไฟฟ้า', '22 กิโลโวลต์ข้ามแม่น้ำ'),
    company(compound.landlordCompany, `${compound.code}-LANDLORD`, 'ผู้ให้เช่า'),
    ...compound.tenants.map((tenant, index) =>
      company(tenant, `${compound.code}-TENANT-${index + 1}`, 'ผู้เช่า'),
    ),
    noted(compound.protector.id, {
      ...base,
      รหัส: `${compound.code}-PROTECTOR`,
      ประเภท: 'ผู้คุ้มกันติดอาวุธ',
      บุคคล: thaiName(compound.protector.name),
    }),
  ]
}

const occupancyMapping: TableMapping = {
  key: ['รหัส'],
  entities: [
    {
      name: 'count',
      kind: 'Event',
      key: ['รหัส'],
      columns: [
        { column: 'วันที่นับ', property: 'date', date: 'buddhist' },
        { column: 'จำนวนคน', property: 'occupancy' },
        { column: 'วิธีนับ', property: 'category' },
      ],
    },
    {
      name: 'compound',
      kind: 'Compound',
      key: ['แหล่ง'],
      columns: [{ column: 'ชื่อแหล่ง', property: 'name' }],
    },
  ],
  links: [{ kind: 'LocatedAt', from: 'count', to: 'compound' }],
}

/** How many people were counted in each compound, every third day, by three ways of counting that disagree a little. */
export function writeOccupancy(story: Story): WorldFile {
  const random = randomOf(story.seed, occupancyFile)
  const ways = ['โดรน', 'พยานออกมา', 'ภาพถ่ายกลางคืน']
  const rows = story.compounds.flatMap((compound, index) =>
    Array.from({ length: 50 }, (_, turn): Row => {
      const day = turn * 3
      const key = `OCC-${compound.code}-${numbered(turn + 1, 3)}`
      story.ledger.note(compound.id, occupancyFile, key)
      const people = (index === 0 ? 1400 : 620) + turn * 6 - (day >= crossingDay ? 120 : 0)
      const counted = Math.round((people * random.between(88, 108)) / 100)
      return {
        รหัส: key,
        แหล่ง: compound.code,
        ชื่อแหล่ง: compound.thai,
        วันที่นับ: random.chance(0.3) ? thaiDigits(buddhistDate(isoDay(day))) : buddhistDate(isoDay(day)),
        เวลา: clock(random.between(360, 1320)),
        จำนวนคน: String(counted),
        วิธีนับ: random.pick(ways),
      }
    }),
  )
  return tableFile(
    { name: occupancyFile, node: 'th', organisation: 'th-aht', source: 'Occupancy counts', marking: 'node' },
    {
      columns: ['รหัส', 'แหล่ง', 'ชื่อแหล่ง', 'วันที่นับ', 'เวลา', 'จำนวนคน', 'วิธีนับ'],
      rows,
      mapping: occupancyMapping,
    },
  )
}
