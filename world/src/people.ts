import type { Level, Words } from '@shield/core'

export type Role =
  | 'analyst'
  | 'assessor'
  | 'exchange-officer'
  | 'supervisor'
  | 'administrator'
  | 'oversight'
  | 'case-worker'
  | 'consular-officer'
  | 'panel-member'
  | 'shelter-head'

/** Somebody who signs in to the demonstration. Invented, like everybody else. */
export interface DemonstrationPerson {
  /** UUIDv7-shaped and the same in every world, so that links and tests can name it. */
  readonly id: string
  readonly name: Words
  readonly organisation: string
  readonly roles: readonly Role[]
  readonly clearance: Level
  readonly cases: readonly string[]
}

/** References of the three cases of the story. */
export const cases = { raid: 'TH-26-0143', money: 'AML-26-0057', recruiter: 'PH-26-0031' } as const

const person = (
  number: number,
  en: string,
  th: string,
  rest: Omit<DemonstrationPerson, 'id' | 'name'>,
): DemonstrationPerson => ({
  id: `019b7615-6c00-7000-8000-${String(number).padStart(12, '0')}`,
  name: { en, th },
  ...rest,
})

export const people: readonly DemonstrationPerson[] = [
  person(1, 'Arisa Thongmankhong', 'อริสา ทองมั่นคง', {
    organisation: 'th-aht',
    roles: ['analyst'],
    clearance: 2,
    cases: [cases.raid],
  }),
  person(2, 'Korn Bunwatthana', 'กร บุญวัฒนา', {
    organisation: 'th-aml',
    roles: ['analyst'],
    clearance: 2,
    cases: [cases.money],
  }),
  person(3, 'Praewa Maniphithak', 'แพรวา มณีพิทักษ์', {
    organisation: 'th-aht',
    roles: ['exchange-officer'],
    clearance: 2,
    cases: [cases.raid],
  }),
  person(4, 'Thirawat Siprathip', 'ธีรวัฒน์ ศรีประทีป', {
    organisation: 'th-aht',
    roles: ['supervisor', 'analyst'],
    clearance: 3,
    cases: [cases.raid],
  }),
  person(12, 'Kittiya Rueangsaengthong', 'กิตติยา เรืองแสงทอง', {
    organisation: 'th-imm',
    roles: ['analyst'],
    clearance: 2,
    cases: [],
  }),
  person(5, 'Wirot Kaeosawang', 'วิโรจน์ แก้วสว่าง', {
    organisation: 'th-aht',
    roles: ['administrator'],
    clearance: 0,
    cases: [],
  }),
  person(6, 'Sasithon Chantara', 'ศศิธร จันทร์ธารา', {
    organisation: 'th-msd',
    roles: ['administrator'],
    clearance: 0,
    cases: [],
  }),
  person(7, 'Chomphunut Sukraksa', 'ชมพูนุท สุขรักษา', {
    organisation: 'th-hrc',
    roles: ['oversight'],
    clearance: 3,
    cases: [],
  }),
  person(8, 'Marivic Salonga-Reyes', 'มาริวิก ซาลองกา-เรเยส', {
    organisation: 'ph-wdk',
    roles: ['analyst'],
    clearance: 2,
    cases: [cases.recruiter],
  }),
  person(9, 'Renato Villaflor', 'เรนาโต วิลลาฟลอร์', {
    organisation: 'ph-wdk',
    roles: ['exchange-officer'],
    clearance: 2,
    cases: [cases.recruiter],
  }),
  person(10, 'Ligaya Monteverde', 'ลิกายา มอนเตแวร์เด', {
    organisation: 'ph-wdk',
    roles: ['administrator'],
    clearance: 0,
    cases: [],
  }),
  person(11, 'Crisanto Almeda', 'คริซานโต อัลเมดา', {
    organisation: 'ph-mwo',
    roles: ['administrator'],
    clearance: 0,
    cases: [],
  }),
  person(13, 'Napaporn Rueanthong', 'นภาพร เรือนทอง', {
    organisation: 'th-msd',
    roles: ['case-worker'],
    clearance: 2,
    cases: [],
  }),
  person(14, 'Duangdao Fahsai', 'ดวงดาว ฟ้าใส', {
    organisation: 'th-bfm',
    roles: ['case-worker'],
    clearance: 2,
    cases: [],
  }),
  person(15, 'Piya Sathonkit', 'ปิยะ สาธรกิจ', {
    organisation: 'th-aht',
    roles: ['panel-member'],
    clearance: 2,
    cases: [],
  }),
  person(18, 'Wanida Thiangtham', 'วนิดา เที่ยงธรรม', {
    organisation: 'th-osp',
    roles: ['assessor'],
    clearance: 2,
    cases: [],
  }),
  person(28, 'Suphot Yuttiwong', 'สุพจน์ ยุติวงศ์', {
    organisation: 'th-osp',
    roles: ['assessor'],
    clearance: 2,
    cases: [],
  }),
  person(38, 'Orathai Raksawong', 'อรทัย รักษาวงศ์', {
    organisation: 'th-msd',
    roles: ['case-worker', 'shelter-head'],
    clearance: 2,
    cases: [],
  }),
  person(16, 'Wandee Raktham', 'วันดี รักธรรม', {
    organisation: 'th-bfm',
    roles: ['case-worker', 'shelter-head'],
    clearance: 2,
    cases: [],
  }),
  person(17, 'Nafula Wekhomba', 'นาฟูลา เวคอมบา', {
    organisation: 'th-kem',
    roles: ['consular-officer'],
    clearance: 2,
    cases: [],
  }),
  person(21, 'Orathai Saengchan', 'อรทัย แสงจันทร์', {
    organisation: 'th-msd',
    roles: ['shelter-head'],
    clearance: 2,
    cases: [],
  }),
]
