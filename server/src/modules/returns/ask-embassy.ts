import type { ReturnView } from '@shield/contract'
import { mayByConsent, movesFrom } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { templateMarking } from '../../marking-template.ts'
import { Problem, faultAt, notFound } from '../../problem.ts'
import { readLedger } from '../consent/index.ts'
import { notAgreed } from './check-agreed.ts'
import { getOwnReturn, isChildIn } from './find-return.ts'
import { moveTrack } from './note-return.ts'
import { settleReturn } from './settle-return.ts'
import { readReturn } from './view-return.ts'

/** Asks the own embassy of a person that answers on this node. Nothing but the person's agreement opens this. */
export async function askEmbassy(
  ctx: Context,
  id: string,
  { id: matter, organisation }: { readonly id: string; readonly organisation: string },
): Promise<ReturnView> {
  const held = await getOwnReturn(ctx, id)
  const { row, stands } = held
  const known = await ctx.tx.client.query<{ case_id: string }>(
    'select case_id from consular_matter where id = $1',
    [matter],
  )
  if (known.rows[0] && known.rows[0].case_id !== id) throw notFound()
  if (known.rows[0]) return readReturn(ctx, id)
  const path = row.law.missions.find((one) => one.organisation === organisation)
  if (!path || row.destination === null || !path.states.includes(row.destination))
    throw faultAt('/organisation', {
      en: 'choose the embassy of the state that the person calls their own',
      th: 'โปรดเลือกสถานทูตของรัฐที่บุคคลนี้ถือว่าเป็นรัฐของตน',
    })
  const entry = mayByConsent(await readLedger(ctx, row.code), {
    purpose: 'embassy',
    recipient: { organisation, kind: 'embassy' },
    isChild: isChildIn(held),
    now: ctx.now.toISOString(),
  })
  if (!entry) throw new Problem('not-allowed', notAgreed)
  const { node, organisationKind } = ctx.actor
  const block = templateMarking('protection', {
    node,
    organisation: ctx.actor.organisation,
    organisationKind,
  })
  const marking = await ctx.node.markings.intern(ctx.tx, {
    ...block,
    ...{ zone: 'consular', releasedTo: [organisation], purposes: ['consular-return'] },
  })
  // A question that lost its ground is not the same as a new one.
  await ctx.tx.client.query(
    'update consular_matter set ended_at = $3 where case_id = $1 and organisation = $2 and ended_at is null',
    [id, organisation, ctx.now],
  )
  await ctx.tx.client.query(
    `insert into consular_matter (id, case_id, organisation, marking_id, entry_id, asked_at, asked_by) values ($1, $2, $3, $4, $5, $6, $7)`,
    [...[matter, id, organisation, marking, entry.id, ctx.now, ctx.actor.person]],
  )
  for (const track of ['nationality', 'document'] as const)
    if (movesFrom(track, stands[track].state).includes('asked'))
      await moveTrack(ctx, held, { track, to: 'asked', facts: { agency: organisation } })
  await ctx.tx.client.query(
    `update return_track set owner = $2 where case_id = $1 and track in ('nationality', 'document') and state = 'asked'`,
    [id, organisation],
  )
  await settleReturn(ctx, row)
  await audit(ctx, { action: 'return.embassy-asked', object: row.code, detail: { organisation } })
  return readReturn(ctx, id)
}
