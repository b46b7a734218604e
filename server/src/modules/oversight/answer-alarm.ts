import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { VaultFault } from '../../vault-door.ts'
import { notReady } from './list-alarms.ts'

/** Notes what came of looking into an alarm; never by who caused it. */
export async function answerAlarm(
  ctx: Context,
  id: string,
  { outcome }: { readonly outcome: string },
): Promise<Record<string, never>> {
  await audit(ctx, { action: 'alarm.answered', object: id })
  const asker = {
    person: ctx.actor.person,
    organisation: ctx.actor.organisation,
    purpose: 'oversight',
    reference: `alarm ${id}`,
  } as const
  // Last: what the vault has noted stands, whatever becomes of this transaction.
  await ctx.node.vault.answerAlarm(asker, { id, outcome }).catch(refused)
  return {}
}

function refused(error: unknown): never {
  if (error instanceof VaultFault && error.refusal === 'answered')
    throw new Problem('conflict', {
      en: 'This alarm was answered already, or is not there.',
      th: 'สัญญาณเตือนนี้มีผู้ตอบแล้ว หรือไม่มีอยู่',
    })
  if (error instanceof VaultFault && error.refusal === 'purpose')
    throw new Problem('not-allowed', {
      en: 'You opened this identity yourself: somebody else answers the alarm.',
      th: 'คุณเป็นผู้เปิดข้อมูลตัวตนนี้เอง ต้องให้ผู้อื่นเป็นผู้ตอบสัญญาณเตือน',
    })
  return notReady(error)
}
