import type { FieldKind } from './kind.ts'
import type { Evidence, EvidenceBand } from './weigh.ts'

export type Language = 'en' | 'th'

type Words = Readonly<Record<Language, string>>

const kindWords: Readonly<Record<FieldKind, Words>> = {
  'given-name': { en: 'given name', th: 'ชื่อตัว' },
  'family-name': { en: 'family name', th: 'ชื่อสกุล' },
  'full-name': { en: 'name', th: 'ชื่อ' },
  'birth-date': { en: 'date of birth', th: 'วันเกิด' },
  postcode: { en: 'postcode', th: 'รหัสไปรษณีย์' },
  place: { en: 'place', th: 'สถานที่' },
  address: { en: 'address', th: 'ที่อยู่' },
  occupation: { en: 'occupation', th: 'อาชีพ' },
  phone: { en: 'telephone', th: 'โทรศัพท์' },
  email: { en: 'e-mail', th: 'อีเมล' },
  document: { en: 'document number', th: 'เลขที่เอกสาร' },
  id: { en: 'number', th: 'หมายเลขประจำตัว' },
  account: { en: 'account', th: 'บัญชี' },
  wallet: { en: 'wallet', th: 'กระเป๋าเงินดิจิทัล' },
  device: { en: 'device', th: 'อุปกรณ์' },
  amount: { en: 'amount', th: 'จำนวนเงิน' },
  date: { en: 'date', th: 'วันที่' },
  number: { en: 'number', th: 'ตัวเลข' },
  text: { en: 'text', th: 'ข้อความ' },
  other: { en: 'detail', th: 'รายละเอียด' },
}

const levelWords: Readonly<Record<string, Words>> = {
  same: { en: 'the same', th: 'ตรงกัน' },
  different: { en: 'different', th: 'ต่างกัน' },
  far: { en: 'far apart', th: 'ห่างกันมาก' },
  near: { en: 'nearly the same', th: 'เกือบตรงกัน' },
  alike: { en: 'alike', th: 'คล้ายกัน' },
  initial: { en: 'an initial or short form fits', th: 'อักษรย่อตรงกัน' },
  crossed: { en: 'given and family name exchanged', th: 'ชื่อตัวกับชื่อสกุลสลับกัน' },
  possible: { en: 'possibly the same name', th: 'อาจเป็นชื่อเดียวกัน' },
  probable: { en: 'probably the same name', th: 'น่าจะเป็นชื่อเดียวกัน' },
  'same-year': { en: 'the same year, another day', th: 'ปีเดียวกัน ต่างวัน' },
  'two-parts': { en: 'two of year, month and day are the same', th: 'ปี เดือน วัน ตรงกันสองอย่าง' },
  'short-apart': { en: 'the years differ, one of them in two digits', th: 'ปีไม่ตรงกัน โดยเขียนปีสองหลัก' },
  'short-part': { en: 'a year of two digits fits', th: 'ปีสองหลักเข้ากันได้' },
  'short-year': { en: 'the same, with a year of two digits', th: 'ตรงกัน โดยเขียนปีสองหลัก' },
  partial: { en: 'the same as far as known', th: 'ตรงกันเท่าที่ทราบ' },
  'one-digit': { en: 'one digit differs', th: 'ต่างกันหนึ่งหลัก' },
  swapped: { en: 'day and month exchanged', th: 'วันกับเดือนสลับกัน' },
  'other-era': { en: 'the same day counted in another calendar', th: 'วันเดียวกันแต่ต่างศักราช' },
  'one-edit': { en: 'one character differs', th: 'ต่างกันหนึ่งตัวอักษร' },
  transposed: { en: 'two neighbouring characters exchanged', th: 'อักษรสองตัวติดกันสลับกัน' },
  'look-alike': { en: 'one character that is easily misread differs', th: 'ต่างกันตรงอักษรที่มักอ่านผิด' },
  'same-end': { en: 'the last digits are the same', th: 'เลขท้ายตรงกัน' },
  'same-region': { en: 'the same region', th: 'ภูมิภาคเดียวกัน' },
  'same-district': { en: 'the same district', th: 'เขตเดียวกัน' },
  'same-mailbox': { en: 'the same mailbox at another domain', th: 'ชื่อกล่องจดหมายเดียวกัน ต่างโดเมน' },
  'same-start': { en: 'the same beginning', th: 'ขึ้นต้นเหมือนกัน' },
  some: { en: 'some words are the same', th: 'บางคำตรงกัน' },
  most: { en: 'most words are the same', th: 'คำส่วนใหญ่ตรงกัน' },
  'within-month': { en: 'within a month', th: 'ห่างกันไม่เกินหนึ่งเดือน' },
  'within-ten-days': { en: 'within ten days', th: 'ห่างกันไม่เกินสิบวัน' },
  'within-three-days': { en: 'within three days', th: 'ห่างกันไม่เกินสามวัน' },
  'within-a-day': { en: 'a day apart', th: 'ห่างกันหนึ่งวัน' },
  'within-a-tenth': { en: 'within a tenth', th: 'ต่างกันไม่เกินร้อยละ 10' },
  'within-a-twentieth': { en: 'within a twentieth', th: 'ต่างกันไม่เกินร้อยละ 5' },
  'within-a-hundredth': { en: 'within a hundredth', th: 'ต่างกันไม่เกินร้อยละ 1' },
}

const common: Words = { en: ', but many have it', th: ' แต่มีผู้ใช้ค่านี้มาก' }
const bandWords: Readonly<Record<EvidenceBand, Words>> = {
  strong: { en: 'strong', th: 'หนักแน่น' },
  probable: { en: 'probable', th: 'น่าจะใช่' },
  possible: { en: 'possible', th: 'อาจใช่' },
  weak: { en: 'weak', th: 'อ่อน' },
}

/** A finding as a reviewer reads it: `date of birth: one digit differs (1987-05-03, 1987-05-08)`. */
export function tellEvidence({ kind, level, left, right, isCommon }: Evidence, language: Language): string {
  const values = left === right ? left : `${left}, ${right}`
  return `${kindWords[kind][language]}: ${tellLevel({ level, isCommon }, language)} (${values})`
}

/** How alike two values are, without the values: `one digit differs`. */
export function tellLevel(
  { level, isCommon }: Pick<Evidence, 'level' | 'isCommon'>,
  language: Language,
): string {
  return `${levelWords[level]?.[language] ?? level}${isCommon ? common[language] : ''}`
}

export function tellBand(band: EvidenceBand, language: Language): string {
  return bandWords[band][language]
}
