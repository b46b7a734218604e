import { buddhistDate, clock, crossingDay, isoDay } from '../calendar.ts'
import type { PersonInNeed } from '../cast/people-in-need.ts'
import type { Story } from '../cast/story.ts'
import type { Row } from '../csv.ts'
import { randomOf } from '../random.ts'
import type { TableMapping, WorldFile } from '../world.ts'
import { numbered, tableFile } from './table-file.ts'

export const arrivalFile = 'th-msd-arrivals.csv'
export const wordsFile = 'th-msd-own-words.csv'
export const shelterFile = 'th-bfm-stays.csv'

/** What people said, in their own language where the desk had an interpreter. Invented. */
const ownWords: Readonly<Record<string, readonly string[]>> = {
  am: ['ሥራው ጥሩ ነው ብለው ነገሩኝ።', 'ስልኬን ወሰዱብኝ።'],
  id: ['Katanya kerja di restoran.', 'Paspor saya diambil pada hari pertama.'],
  fil: ['Sabi nila call center sa Bangkok.', 'Bawal lumabas ng gusali.'],
  hi: ['मुझे होटल की नौकरी बताई गई थी।', 'मेरा पासपोर्ट ले लिया गया।'],
  zh: ['他们说是客服工作。', '不听话就不给饭吃。'],
  vi: ['Họ nói là việc văn phòng.', 'Tôi phải trả tiền mới được về.'],
  sw: ['Waliniambia ni kazi ya kompyuta.', 'Sikuruhusiwa kutoka nje.'],
  my: ['အလုပ်ကောင်းတယ်လို့ ပြောတယ်။', 'ပြန်ခွင့်မပေးဘူး။'],
  bn: ['আমাকে অফিসের কাজের কথা বলা হয়েছিল।', 'পাসপোর্ট নিয়ে নিয়েছিল।'],
  si: ['හෝටල් රැකියාවක් කියලා කිව්වා.', 'මට යන්න දුන්නේ නැහැ.'],
  ne: ['राम्रो काम छ भने।', 'मेरो फोन खोसे।'],
  en: ['They said it was an office job.', 'I worked with their phone, seventeen hours a day.'],
  km: ['គេប្រាប់ថាការងារល្អ។', 'គេមិនឱ្យខ្ញុំចេញទេ។'],
  lo: ['ເຂົາບອກວ່າວຽກດີ.', 'ເຂົາບໍ່ໃຫ້ກັບບ້ານ.'],
}

const notesOf: Readonly<Record<string, string>> = {
  child: 'เด็ก: แยกที่พักและมีผู้ดูแล',
  'age disputed': 'อายุยังไม่แน่ชัด: ปฏิบัติอย่างเด็ก',
  'asylum claim': 'ขอความคุ้มครอง: แจ้งช่องทางแล้ว ห้ามติดต่อสถานทูต',
  stateless: 'ไม่มีสัญชาติ',
  'refuses help': 'ยังไม่ประสงค์รับความช่วยเหลือ',
  'seen before': 'เคยพบมาก่อน',
}

/** The arrival board of the raid, the people's own words, and the shelter's book: codes, never a name. */
export function writeProtection(story: Story, people: readonly PersonInNeed[]): WorldFile[] {
  return [writeArrivals(story, people), writeOwnWords(story, people), writeShelter(story, people)]
}

const arrivalMapping: TableMapping = {
  key: ['รหัส'],
  entities: [
    {
      name: 'person',
      kind: 'Person',
      key: ['รหัส'],
      columns: [
        { column: 'รหัส', property: 'externalId' },
        { column: 'วันที่มาถึง', property: 'startDate', date: 'buddhist' },
        { column: 'เพศ', property: 'gender' },
        { column: 'ช่วงอายุ', property: 'category' },
        { column: 'สัญชาติที่แจ้ง', property: 'nationality' },
        { column: 'ภาษา', property: 'language' },
        { column: 'สถานะ', property: 'status' },
        { column: 'ข้อสังเกต', property: 'notes' },
      ],
    },
    {
      name: 'group',
      kind: 'Organization',
      key: ['กลุ่มที่มาด้วยกัน'],
      columns: [{ column: 'กลุ่มที่มาด้วยกัน', property: 'externalId' }],
    },
  ],
  links: [{ kind: 'Membership', from: 'person', to: 'group' }],
}

function writeArrivals(story: Story, people: readonly PersonInNeed[]): WorldFile {
  const rows = people.map((person, index): Row => {
    story.ledger.note(person.entity, arrivalFile, person.code)
    return {
      รหัส: person.code,
      วันที่มาถึง: buddhistDate(isoDay(crossingDay)),
      เวลา: clock(400 + index * 4),
      จุดรับ: 'จุดรับฝึกอบรม 1',
      เพศ: person.sex,
      ช่วงอายุ: person.age,
      สัญชาติที่แจ้ง: person.nationality.toUpperCase(),
      ภาษา: person.language,
      กลุ่มที่มาด้วยกัน: person.group,
      สถานะ: 'ผู้อาจเป็นผู้เสียหาย',
      ข้อสังเกต: person.traits.flatMap((trait) => notesOf[trait] ?? []).join('; '),
    }
  })
  return tableFile(
    {
      name: arrivalFile,
      node: 'th',
      organisation: 'th-msd',
      source: 'Arrival board 12 May 2569',
      marking: 'protection',
    },
    {
      columns: [
        'รหัส',
        'วันที่มาถึง',
        'เวลา',
        'จุดรับ',
        'เพศ',
        'ช่วงอายุ',
        'สัญชาติที่แจ้ง',
        'ภาษา',
        'กลุ่มที่มาด้วยกัน',
        'สถานะ',
        'ข้อสังเกต',
      ],
      rows,
      mapping: arrivalMapping,
    },
  )
}

const wordsMapping: TableMapping = {
  key: ['เลขที่'],
  entities: [
    {
      name: 'words',
      kind: 'Document',
      key: ['เลขที่'],
      columns: [
        { column: 'วันที่', property: 'date', date: 'buddhist' },
        { column: 'ภาษา', property: 'language' },
        { column: 'คำพูด', property: 'content' },
      ],
    },
    {
      name: 'person',
      kind: 'Person',
      key: ['รหัส'],
      columns: [{ column: 'รหัส', property: 'externalId' }],
    },
  ],
  links: [{ kind: 'Mentions', from: 'words', to: 'person' }],
}

function writeOwnWords(story: Story, people: readonly PersonInNeed[]): WorldFile {
  const random = randomOf(story.seed, wordsFile)
  const rows = people.map((person, index): Row => {
    const key = `WORDS-${numbered(index + 1, 3)}`
    story.ledger.note(person.entity, wordsFile, key)
    const silent = person.traits.includes('refuses help')
    return {
      เลขที่: key,
      รหัส: person.code,
      วันที่: buddhistDate(isoDay(crossingDay + random.below(3))),
      ภาษา: person.language,
      คำพูด: silent ? '' : random.pick(ownWords[person.language] ?? ownWords.en ?? ['']),
    }
  })
  return tableFile(
    {
      name: wordsFile,
      node: 'th',
      organisation: 'th-msd',
      source: 'First conversations',
      marking: 'protection',
    },
    {
      columns: ['เลขที่', 'รหัส', 'วันที่', 'ภาษา', 'คำพูด'],
      rows,
      mapping: wordsMapping,
    },
  )
}

const services = ['bed', 'clinic', 'counselling', 'legal advice', 'call home', 'clothes', 'interpreter']

const shelterMapping: TableMapping = {
  key: ['Entry'],
  entities: [
    {
      name: 'person',
      kind: 'Person',
      key: ['Shelter code'],
      columns: [
        { column: 'Shelter code', property: 'externalId' },
        { column: 'Referred as', property: 'externalId' },
      ],
    },
    {
      name: 'service',
      kind: 'Event',
      key: ['Entry'],
      columns: [
        { column: 'Date', property: 'date' },
        { column: 'Service', property: 'category' },
        { column: 'Given', property: 'status' },
      ],
    },
  ],
  links: [{ kind: 'UnknownLink', from: 'service', to: 'person', starts: { column: 'Date' } }],
}

function writeShelter(story: Story, people: readonly PersonInNeed[]): WorldFile {
  const random = randomOf(story.seed, shelterFile)
  const rows = people
    .filter((person) => person.shelterCode !== undefined)
    .flatMap((person) =>
      Array.from({ length: 4 }, (_, week): Row => {
        const key = `${person.shelterCode ?? ''}-W${week + 1}`
        story.ledger.note(person.entity, shelterFile, key)
        return {
          Entry: key,
          'Shelter code': person.shelterCode ?? '',
          'Referred as': person.code,
          Date: isoDay(crossingDay + 1 + week * 5),
          Service: random.pick(services),
          Given: random.chance(0.9) ? 'yes' : 'offered, not wanted',
        }
      }),
    )
  return tableFile(
    { name: shelterFile, node: 'th', organisation: 'th-bfm', source: 'Shelter book', marking: 'protection' },
    {
      columns: ['Entry', 'Shelter code', 'Referred as', 'Date', 'Service', 'Given'],
      rows,
      mapping: shelterMapping,
    },
  )
}
