import type { Words } from '@shield/core'
import type { Reason } from '@shield/engine'

/** Why a value was found, for people. */
export const reasonWords: Readonly<Record<Reason, Words>> = {
  same: { en: 'The same name', th: 'ชื่อเดียวกัน' },
  'same-identifier': { en: 'The same value', th: 'ค่าเดียวกัน' },
  'all-words': { en: 'Has every word', th: 'มีครบทุกคำ' },
  prefix: { en: 'Begins the same', th: 'ขึ้นต้นเหมือนกัน' },
  pattern: { en: 'Fits the pattern', th: 'ตรงตามรูปแบบ' },
  spelling: { en: 'Spelled almost the same', th: 'สะกดใกล้เคียงกัน' },
  sound: { en: 'Sounds alike', th: 'ออกเสียงคล้ายกัน' },
  'some-words': { en: 'Has some of the words', th: 'มีบางคำตรงกัน' },
}
