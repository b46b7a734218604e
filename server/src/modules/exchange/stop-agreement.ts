import type { AgreementStand, AgreementView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context, Visit } from '../../context.ts'
import { post } from '../../peer/index.ts'
import type { Outcome } from '../../peer/index.ts'
import { Problem, notFound } from '../../problem.ts'
import { listAgreements } from './agreement.ts'
import { applyStand, standActs } from './apply-stand.ts'
import type { Stand } from './apply-stand.ts'

interface Row {
  readonly peer: string
  readonly suspended_at: Date | null
  readonly ended_at: Date | null
}

/** Stops an agreement from this side: nothing goes or comes under it from now on, recalls and narrowing excepted. */
export async function suspendAgreement(ctx: Context, id: string, reason: string): Promise<AgreementView> {
  const row = await lock(ctx, id)
  if (row.ended_at !== null || row.suspended_at !== null) throw new Problem('conflict')
  await ctx.tx.client.query(
    'update agreement set suspended_at = $2, suspended_by = $3, suspended_reason = $4 where id = $1',
    [id, ctx.now, ctx.actor.person, reason],
  )
  await tell(ctx, row.peer, { agreement: id, stand: 'suspended' })
  return viewAgreement(ctx, id)
}

/** Lets it run again from this side; the other side may have it stopped still. */
export async function resumeAgreement(ctx: Context, id: string, reason: string): Promise<AgreementView> {
  const row = await lock(ctx, id)
  if (row.ended_at !== null || row.suspended_at === null) throw new Problem('conflict')
  await ctx.tx.client.query(
    'update agreement set suspended_at = null, suspended_by = null, suspended_reason = $2 where id = $1',
    [id, reason],
  )
  await tell(ctx, row.peer, { agreement: id, stand: 'running' })
  return viewAgreement(ctx, id)
}

/** Ends it for good. What went under it can be recalled and narrowed all the same. */
export async function endAgreement(ctx: Context, id: string, reason: string): Promise<AgreementView> {
  const row = await lock(ctx, id)
  if (row.ended_at !== null) throw new Problem('conflict')
  await ctx.tx.client.query(
    'update agreement set ended_at = $2, ended_by = $3, ended_reason = $4 where id = $1',
    [id, ctx.now, ctx.node.name, reason],
  )
  await tell(ctx, row.peer, { agreement: id, stand: 'ended' })
  return viewAgreement(ctx, id)
}

async function tell(
  ctx: Context,
  peer: string,
  { agreement, stand }: { readonly agreement: string; readonly stand: Stand },
): Promise<void> {
  const told = await ctx.tx.client.query<{ told: number }>(
    'update agreement set told = told + 1 where id = $1 returning told',
    [agreement],
  )
  const number = told.rows[0]?.told ?? 1
  await post(ctx, { peer, kind: 'agreement-stand', about: agreement, body: { agreement, number, stand } })
  await audit(ctx, { action: standActs[stand], object: agreement })
}

async function lock(ctx: Context, id: string): Promise<Row> {
  const found = await ctx.tx.client.query<Row>(
    'select peer, suspended_at, ended_at from agreement where id = $1 for update',
    [id],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  return row
}

async function viewAgreement(ctx: Context, id: string): Promise<AgreementView> {
  const { items } = await listAgreements(ctx)
  const view = items.find((one) => one.id === id)
  if (!view) throw notFound()
  return view
}

/** What the partner decided about an agreement with it; an older word that comes late is none. */
export async function hearStand(
  visit: Visit,
  { from, body }: { readonly from: string; readonly body: AgreementStand },
): Promise<Outcome> {
  const { agreement: about, number } = body
  const found = await visit.tx.client.query<{ heard: number }>(
    'select heard from agreement where id = $1 and peer = $2 for update',
    [about, from],
  )
  const row = found.rows[0]
  if (!row) return hearEarly(visit, from, body)
  if (number <= row.heard) return { state: 'refused', code: 'KNOWN', about }
  await applyStand(visit, from, body)
  return { state: 'applied', about }
}

/** It overtook the acceptance of the agreement it speaks of, which goes by the other lane: it counts as soon as that is here. */
async function hearEarly(
  { tx }: Visit,
  from: string,
  { agreement: about, number, stand }: AgreementStand,
): Promise<Outcome> {
  const kept = await tx.client.query(
    `update agreement_version set early_number = $3, early_stand = $4 where agreement_id = $1 and peer = $2 and direction = 'out'
       and state in ('sent', 'withdrawn') and coalesce(early_number, 0) < $3`,
    [about, from, number, stand],
  )
  return kept.rowCount === 0 ? { state: 'refused', code: 'NO-AGREEMENT', about } : { state: 'applied', about }
}
