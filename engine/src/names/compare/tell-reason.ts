import type { Reason, ReasonCode } from './reason.ts'

export type Language = 'en' | 'th'

type Words = (left: string, right: string) => string

const either = (left: string, right: string): string => left || right

const words: Readonly<Record<ReasonCode, Readonly<Record<Language, Words>>>> = {
  same: {
    en: (left) => `${left} in both`,
    th: (left) => `${left} ตรงกันทั้งสองชื่อ`,
  },
  'same-sound': {
    en: (left, right) => `${left} ~ ${right}: same sound`,
    th: (left, right) => `${left} ~ ${right}: ออกเสียงเหมือนกัน`,
  },
  'other-spelling': {
    en: (left, right) => `${left} ~ ${right}: another spelling`,
    th: (left, right) => `${left} ~ ${right}: สะกดต่างกัน`,
  },
  'same-meaning': {
    en: (left, right) => `${left} ~ ${right}: same meaning`,
    th: (left, right) => `${left} ~ ${right}: ความหมายเดียวกัน`,
  },
  'same-surname': {
    en: (left, right) => `${left} ~ ${right}: one surname in two dialects`,
    th: (left, right) => `${left} ~ ${right}: แซ่เดียวกันคนละสำเนียง`,
  },
  'form-of-name': {
    en: (left, right) => `${left} ~ ${right}: forms of one name`,
    th: (left, right) => `${left} ~ ${right}: รูปต่าง ๆ ของชื่อเดียวกัน`,
  },
  initial: {
    en: (left, right) => `${left} ~ ${right}: the initial fits`,
    th: (left, right) => `${left} ~ ${right}: อักษรย่อตรงกัน`,
  },
  'written-as-one': {
    en: (left, right) => `${left} ~ ${right}: written as one word or apart`,
    th: (left, right) => `${left} ~ ${right}: เขียนติดกันหรือแยกคำ`,
  },
  acronym: {
    en: (left, right) => `${left} ~ ${right}: its initials`,
    th: (left, right) => `${left} ~ ${right}: เป็นชื่อย่อ`,
  },
  undecided: {
    en: (left, right) => `${left} ~ ${right}: near, may be another name`,
    th: (left, right) => `${left} ~ ${right}: ใกล้เคียง แต่อาจเป็นคนละชื่อ`,
  },
  contradicted: {
    en: (left, right) => `${left} contradicts ${right}`,
    th: (left, right) => `${left} ขัดแย้งกับ ${right}`,
  },
  missing: {
    en: (left, right) => `${either(left, right)} only in the ${left === '' ? 'right' : 'left'} name`,
    th: (left, right) => `${either(left, right)} มีเฉพาะในชื่อ${left === '' ? 'ขวา' : 'ซ้าย'}`,
  },
  'same-number': {
    en: (left) => `number ${left} in both`,
    th: (left) => `ตัวเลข ${left} ตรงกัน`,
  },
  'other-number': {
    en: (left, right) => `number ${left} contradicts ${right}`,
    th: (left, right) => `ตัวเลข ${left} ขัดแย้งกับ ${right}`,
  },
  'missing-number': {
    en: (left, right) => `numbers differ: ${left || 'none'}, ${right || 'none'}`,
    th: (left, right) => `ตัวเลขต่างกัน: ${left || 'ไม่มี'}, ${right || 'ไม่มี'}`,
  },
  'other-generation': {
    en: (left, right) => `${left} contradicts ${right}: another generation`,
    th: (left, right) => `${left} ขัดแย้งกับ ${right}: คนละรุ่น`,
  },
  'missing-generation': {
    en: (left, right) =>
      `${either(left, right)} only in the ${left === '' ? 'right' : 'left'} name: father or son?`,
    th: (left, right) => `${either(left, right)} มีเฉพาะในชื่อ${left === '' ? 'ขวา' : 'ซ้าย'}: พ่อหรือลูก?`,
  },
  'other-legal-form': {
    en: (left, right) => `legal form differs: ${left}, ${right}`,
    th: (left, right) => `รูปแบบนิติบุคคลต่างกัน: ${left}, ${right}`,
  },
  'other-order': {
    en: () => 'order of the parts differs',
    th: () => 'ลำดับของคำต่างกัน',
  },
  'other-father': {
    en: () => "one's name is the other's father's name",
    th: () => 'ชื่อของคนหนึ่งเป็นชื่อบิดาของอีกคนหนึ่ง',
  },
  'one-word': {
    en: () => 'a single word is no whole name: ask for a second factor',
    th: () => 'ชื่อคำเดียวไม่พอระบุตัว: ต้องมีข้อมูลอื่นประกอบ',
  },
  common: {
    en: () => 'only common names agree: ask for a birth date or document',
    th: () => 'ตรงกันเฉพาะชื่อที่ใช้กันทั่วไป: ต้องมีวันเกิดหรือเอกสารประกอบ',
  },
  'no-name': {
    en: () => 'no name',
    th: () => 'ไม่มีชื่อ',
  },
}

/** A reason in words that a reviewer reads. */
export function tellReason({ code, left, right }: Reason, language: Language): string {
  return words[code][language](left, right)
}
