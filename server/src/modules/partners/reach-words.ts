import type { Words } from '@shield/core'

const known: Readonly<Record<string, Words>> = {
  silence: { en: 'it does not answer', th: 'ไม่ตอบ' },
  certificate: { en: 'the certificate there is not theirs', th: 'ใบรับรองที่ปลายทางไม่ใช่ของหน่วยงานนั้น' },
  'no certificate': { en: 'this node has no certificate of the federation', th: 'โหนดนี้ไม่มีใบรับรองของเครือข่าย' },
  'plain http': { en: 'its address is not encrypted', th: 'ที่อยู่ไม่เข้ารหัส' },
  clock: { en: 'one of the two clocks is wrong', th: 'นาฬิกาของฝ่ายใดฝ่ายหนึ่งผิด' },
  answer: { en: 'its answers are not signed as they should be', th: 'คำตอบไม่มีลายมือชื่อที่ถูกต้อง' },
  downgrade: { en: 'it speaks an older protocol than before', th: 'ใช้โพรโทคอลเก่ากว่าที่เคยใช้' },
  'no key to encrypt for it': { en: 'its key is not known yet', th: 'ยังไม่ทราบกุญแจของหน่วยงานนั้น' },
  'status 403': { en: 'it refuses our signature', th: 'ปฏิเสธลายมือชื่อของเรา' },
  'status 503': {
    en: 'it does not answer for the present and may be being brought to safety: telephone them',
    th: 'ขณะนี้ไม่ตอบ อาจกำลังย้ายข้อมูลไปยังที่ปลอดภัย โปรดโทรติดต่อ',
  },
  'fault here': { en: 'something broke at this node', th: 'เกิดข้อขัดข้องที่โหนดนี้' },
}

/** Why a partner could not be reached, in words; a code that nobody has put into words is told as it is. */
export function reachWords(fault: string | null): Words {
  if (fault === null) return { en: 'nobody has noted why', th: 'ไม่มีบันทึกสาเหตุ' }
  return known[fault] ?? { en: fault, th: fault }
}
