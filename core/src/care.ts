import type { Words } from './text.ts'

/** Kinds of help, by the terms of the field; a need of a plan and a line of the directory use the same word. */
export const serviceKinds = {
  shelter: { en: 'Shelter', th: 'ที่พักพิง' },
  medical: { en: 'Medical care', th: 'การรักษาพยาบาล' },
  psychosocial: { en: 'Psychosocial support', th: 'การดูแลด้านจิตสังคม' },
  'legal-aid': { en: 'Legal aid', th: 'ความช่วยเหลือทางกฎหมาย' },
  interpretation: { en: 'Interpretation', th: 'ล่าม' },
  livelihood: { en: 'Work and livelihood', th: 'งานและอาชีพ' },
  education: { en: 'School and training', th: 'การศึกษาและการฝึกอบรม' },
  'family-contact': { en: 'Contact with the family', th: 'การติดต่อครอบครัว' },
  documents: { en: 'Identity and travel documents', th: 'เอกสารประจำตัวและการเดินทาง' },
  safety: { en: 'Safety planning', th: 'แผนความปลอดภัย' },
} as const satisfies Record<string, Words>
export type ServiceKind = keyof typeof serviceKinds
export const serviceKindNames = Object.keys(serviceKinds) as ServiceKind[]

/** Whom a service is there for. */
export const servedGroups = {
  everybody: { en: 'Everybody', th: 'ทุกคน' },
  children: { en: 'Children', th: 'เด็ก' },
  women: { en: 'Women', th: 'ผู้หญิง' },
  men: { en: 'Men', th: 'ผู้ชาย' },
  families: { en: 'Families', th: 'ครอบครัว' },
} as const satisfies Record<string, Words>
export type ServedGroup = keyof typeof servedGroups
export const servedGroupNames = Object.keys(servedGroups) as ServedGroup[]

/** Columns of a file of the directory, by exactly these names. */
export const serviceColumns = [
  'key',
  'kind',
  'name_en',
  'name_th',
  'organisation',
  'area',
  'languages',
  'serves',
  'capacity',
  'contact',
  'open',
] as const

/** `refused`: the person does not want it. It is written down and changes nothing else. */
export const goalStates = {
  agreed: { en: 'Agreed', th: 'ตกลงร่วมกัน' },
  reached: { en: 'Reached', th: 'บรรลุแล้ว' },
  refused: { en: 'The person does not want this', th: 'บุคคลนี้ไม่ประสงค์' },
  ended: { en: 'No longer needed', th: 'ไม่จำเป็นแล้ว' },
} as const satisfies Record<string, Words>
export type GoalState = keyof typeof goalStates

export const stepStates = {
  open: { en: 'To do', th: 'ต้องทำ' },
  done: { en: 'Done', th: 'ทำแล้ว' },
  refused: { en: 'The person does not want this', th: 'บุคคลนี้ไม่ประสงค์' },
} as const satisfies Record<string, Words>
export type StepState = keyof typeof stepStates

/** Why an organisation can't take a referral; a closed list, so that the figures of silence and refusal can be counted. */
export const declineReasons = {
  full: { en: 'No place free', th: 'ไม่มีที่ว่าง' },
  'not-ours': { en: 'Not what we do', th: 'ไม่ใช่งานของเรา' },
  language: { en: 'Nobody here speaks the language', th: 'ไม่มีผู้พูดภาษานี้' },
  unsafe: { en: 'Not safe here for this person', th: 'ไม่ปลอดภัยสำหรับบุคคลนี้' },
  'person-declines': { en: 'The person does not want to come', th: 'บุคคลนี้ไม่ประสงค์จะมา' },
  other: { en: 'Another reason', th: 'เหตุอื่น' },
} as const satisfies Record<string, Words>
export type DeclineReason = keyof typeof declineReasons

export const stayEnds = {
  home: { en: 'Went home', th: 'กลับบ้าน' },
  family: { en: 'Went to family', th: 'ไปอยู่กับครอบครัว' },
  'other-shelter': { en: 'Went to another shelter', th: 'ย้ายไปที่พักพิงอื่น' },
  'own-place': { en: 'Lives on their own', th: 'พักอาศัยเอง' },
  hospital: { en: 'Is in hospital', th: 'อยู่โรงพยาบาล' },
  left: { en: 'Left of their own will', th: 'ออกไปโดยสมัครใจ' },
} as const satisfies Record<string, Words>
export type StayEnd = keyof typeof stayEnds

export const travelFitness = {
  fit: { en: 'Fit to travel', th: 'เดินทางได้' },
  'with-escort': { en: 'Fit to travel with somebody', th: 'เดินทางได้โดยมีผู้ดูแลไปด้วย' },
  'not-yet': { en: 'Not fit to travel yet', th: 'ยังเดินทางไม่ได้' },
} as const satisfies Record<string, Words>
export type TravelFitness = keyof typeof travelFitness

export const interviewFitness = {
  fit: { en: 'Fit for an interview', th: 'ให้สัมภาษณ์ได้' },
  'with-breaks': { en: 'Fit for short interviews with breaks', th: 'ให้สัมภาษณ์ได้ครั้งละสั้น ๆ โดยมีการพัก' },
  'not-yet': { en: 'Not fit for an interview yet', th: 'ยังให้สัมภาษณ์ไม่ได้' },
} as const satisfies Record<string, Words>
export type InterviewFitness = keyof typeof interviewFitness

export const claimKinds = {
  wages: { en: 'Wages', th: 'ค่าจ้าง' },
  compensation: { en: 'Compensation by the offender', th: 'ค่าสินไหมทดแทนจากผู้กระทำผิด' },
  fund: { en: 'Payment of a state fund', th: 'เงินจากกองทุนของรัฐ' },
  'money-back': { en: 'Money paid to get out, back', th: 'เงินที่ถูกเรียกเพื่อแลกกับการออกมา' },
} as const satisfies Record<string, Words>
export type ClaimKind = keyof typeof claimKinds

export const moneyStages = {
  claimed: { en: 'Claimed', th: 'เรียกร้อง' },
  awarded: { en: 'Awarded', th: 'ได้รับคำสั่งให้จ่าย' },
  paid: { en: 'Paid to the person', th: 'จ่ายให้บุคคลนี้แล้ว' },
} as const satisfies Record<string, Words>
export type MoneyStage = keyof typeof moneyStages

/**
 * Testimony recorded before a return, so that nobody has to stay for a trial (victims.md §7). It is offered, never asked
 * for, and nothing of care looks at it.
 */
export const testimonyStates = {
  offered: { en: 'Explained and offered', th: 'อธิบายและเสนอให้ทราบแล้ว' },
  declined: { en: 'Declined', th: 'ไม่ประสงค์ให้การ' },
  agreed: { en: 'Agreed', th: 'ยินยอมให้การ' },
  recorded: { en: 'Recorded before the return', th: 'บันทึกคำให้การก่อนเดินทางกลับแล้ว' },
  withdrawn: { en: 'Taken back', th: 'ขอถอนแล้ว' },
} as const satisfies Record<string, Words>
export type TestimonyState = keyof typeof testimonyStates

/** What may follow what; the first of a person is an offer. A later offer begins anew. */
export const nextTestimony: Readonly<Record<TestimonyState | 'none', readonly TestimonyState[]>> = {
  none: ['offered'],
  offered: ['declined', 'agreed'],
  declined: ['offered'],
  agreed: ['recorded', 'withdrawn'],
  recorded: ['withdrawn'],
  withdrawn: ['offered'],
}

/** Digits after the point, where they are not two (ISO 4217). */
const minorDigits: Readonly<Record<string, number>> = {
  ...{ JPY: 0, KRW: 0, VND: 0, UGX: 0, RWF: 0 },
  ...{ KWD: 3, BHD: 3, JOD: 3, OMR: 3, TND: 3 },
}

/** An amount as written ("12.50") in the smallest unit of its currency; undefined where it is no amount of it. */
export function minorOf(amount: string, currency: string): bigint | undefined {
  const digits = minorDigits[currency] ?? 2
  const found = /^(0|[1-9][0-9]{0,14})(?:\.([0-9]{1,3}))?$/.exec(amount)
  if (!found) return undefined
  const [, whole = '', rest = ''] = found
  return rest.length > digits ? undefined : BigInt(whole + rest.padEnd(digits, '0'))
}

/** The smallest unit as an amount: `amountOf(1250n, 'THB')` is "12.50". */
export function amountOf(minor: bigint, currency: string): string {
  const digits = minorDigits[currency] ?? 2
  if (digits === 0) return String(minor)
  const text = String(minor).padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`
}
