import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { Words } from '@shield/core'

import { Id, OneOf } from '../shape.ts'

/** accepted → applied | recalled | refused | quarantined; later seen by a person, and acted on or declined. */
export const receiptStates = [
  'accepted',
  'applied',
  'recalled',
  'refused',
  'quarantined',
  'seen',
  'acted',
  'declined',
] as const
export type ReceiptState = (typeof receiptStates)[number]

interface Code {
  /** The message will never be taken as it is: sending it again is of no use. */
  readonly isFinal: boolean
  readonly words: Words
}

/** Why a partner refused, one closed list; what the officer reads. */
export const receiptCodes = {
  'NO-AGREEMENT': {
    isFinal: false,
    words: { en: 'No agreement in force covers it', th: 'ไม่มีข้อตกลงที่มีผลบังคับครอบคลุมเรื่องนี้' },
  },
  'PURPOSE-REFUSED': {
    isFinal: true,
    words: { en: 'The purpose is not agreed', th: 'วัตถุประสงค์นี้ไม่ได้ตกลงกันไว้' },
  },
  'CATEGORY-REFUSED': {
    isFinal: true,
    words: { en: 'This kind of data or person is not agreed', th: 'ข้อมูลหรือบุคคลประเภทนี้ไม่ได้ตกลงกันไว้' },
  },
  'RETENTION-REFUSED': {
    isFinal: true,
    words: { en: 'It would be kept longer than was agreed', th: 'ระยะเวลาเก็บรักษานานกว่าที่ตกลงกันไว้' },
  },
  'NOT-OWNER': {
    isFinal: true,
    words: { en: 'The sender does not own what it speaks of', th: 'ผู้ส่งไม่ได้เป็นเจ้าของสิ่งที่กล่าวถึง' },
  },
  KNOWN: { isFinal: true, words: { en: 'It was there already', th: 'มีอยู่แล้ว' } },
  'TAKEN-BACK': {
    isFinal: true,
    words: { en: 'It was taken back before', th: 'ถูกเรียกคืนไปก่อนแล้ว' },
  },
  CONTRADICTS: {
    isFinal: true,
    words: { en: 'It contradicts what was signed before', th: 'ขัดแย้งกับสิ่งที่ลงลายมือชื่อไว้ก่อนหน้านี้' },
  },
  EXPIRED: { isFinal: true, words: { en: 'It came after its last day', th: 'มาถึงหลังวันสุดท้ายที่กำหนด' } },
  SUSPENDED: {
    isFinal: false,
    words: { en: 'The partner has suspended the exchange', th: 'หน่วยงานคู่ร่วมมือระงับการแลกเปลี่ยนไว้' },
  },
  'SCHEMA-UNKNOWN': {
    isFinal: false,
    words: { en: 'The partner does not know this kind of message', th: 'หน่วยงานคู่ร่วมมือไม่รู้จักข้อความชนิดนี้' },
  },
  'SCHEMA-INVALID': {
    isFinal: true,
    words: { en: 'The message is not in the form of its kind', th: 'ข้อความไม่อยู่ในรูปแบบของชนิดนั้น' },
  },
  'VALUE-REFUSED': {
    isFinal: true,
    words: { en: 'It holds a value that no database keeps', th: 'มีค่าที่ฐานข้อมูลเก็บไม่ได้' },
  },
  QUARANTINED: {
    isFinal: false,
    words: { en: 'It could not be read there and waits for a person', th: 'ปลายทางอ่านไม่ได้ รอเจ้าหน้าที่ตรวจ' },
  },
  QUOTA: {
    isFinal: false,
    words: { en: 'More than was agreed for this time', th: 'เกินจำนวนที่ตกลงกันไว้ในช่วงนี้' },
  },
  'TICKET-INVALID': {
    isFinal: true,
    words: {
      en: 'The match ticket is not signed, not logged or does not fit what was sent',
      th: 'ตั๋วเปรียบเทียบไม่มีลายเซ็น ไม่มีในบันทึก หรือไม่ตรงกับสิ่งที่ส่ง',
    },
  },
  'LIST-REFUSED': {
    isFinal: true,
    words: {
      en: 'The list looks like a range of numbers or a register, not like a case',
      th: 'รายการมีลักษณะเป็นช่วงหมายเลขหรือทะเบียน ไม่ใช่ข้อมูลของคดี',
    },
  },
  'PROOF-INVALID': {
    isFinal: true,
    words: {
      en: 'The answer was not made with the published key',
      th: 'คำตอบไม่ได้สร้างด้วยกุญแจที่เผยแพร่ไว้',
    },
  },
  'LOCAL-LAW-REFUSAL': {
    isFinal: true,
    words: { en: "The partner's law forbids it", th: 'กฎหมายของหน่วยงานคู่ร่วมมือไม่อนุญาต' },
  },
} as const satisfies Record<string, Code>
export type ReceiptCode = keyof typeof receiptCodes

const ReceiptCodeName = OneOf(Object.keys(receiptCodes) as ReceiptCode[])

/** What became of one message; signed together with the others of its envelope. */
export const Receipt = Type.Object({
  message: Id,
  /** SHA-256 of the canonical {body, id, kind, schema}, base64url: what the partner has is what was sent. */
  digest: Type.String(),
  state: OneOf(receiptStates),
  code: Type.Optional(ReceiptCodeName),
})
export type Receipt = Static<typeof Receipt>

/** A receipt that comes later than the answer: a person opened it, acted on it, or will not. */
export const LaterReceipt = Type.Object({
  message: Id,
  state: OneOf(['applied', 'recalled', 'refused', 'seen', 'acted', 'declined']),
  code: Type.Optional(ReceiptCodeName),
  reason: Type.Optional(Type.String({ maxLength: 2000 })),
})
export type LaterReceipt = Static<typeof LaterReceipt>
