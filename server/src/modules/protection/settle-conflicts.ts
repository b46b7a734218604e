import type { ProtectedPerson, SettleConflicts } from '@shield/contract'
import { triageFields, turnOf, turns } from '@shield/core'
import type { Json, Triage } from '@shield/core'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import { openConflicts } from './conflict.ts'
import { noteAct } from './note-act.ts'
import { getPerson } from './person.ts'
import { findActs, readProtected } from './read-person.ts'

const nothingOpen = { en: 'Nothing is open here any more', th: 'ไม่มีคำตอบที่ต้องตัดสินแล้ว' }

/**
 * Somebody decides which answer holds where two hands differed. What was not chosen stays in the act that brought it.
 * Throws `state-changed` where another hand has changed the answer since it was looked at.
 */
export async function settleConflicts(
  ctx: Context,
  code: string,
  { seen, settled }: SettleConflicts,
): Promise<ProtectedPerson> {
  const person = await getPerson(ctx, code, { lock: true })
  permit(ctx, 'content.write', ctx.node.markings.block(person.marking_id))
  const open = new Set(openConflicts(await findActs(ctx, code)).map(({ field }) => field))
  const fields = triageFields.filter((field) => settled[field] !== undefined)
  if (fields.length === 0 || fields.some((field) => !open.has(field)))
    throw new Problem('conflict', nothingOpen)
  const stands: Triage = person.triage
  if (fields.some((field) => JSON.stringify(stands[field]) !== JSON.stringify(seen[field])))
    throw new Problem('state-changed')
  const triage: Triage = { ...stands, ...settled }
  await ctx.tx.client.query(
    `update protected_person set triage = $2, turn = $3, has_conflict = $4, version = version + 1, changed_at = $5 where code = $1`,
    [code, JSON.stringify(triage), turns.indexOf(turnOf(triage)), fields.length < open.size, ctx.now],
  )
  await noteSettled(ctx, code, { seen, settled })
  return readProtected(ctx, code)
}

async function noteSettled(ctx: Context, code: string, { seen, settled }: SettleConflicts): Promise<void> {
  const body = { triage: settled as Json, seen: seen as Json }
  await noteAct(ctx, { id: newId(), code, kind: 'settled', body, at: ctx.now })
  await audit(ctx, { action: 'protected.settled', object: code })
}
