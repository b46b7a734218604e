import { birthAsWritten } from '../cast/being.ts'
import type { Being } from '../cast/being.ts'
import type { Story } from '../cast/story.ts'
import { buddhistDate, buddhistDateInWords, thaiDigits } from '../calendar.ts'
import type { Row } from '../csv.ts'
import { hanName, latinName, nativeName, plainLatin, thaiName } from '../name/invent-name.ts'
import { cases } from '../people.ts'
import { randomOf } from '../random.ts'
import type { Random } from '../random.ts'
import type { TableMapping, WorldFile } from '../world.ts'
import { numbered, phoneAsWritten, tableFile } from './table-file.ts'

export const policePeopleFile = 'th-aht-people.csv'

const columns = [
  'รหัสบุคคล',
  'ชื่อ-สกุล',
  'ชื่ออื่น',
  'ชื่อเล่น',
  'ชื่อภาษาอื่น',
  'วันเดือนปีเกิด',
  'สัญชาติ',
  'เลขหนังสือเดินทาง',
  'ประเทศผู้ออก',
  'โทรศัพท์',
  'โทรศัพท์ 2',
  'บทบาทที่สงสัย',
  'ความเห็น',
]

const mapping: TableMapping = {
  key: ['รหัสบุคคล'],
  entities: [
    {
      name: 'person',
      kind: 'Person',
      key: ['รหัสบุคคล'],
      columns: [
        { column: 'รหัสบุคคล', property: 'externalId' },
        { column: 'ชื่อ-สกุล', property: 'name' },
        { column: 'ชื่ออื่น', property: 'alias' },
        { column: 'ชื่อเล่น', property: 'nickname' },
        { column: 'ชื่อภาษาอื่น', property: 'alias' },
        { column: 'วันเดือนปีเกิด', property: 'birthDate', date: 'buddhist' },
        { column: 'สัญชาติ', property: 'nationality' },
        { column: 'เลขหนังสือเดินทาง', property: 'passportNumber' },
        { column: 'โทรศัพท์', property: 'phone' },
        { column: 'โทรศัพท์ 2', property: 'phone' },
        { column: 'บทบาทที่สงสัย', property: 'role' },
        { column: 'ความเห็น', property: 'notes' },
      ],
    },
    {
      name: 'phone',
      kind: 'SimCard',
      key: ['โทรศัพท์'],
      columns: [{ column: 'โทรศัพท์', property: 'phone' }],
    },
    {
      name: 'second phone',
      kind: 'SimCard',
      key: ['โทรศัพท์ 2'],
      columns: [{ column: 'โทรศัพท์ 2', property: 'phone' }],
    },
  ],
  links: [
    { kind: 'Uses', from: 'person', to: 'phone' },
    { kind: 'Uses', from: 'person', to: 'second phone' },
  ],
}

const roleInThai: Readonly<Record<string, string>> = {
  landlord: 'เจ้าของที่ดิน',
  'armed protector': 'กองกำลังคุ้มกัน',
  'scam company owner': 'เจ้าของบริษัทหลอกลวง',
  'team leader': 'หัวหน้าทีม',
  guard: 'ผู้คุม',
  recruiter: 'นายหน้าจัดหาคน',
  'travel agent': 'ตัวแทนท่องเที่ยว',
  driver: 'คนขับรถ',
  boatman: 'คนเรือ',
  'border official': 'เจ้าหน้าที่ชายแดน',
  nominee: 'กรรมการบังหน้า',
  mule: 'ผู้เปิดบัญชี',
}
const nicknames = ['หนึ่ง', 'เอก', 'ต้อม', 'หนุ่ย', 'เจ๊หงส์', 'เสือ', 'เล็ก', 'ใหญ่', 'แบงค์', 'โอ๋']

/** The police register of persons of interest: Thai headers, Buddhist dates, Thai digits here and there. */
export function writePolicePeople(story: Story): WorldFile {
  const random = randomOf(story.seed, policePeopleFile)
  const known = [...story.network, ...story.mules.slice(0, 34).map((mule) => mule.being)]
  const rows = known
    .filter((being) => isAlwaysListed(story, being) || random.chance(0.9))
    .map((being, index) => {
      const key = `AHT-P-${numbered(index + 1)}`
      story.ledger.note(being.id, policePeopleFile, key)
      return rowOf(random, story, being, key)
    })
  return tableFile(
    {
      name: policePeopleFile,
      node: 'th',
      organisation: 'th-aht',
      source: 'Register of persons of interest',
      marking: 'case',
      caseReference: cases.raid,
    },
    { columns, rows, mapping },
  )
}

/** The boatman is in every file: four scripts, one man. */
function isAlwaysListed(story: Story, being: Being): boolean {
  const { recruiter, somchai } = story.planted
  return being === recruiter || being === somchai || being.cast === 'boatman'
}

function rowOf(random: Random, story: Story, being: Being, key: string): Row {
  const { recruiter, nurse, somchai } = story.planted
  const birth = being === somchai ? being.birth : birthAsWritten(random, being.birth)
  const written = random.chance(0.5) ? buddhistDate(birth) : buddhistDateInWords(birth)
  const phone = (number: string | undefined): string =>
    number === undefined ? '' : phoneAsWritten(number, random.below(3))
  const inOwnScript = being.name.language === 'thai' ? hanName(being.name) : nativeName(being.name)
  return {
    รหัสบุคคล: key,
    'ชื่อ-สกุล': thaiName(being.name),
    ชื่ออื่น:
      random.chance(0.6) || being.cast === 'boatman'
        ? plainLatin(latinName(being.name, random.below(3)))
        : '',
    ชื่อเล่น: being === recruiter ? 'พี่หนึ่ง' : random.chance(0.5) ? random.pick(nicknames) : '',
    // The Chinese form of Somchai's name stands in the Philippine file alone: thread 4 is the search for it.
    ชื่อภาษาอื่น:
      (being !== somchai && being !== recruiter && random.chance(0.75)) || being.cast === 'boatman'
        ? (inOwnScript ?? '')
        : '',
    วันเดือนปีเกิด: random.chance(0.4) ? thaiDigits(written) : written,
    สัญชาติ: being.nationality.toUpperCase(),
    เลขหนังสือเดินทาง: being === somchai || random.chance(0.55) ? being.passport : '',
    ประเทศผู้ออก: being.issuer,
    โทรศัพท์: being === recruiter ? (being.phones[0] ?? '') : thaiOrNot(random, phone(being.phones[0])),
    'โทรศัพท์ 2': being === recruiter ? (nurse.phones[0] ?? '') : phone(being.phones[1]),
    บทบาทที่สงสัย: roleInThai[being.cast] ?? '',
    ความเห็น: being === recruiter ? 'โทรศัพท์ 2 จดจากคำให้การ ยังไม่ได้ตรวจสอบ' : '',
  }
}

function thaiOrNot(random: Random, text: string): string {
  return random.chance(0.3) ? thaiDigits(text) : text
}
