import type { Words } from '@shield/core'
import type { Reason } from '@shield/engine'

/** Why a value was found, for people. */
export const reasonWords: Readonly<Record<Reason, Words>> = {
  same: { en: 'The same name', th: 'ชื่อเดียวกัน' },
  'same-identifier': { en: 'The same value', th: 'ค่าเดียวกัน' },
  'all-words': { en: 'Has every word', th: 'มีครบทุกคำ' },
  pattern: { en: 'Fits the pattern', th: 'ตรงตามรูปแบบ' },
  reading: { en: 'Reads the same', th: 'อ่านเหมือนกัน' },
  joined: { en: 'The same, written together or apart', th: 'คำเดียวกัน เขียนติดกันหรือแยกกัน' },
  spelling: { en: 'Spelled almost the same', th: 'สะกดใกล้เคียงกัน' },
  form: { en: 'Another form of the name', th: 'ชื่อเดียวกันอีกรูปแบบหนึ่ง' },
  sound: { en: 'Sounds alike', th: 'ออกเสียงคล้ายกัน' },
  initial: { en: 'Fits the initials', th: 'ตรงกับอักษรย่อ' },
  'some-words': { en: 'Has some of the words', th: 'มีบางคำตรงกัน' },
}
