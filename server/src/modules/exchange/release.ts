import { markingText, strictest } from '@shield/core'
import type { ReleaseCreate, ReleasePreview, ReleaseView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import { findAgreement } from './agreement.ts'
import { post } from './outbox.ts'
import { permitRelease, prepareRelease, travelling } from './package.ts'
import { getRelease, viewOf } from './view.ts'
import type { ReleaseRow } from './view.ts'

/** Exactly what the partner will see, before anything is decided. */
export async function previewRelease(
  ctx: Context,
  draft: Parameters<typeof prepareRelease>[1],
): Promise<ReleasePreview> {
  const prepared = await prepareRelease(ctx, draft)
  await audit(ctx, { action: 'release.previewed', shown: [draft.entity] })
  const { package: contents, secondPerson, because, refused, held } = prepared
  return { package: contents, secondPerson, because, refused, held }
}

/** Hands statements of an entity to a partner, at once or when a second person has approved. */
export async function createRelease(ctx: Context, input: ReleaseCreate): Promise<ReleaseView> {
  if (input.expiresOn !== undefined && input.expiresOn <= ctx.now.toISOString().slice(0, 10))
    throw new Problem('body-invalid', undefined, [
      { pointer: '/expiresOn', rule: 'future', hint: 'give a day after today' },
    ])
  const prepared = await prepareRelease(ctx, input)
  if (prepared.refused[0]) throw new Problem('not-allowed', prepared.refused[0].because)
  const id = newId()
  await ctx.tx.db
    .insertInto('release')
    .values({
      id,
      direction: 'out',
      peer: prepared.peer,
      agreement_id: input.agreement,
      organisation: ctx.actor.organisation,
      state: prepared.secondPerson ? 'waiting' : 'approved',
      purpose: input.purpose,
      legal_basis: input.legalBasis,
      reason: input.reason,
      expires_on: input.expiresOn ?? null,
      package: JSON.stringify(prepared.package),
      marking_id: await ctx.node.markings.intern(ctx.tx, prepared.marking),
      created_by: ctx.actor.person,
    })
    .execute()
  await ctx.tx.client.query(
    'insert into release_statement (release_id, entity_wire, statement_id) select $1, e.wire, s.id from unnest($2::bigint[], $3::bigint[]) as s (entity, id) join entity e on e.id = s.entity',
    [id, prepared.statements.map((one) => one.entity), prepared.statements.map((one) => one.id)],
  )
  await audit(ctx, {
    action: 'release.created',
    object: id,
    shown: [input.entity],
    detail: { peer: prepared.peer },
  })
  if (!prepared.secondPerson) await send(ctx, await getRelease(ctx, id))
  return viewOf(ctx, await getRelease(ctx, id))
}

/** Approves somebody else's release, which then goes. The policy is asked again, for the approver and for today. */
export async function approveRelease(ctx: Context, id: string, reason: string): Promise<ReleaseView> {
  const release = await getRelease(ctx, id, true)
  const isSecond = release.created_by !== ctx.actor.person
  permit(ctx, 'exchange.approve', 'node', isSecond)
  if (release.direction !== 'out' || release.state !== 'waiting') throw new Problem('conflict')
  const blocks = await ctx.tx.client.query<{ marking_id: number; retracted: boolean }>(
    `select st.marking_id, st.retracted_at is not null as retracted from release_statement r
     join entity e on e.wire = r.entity_wire join statement st on st.entity_id = e.id and st.id = r.statement_id where r.release_id = $1`,
    [id],
  )
  // What was taken back since the proposal does not go.
  if (blocks.rows.some((row) => row.retracted)) throw new Problem('state-changed')
  permitRelease(
    ctx,
    blocks.rows.map((row) => ctx.node.markings.block(row.marking_id)),
    isSecond,
  )
  const agreement = await findAgreement(ctx, release.agreement_id)
  if (!agreement?.inForce) throw new Problem('agreement-missing')
  // Handled otherwise since the proposal: what would go is not what was proposed.
  const marking = blocks.rows.map((row) => ctx.node.markings.block(row.marking_id)).reduce(strictest)
  if (markingText(travelling(marking, agreement.body)) !== markingText(release.package.marking))
    throw new Problem('state-changed')
  await ctx.tx.db
    .updateTable('release')
    .set({
      state: 'approved',
      approved_by: ctx.actor.person,
      approved_at: ctx.now,
      approval_reason: reason,
    })
    .where('id', '=', id)
    .execute()
  await audit(ctx, { action: 'release.approved', object: id })
  await send(ctx, release)
  return viewOf(ctx, await getRelease(ctx, id))
}

/** Takes a release back; the partner hides it and says so. An agreement that has ended does not stand in the way. */
export async function recallRelease(ctx: Context, id: string, reason: string): Promise<ReleaseView> {
  const release = await getRelease(ctx, id, true)
  if (release.direction !== 'out' || release.organisation !== ctx.actor.organisation)
    throw new Problem('not-allowed', {
      en: 'Only its owner recalls a release',
      th: 'เฉพาะเจ้าของเท่านั้นที่เรียกคืนได้',
    })
  permit(ctx, 'content.recall', ctx.node.markings.block(release.marking_id))
  if (!['waiting', 'sent', 'applied'].includes(release.state)) throw new Problem('conflict')
  const wasSent = release.state !== 'waiting'
  await ctx.tx.db
    .updateTable('release')
    .set({
      state: wasSent ? 'recalling' : 'recalled',
      recalled_by: ctx.actor.person,
      recalled_at: ctx.now,
      recall_reason: reason,
    })
    .where('id', '=', id)
    .execute()
  if (wasSent) await post(ctx, release.peer, 'recall', { release: id })
  await audit(ctx, { action: 'release.recalled', object: id })
  return viewOf(ctx, await getRelease(ctx, id))
}

async function send(ctx: Context, release: ReleaseRow): Promise<void> {
  await post(ctx, release.peer, 'release', {
    release: release.id,
    agreement: release.agreement_id,
    organisation: release.organisation,
    purpose: release.purpose,
    legalBasis: release.legal_basis,
    ...(release.expires_on === null ? {} : { expiresOn: release.expires_on }),
    package: release.package as never,
  })
  await ctx.tx.db.updateTable('release').set({ state: 'sent' }).where('id', '=', release.id).execute()
  await audit(ctx, { action: 'release.sent', object: release.id, detail: { peer: release.peer } })
}
