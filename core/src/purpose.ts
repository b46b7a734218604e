import type { Words } from './text.ts'

/**
 * The closed list of purposes a read of personal data may state (safeguard S7).
 * A marking names which of them it may be read for; an empty list on a marking means none.
 */
export const purposes = {
  investigation: { en: 'Criminal investigation', th: 'การสืบสวนสอบสวนคดีอาญา' },
  prosecution: { en: 'Prosecution', th: 'การดำเนินคดี' },
  'victim-protection': { en: 'Protection of possible victims', th: 'การคุ้มครองผู้อาจเป็นผู้เสียหาย' },
  'consular-return': { en: 'Consular help and return', th: 'การช่วยเหลือทางกงสุลและการส่งกลับ' },
  'financial-intelligence': { en: 'Financial intelligence', th: 'ข่าวกรองทางการเงิน' },
  border: { en: 'Border control', th: 'การตรวจคนเข้าเมือง' },
  exchange: { en: 'Exchange with partners', th: 'การแลกเปลี่ยนกับหน่วยงานคู่ร่วมมือ' },
  oversight: { en: 'Oversight', th: 'การตรวจสอบ' },
  administration: { en: 'Administration of this node', th: 'การดูแลระบบของโหนดนี้' },
} as const satisfies Record<string, Words>

export type Purpose = keyof typeof purposes

export const purposeNames = Object.keys(purposes) as Purpose[]

export function isPurpose(text: string): text is Purpose {
  return Object.hasOwn(purposes, text)
}
