import type { Words } from '@shield/core'

export type OrganisationKind =
  | 'police'
  | 'immigration'
  | 'social'
  | 'ngo'
  | 'embassy'
  | 'prosecutor'
  | 'aml'
  | 'oversight'

export interface DemonstrationOrganisation {
  readonly code: string
  readonly node: 'th' | 'ph'
  readonly kind: OrganisationKind
  readonly name: Words
}

/** The invented agencies of the two nodes. */
export const organisations: readonly DemonstrationOrganisation[] = [
  {
    code: 'th-aht',
    node: 'th',
    kind: 'police',
    name: { en: 'Anti-Trafficking Centre (training)', th: 'ศูนย์ต่อต้านการค้ามนุษย์ (ฝึกอบรม)' },
  },
  {
    code: 'th-imm',
    node: 'th',
    kind: 'immigration',
    name: { en: 'Immigration (training)', th: 'ตรวจคนเข้าเมือง (ฝึกอบรม)' },
  },
  {
    code: 'th-aml',
    node: 'th',
    kind: 'aml',
    name: { en: 'Anti-Money-Laundering Desk (training)', th: 'ส่วนป้องกันการฟอกเงิน (ฝึกอบรม)' },
  },
  {
    code: 'th-msd',
    node: 'th',
    kind: 'social',
    name: { en: 'Social Welfare (training)', th: 'สวัสดิการสังคม (ฝึกอบรม)' },
  },
  {
    code: 'th-bfm',
    node: 'th',
    kind: 'ngo',
    name: { en: 'Baan Fah Mai Shelter (training)', th: 'บ้านฟ้าใหม่ (ฝึกอบรม)' },
  },
  {
    code: 'th-hrc',
    node: 'th',
    kind: 'oversight',
    name: { en: 'Commission for Human Rights (training)', th: 'คณะกรรมการสิทธิมนุษยชน (ฝึกอบรม)' },
  },
  {
    code: 'th-osp',
    node: 'th',
    kind: 'prosecutor',
    name: { en: "Prosecutor's Office (training)", th: 'สำนักงานอัยการ (ฝึกอบรม)' },
  },
  {
    code: 'th-kem',
    node: 'th',
    kind: 'embassy',
    name: { en: 'Consular desk of Kenya (training)', th: 'ฝ่ายกงสุลเคนยา (ฝึกอบรม)' },
  },
  {
    code: 'ph-wdk',
    node: 'ph',
    kind: 'police',
    name: { en: "Women's Desk (training)", th: 'แผนกสตรีและเด็ก ฟิลิปปินส์ (ฝึกอบรม)' },
  },
  {
    code: 'ph-mwo',
    node: 'ph',
    kind: 'embassy',
    name: { en: "Migrant Workers' Office (training)", th: 'สำนักงานแรงงานข้ามชาติ ฟิลิปปินส์ (ฝึกอบรม)' },
  },
]
