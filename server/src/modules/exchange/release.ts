import { markingText, strictest } from '@shield/core'
import type { ReleaseCreate, ReleasePreview, ReleaseView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { permit, permitRelease } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import { findAgreement } from './agreement.ts'
import { askPermission } from './ask-permission.ts'
import { bookItems } from './book-items.ts'
import { checkTerms } from './check-terms.ts'
import { prepareRelease, travelling } from './package.ts'
import { sendRelease } from './send-release.ts'
import { takeBack } from './take-back.ts'
import { getRelease, isGiven, isOurs, viewOf } from './view.ts'

/** Exactly what the partner will see, before anything is decided. */
export async function previewRelease(
  ctx: Context,
  draft: Parameters<typeof prepareRelease>[1],
): Promise<ReleasePreview> {
  const prepared = await prepareRelease(ctx, draft)
  const { package: contents, secondPerson, because, asks, refused, left, edges, held } = prepared
  const shown = new Set(edges.flatMap(({ from, to }) => [from.entity, to.entity]))
  for (const { entity } of draft.entities) shown.add(entity)
  await audit(ctx, { action: 'release.previewed', shown: [...shown] })
  return {
    ...{ package: contents, secondPerson, because, refused, left, edges, held },
    ...(asks ? { asks } : {}),
  }
}

/** Hands a package to a partner: at once, or when its owner and a second person have agreed. */
export async function createRelease(ctx: Context, input: ReleaseCreate): Promise<ReleaseView> {
  const prepared = await prepareRelease(ctx, input)
  const no = prepared.refused[0] ?? prepared.left[0]
  if (no) throw new Problem('not-allowed', no.because)
  const { expiresOn, onward } = checkTerms(ctx, input, prepared)
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
      expires_on: expiresOn ?? null,
      package: JSON.stringify(prepared.package),
      marking_id: await ctx.node.markings.intern(ctx.tx, prepared.marking),
      created_by: ctx.actor.person,
      onward,
      consent: input.consent ? JSON.stringify(input.consent) : null,
      passed_from: prepared.cameBy?.release ?? null,
    })
    .execute()
  await bookItems(ctx, id, { ...prepared, version: 1 })
  await audit(ctx, {
    action: 'release.created',
    object: id,
    shown: input.entities.map((one) => one.entity),
    detail: { peer: prepared.peer },
  })
  if (prepared.asks) await askPermission(ctx, id, prepared)
  else if (!prepared.secondPerson) await sendRelease(ctx, await getRelease(ctx, id))
  return viewOf(ctx, await getRelease(ctx, id))
}

/** Approves somebody else's release, which then goes. The policy is asked again, for the approver and for today. */
export async function approveRelease(ctx: Context, id: string, reason: string): Promise<ReleaseView> {
  const release = await getRelease(ctx, id, true)
  const isSecond = release.created_by !== ctx.actor.person
  permit(ctx, 'exchange.approve', 'node', isSecond)
  if (release.direction !== 'out' || release.state !== 'waiting') throw new Problem('conflict')
  if (release.permission && !isGiven(release.permission)) throw new Problem('conflict', notAnswered)
  const { ids, isRetracted } = await blocksIn(ctx, id)
  // What was taken back since the proposal does not go.
  if (isRetracted || ids.length === 0) throw new Problem('state-changed')
  const blocks = ids.map((one) => ctx.node.markings.block(one))
  permitRelease(ctx, blocks, {
    secondPerson: isSecond,
    byLeave: release.permission !== null || (await isStillLeft(ctx, release)),
  })
  const agreement = await findAgreement(ctx, release.agreement_id)
  if (!agreement?.inForce) throw new Problem('agreement-missing')
  // Handled otherwise since the proposal: what would go is not what was proposed.
  const marking = travelling(blocks.reduce(strictest), agreement.body, release.peer)
  if (markingText(marking) !== markingText(release.package.marking)) throw new Problem('state-changed')
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
  await sendRelease(ctx, release)
  return viewOf(ctx, await getRelease(ctx, id))
}

const notAnswered = {
  en: 'Its originator has not said yes',
  th: 'เจ้าของข้อมูลยังไม่ได้อนุญาต',
}

/** The markings of all that a release holds now, and whether any of it was taken back here. */
async function blocksIn(
  ctx: Context,
  id: string,
): Promise<{ readonly ids: readonly number[]; readonly isRetracted: boolean }> {
  const found = await ctx.tx.client.query<{ marking_id: number; retracted: boolean }>(
    `select st.marking_id, st.retracted_at is not null as retracted from release_statement r
     join entity e on e.wire = r.entity_wire join statement st on st.entity_id = e.id and st.id = r.statement_id where r.release_id = $1 and r.until is null
     union select l.marking_id, l.retracted_at is not null from release_link r join link l on l.wire = r.link_wire where r.release_id = $1 and r.until is null`,
    [id],
  )
  return {
    ids: [...new Set(found.rows.map((row) => row.marking_id))],
    isRetracted: found.rows.some((row) => row.retracted),
  }
}

/** Does the owner of what is passed on still let it go to this partner? */
async function isStillLeft(
  ctx: Context,
  { passed_from: from, peer }: { passed_from: string | null; peer: string },
): Promise<boolean> {
  if (from === null) return false
  const found = await ctx.tx.client.query(
    `select 1 from release where id = $1 and direction = 'in' and state = 'applied' and $2 = any(onward)`,
    [from, peer],
  )
  return found.rowCount === 1
}

/** Takes a release back; the partner hides it and says so. An agreement that has ended does not stand in the way. */
export async function recallRelease(ctx: Context, id: string, reason: string): Promise<ReleaseView> {
  const release = await getRelease(ctx, id, true)
  permitTakingBack(ctx, release)
  if (!['waiting', 'sent', 'applied'].includes(release.state)) throw new Problem('conflict')
  await takeBack(ctx, [release], { by: ctx.actor.person, reason })
  return viewOf(ctx, await getRelease(ctx, id))
}

/** Whoever handed it over takes it back, and so does whoever owns it. */
export function permitTakingBack(
  ctx: Context,
  release: Pick<
    Parameters<typeof isOurs>[1] & { direction: string },
    'direction' | 'organisation' | 'marking_id'
  >,
): void {
  if (release.direction !== 'out' || !isOurs(ctx, release))
    throw new Problem('not-allowed', {
      en: 'Only its owner recalls a release',
      th: 'เฉพาะเจ้าของเท่านั้นที่เรียกคืนได้',
    })
  const block = ctx.node.markings.block(release.marking_id)
  if (block.organisation === ctx.actor.organisation) permit(ctx, 'content.recall', block)
  else permit(ctx, 'exchange.recall', 'node')
}
