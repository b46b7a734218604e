import type { DecideErasure, ErasureView } from '@shield/contract'
import { openMatters } from '@shield/core'
import type { OpenMatter } from '@shield/core'

import { audit } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import type { Context } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { sealWords } from '../protection/index.ts'
import { clearPerson } from './clear-person.ts'
import { clocksOf, isHeld, openOf } from './clock.ts'
import { erasureSeen } from './list.ts'
import { held } from './propose-erasure.ts'
import { viewErasure } from './read-erasure.ts'
import { erasureColumns, getKept } from './view.ts'
import type { ErasureTableRow } from './view.ts'

/**
 * The second of two people decides. Agreed to, the person is gone from every list and table with this transaction; the key of
 * what is sealed is destroyed right after it, by a job that goes on until it is done.
 */
export async function decideErasure(
  ctx: Context,
  id: string,
  { refusal, reason }: DecideErasure,
): Promise<ErasureView> {
  const row = await getProposed(ctx, id)
  if (row.proposed_by === ctx.actor.person) throw new Problem('second-person-needed', another)
  const person = await getKept(ctx, row.code)
  if (refusal === undefined) await checkFree(ctx, row)
  const because = await sealWords(ctx, row.code, reason)
  await ctx.tx.client.query(
    `update erasure set state = $2, refusal = $3, decided_at = $4, decided_by = $5, decided_organisation = $6, decided_reason_id = $7
     where id = $1`,
    [
      ...[id, refusal === undefined ? 'clearing' : 'refused', refusal ?? null],
      ...[ctx.now, ctx.actor.person, ctx.actor.organisation, because],
    ],
  )
  if (refusal === undefined) {
    await clearPerson(ctx, { erasure: id, person })
    await enqueue(ctx.tx, 'retention.finish', { erasure: id }, { key: `erase:${id}` })
  }
  await audit(ctx, {
    action: 'erasure.decided',
    object: row.code,
    detail: { erasure: id, outcome: refusal ?? 'agreed' },
  })
  return viewErasure(ctx, id)
}

async function getProposed(ctx: Context, id: string): Promise<ErasureTableRow> {
  const found = await ctx.tx.client.query<ErasureTableRow>(
    `select ${erasureColumns} where ${erasureSeen} and e.id = $3 for no key update of e`,
    [ctx.visible, ctx.actor.organisation, id],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  if (row.state !== 'proposed')
    throw new Problem('conflict', { en: 'This was decided already', th: 'เรื่องนี้มีผู้พิจารณาแล้ว' })
  return row
}

/** What was right when it was proposed has to be right still. */
async function checkFree(ctx: Context, { code, ground }: ErasureTableRow): Promise<void> {
  if (await isHeld(ctx, code)) throw new Problem('conflict', held)
  const open = await openOf(ctx, code)
  if (open.length > 0) throw new Problem('conflict', stillOpen(open))
  if (ground === 'due' && (await clocksOf(ctx, [code])).get(code)?.state !== 'due')
    throw new Problem('conflict', {
      en: 'Something has happened since: the day has moved',
      th: 'มีเหตุการณ์เพิ่มเติมหลังจากนั้น วันครบกำหนดจึงเลื่อนออกไป',
    })
}

function stillOpen(open: readonly OpenMatter[]): { en: string; th: string } {
  const words = open.map((one) => openMatters[one])
  return {
    en: `Bring this to its end first: ${words.map(({ en }) => en).join(' · ')}`,
    th: `โปรดดำเนินการให้เสร็จก่อน: ${words.map(({ th }) => th).join(' · ')}`,
  }
}

const another = {
  en: 'Somebody else than who proposed it decides',
  th: 'ต้องให้ผู้อื่นที่ไม่ใช่ผู้เสนอเป็นผู้พิจารณา',
}
