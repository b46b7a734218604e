import type { Finding } from '@shield/contract'

import type { Context } from '../../context.ts'
import { actOnFinding } from './act-on-finding.ts'
import { getFinding } from './finding.ts'
import type { FindingRow } from './finding.ts'

/** From now on those who care see the finding: they know the person, and can give a ground to read what was told. */
export async function askCarers(ctx: Context, id: string, act: string): Promise<Finding> {
  const row = await getFinding(ctx, id, { lock: true })
  const done = await actOnFinding(ctx, id, { id: act, act: { kind: 'ask' }, audit: 'punishment.asked' })
  await tellCarers(ctx, row)
  return { ...done, can: done.can.filter((one) => one !== 'punishmentAsk') }
}

/** The handling of a finding names those who care. */
export async function tellCarers(ctx: Context, row: FindingRow): Promise<void> {
  if (row.asked_at) return
  const block = ctx.node.markings.block(row.marking_id)
  const marking = await ctx.node.markings.intern(ctx.tx, { ...block, releasedTo: [...row.carers] })
  await ctx.tx.client.query('update punishment_finding set asked_at = $2, marking_id = $3 where id = $1', [
    row.id,
    ctx.now,
    marking,
  ])
}
