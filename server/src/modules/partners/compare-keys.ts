import type { CompareKeys, PartnerView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { historyRead, keepsAuditKey, openForksOf, proposeChoice } from '../../federation/index.ts'
import { Problem, faultAt } from '../../problem.ts'
import { lockPartner } from './operate-partner.ts'
import { viewPartner } from './view-partners.ts'

/**
 * Somebody has had the digits of its key log read out by the partner: they say which history is right, not the person who types
 * them. Nothing is believed before a second person agrees.
 */
export async function compareKeys(ctx: Context, node: string, input: CompareKeys): Promise<PartnerView> {
  await lockPartner(ctx, node)
  const open = await openForksOf(ctx, node)
  if (open.length === 0 || open.some((one) => one.proposal)) throw new Problem('conflict')
  const read = await historyRead(ctx, node, input.digits)
  if (!read) throw faultAt('/digits', otherDigits, 'digits')
  const { fork, choice } = read
  if (choice === 'told' && !(await keepsAuditKey(ctx, node, fork))) throw new Problem('conflict', otherAudit)
  await proposeChoice(ctx, { fork, choice, by: ctx.actor.person, reason: input.reason })
  await audit(ctx, { action: 'keys.compared', detail: { peer: node, choice } })
  return viewPartner(ctx, node)
}

const otherDigits = {
  en: 'These are the digits of neither history: the one held here, or one it has told. Have them read again; if it rotated a key since, press Try now first',
  th: 'ตัวเลขนี้ไม่ตรงกับประวัติกุญแจใดเลย ทั้งที่เก็บไว้ที่นี่และที่อีกฝ่ายแจ้งมา โปรดให้อ่านทวนอีกครั้ง หากอีกฝ่ายเปลี่ยนกุญแจหลังจากนั้น ให้กด ลองติดต่อเดี๋ยวนี้ ก่อน',
}
const otherAudit = {
  en: 'That history has another key for its audit log, which never rotates: the partner has to join the federation anew',
  th: 'ประวัตินั้นใช้กุญแจอื่นสำหรับบันทึกการตรวจสอบ ซึ่งเปลี่ยนไม่ได้ หน่วยงานคู่ร่วมมือต้องเข้าร่วมเครือข่ายใหม่',
}
