import type { Words } from '@shield/core'
import type { ProblemCode } from '@shield/contract'

interface ProblemKind {
  readonly status: number
  readonly title: Words
  /** Seconds after which it is worth asking again, where that is known (`Retry-After`). */
  readonly retryAfter?: number
}

/** What every answer that is a refusal says; RFC 9457. Texts name rules and places, never content. */
export const problemKinds: Readonly<Record<ProblemCode, ProblemKind>> = {
  'body-invalid': { status: 400, title: { en: 'The request is not right', th: 'คำขอไม่ถูกต้อง' } },
  'query-invalid': { status: 400, title: { en: 'A filter is not right', th: 'ตัวกรองไม่ถูกต้อง' } },
  'purpose-missing': {
    status: 400,
    title: { en: 'State a purpose first', th: 'โปรดระบุวัตถุประสงค์ก่อน' },
  },
  'not-signed-in': { status: 401, title: { en: 'Please sign in', th: 'โปรดลงชื่อเข้าใช้' } },
  'secret-refused': {
    status: 401,
    title: { en: 'This way to sign in is used up or wrong', th: 'วิธีลงชื่อเข้าใช้นี้ถูกใช้แล้วหรือไม่ถูกต้อง' },
  },
  'not-allowed': { status: 403, title: { en: 'Your role does not allow this', th: 'บทบาทของคุณไม่อนุญาต' } },
  'not-found': { status: 404, title: { en: 'There is nothing here', th: 'ไม่พบสิ่งที่ค้นหา' } },
  'second-person-needed': {
    status: 403,
    title: { en: 'A second person must approve this', th: 'ต้องมีบุคคลที่สองอนุมัติ' },
  },
  'state-changed': {
    status: 412,
    title: { en: 'It has changed since you looked', th: 'ข้อมูลเปลี่ยนไปแล้วตั้งแต่คุณเปิดดู' },
  },
  conflict: { status: 409, title: { en: 'This does not fit its state', th: 'ทำไม่ได้ในสถานะนี้' } },
  'too-large': { status: 413, title: { en: 'This is too large', th: 'มีขนาดใหญ่เกินไป' } },
  'media-type': { status: 415, title: { en: 'Not a kind of content taken here', th: 'ไม่รับเนื้อหาชนิดนี้' } },
  'too-many': { status: 429, title: { en: 'Too many requests', th: 'คำขอมากเกินไป' } },
  'idempotency-reused': {
    status: 422,
    title: {
      en: 'This Idempotency-Key was used for another request',
      th: 'Idempotency-Key นี้ใช้กับคำขออื่นแล้ว',
    },
  },
  'agreement-missing': {
    status: 409,
    title: { en: 'No agreement in force covers this', th: 'ไม่มีข้อตกลงที่มีผลบังคับครอบคลุมเรื่องนี้' },
  },
  'format-unknown': {
    status: 422,
    title: { en: 'The format of this file is not known', th: 'ไม่รู้จักรูปแบบไฟล์นี้' },
  },
  'mapping-invalid': { status: 422, title: { en: 'The mapping is not right', th: 'การจับคู่คอลัมน์ไม่ถูกต้อง' } },
  'envelope-refused': { status: 403, title: { en: 'The envelope is refused', th: 'ไม่รับซองข้อมูลนี้' } },
  'not-acceptable': {
    status: 406,
    title: { en: 'Not a form this is answered in', th: 'ไม่ตอบในรูปแบบนี้' },
  },
  'vault-closed': {
    status: 503,
    title: {
      en: 'Sealed identities can not be reached now; everything else works',
      th: 'ขณะนี้เปิดข้อมูลที่ปิดผนึกไม่ได้ ส่วนอื่นใช้งานได้ตามปกติ',
    },
  },
  evacuating: {
    status: 503,
    retryAfter: 60,
    title: {
      en: 'This node is being brought to safety: nothing can be done here now, and nothing of yours is lost',
      th: 'กำลังย้ายข้อมูลของโหนดนี้ไปยังที่ปลอดภัย ขณะนี้ทำรายการไม่ได้ และข้อมูลของคุณไม่สูญหาย',
    },
  },
  'set-back': {
    status: 503,
    retryAfter: 600,
    title: {
      en: 'This node was set back to a backup: nothing goes out here until its partners have witnessed it anew',
      th: 'โหนดนี้ถูกกู้คืนจากข้อมูลสำรอง ช่องทางนี้จะยังไม่ส่งข้อมูลออกจนกว่าหน่วยงานคู่ร่วมมือจะรับรองใหม่',
    },
  },
  'not-ready': { status: 503, title: { en: 'Not ready yet', th: 'ยังไม่พร้อม' } },
  fault: {
    status: 500,
    title: { en: 'Something broke here; nothing was written', th: 'ระบบขัดข้อง ไม่มีการบันทึก' },
  },
}

export interface Pointer {
  readonly pointer: string
  readonly rule: string
  /** In both languages where a person reads it; a validator's own words are English. */
  readonly hint: string | Words
}

/** The one error a use case throws to refuse. `detail` is rule text, never a value somebody may not see. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly detail: Words | undefined
  readonly pointers: readonly Pointer[]

  constructor(code: ProblemCode, detail?: Words, pointers: readonly Pointer[] = []) {
    super(code)
    this.code = code
    this.detail = detail
    this.pointers = pointers
  }
}

/** One value of a request that can't be taken: where it stands, and how to mend it. */
export function faultAt(pointer: string, hint: Words, rule = 'valid'): Problem {
  return new Problem('body-invalid', undefined, [{ pointer, rule, hint }])
}

/** What exists but may not be seen, and what does not exist, are refused by this one line. */
export function notFound(): Problem {
  return new Problem('not-found')
}
