import type { ProposeRole } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'

/** Proposes a role for somebody of this node; it holds when another administrator approves it. */
export async function proposeRole(ctx: Context, person: string, input: ProposeRole): Promise<void> {
  if (person === ctx.actor.person)
    throw new Problem('not-allowed', { en: 'Nobody grants himself a role', th: 'ไม่มีใครให้บทบาทแก่ตนเองได้' })
  const found = await ctx.tx.db.selectFrom('person').select('id').where('id', '=', person).executeTakeFirst()
  if (!found) throw notFound()
  const standing = await ctx.tx.db
    .selectFrom('role_grant')
    .select('id')
    .where('person_id', '=', person)
    .where('role', '=', input.role)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (standing) throw new Problem('conflict')
  const id = newId()
  await ctx.tx.db
    .insertInto('role_grant')
    .values({
      id,
      person_id: person,
      role: input.role,
      reason: input.reason,
      proposed_by: ctx.actor.person,
      proposed_at: ctx.now,
    })
    .execute()
  await audit(ctx, { action: 'role.proposed', object: id, detail: { role: input.role } })
}

/** Approves a proposal of somebody else for somebody else (safeguard S10). */
export async function approveRole(ctx: Context, id: string): Promise<void> {
  const grant = await standingGrant(ctx, id)
  const isSecond = grant.proposed_by !== ctx.actor.person && grant.person_id !== ctx.actor.person
  permit(ctx, 'role.approve', 'node', isSecond)
  if (grant.approved_at !== null) throw new Problem('conflict')
  await ctx.tx.db
    .updateTable('role_grant')
    .set({ approved_by: ctx.actor.person, approved_at: ctx.now })
    .where('id', '=', id)
    .execute()
  await audit(ctx, { action: 'role.granted', object: id, detail: { role: grant.role } })
}

/** Takes a role back, or a proposal; the person's next request goes without it. */
export async function revokeRole(ctx: Context, id: string): Promise<void> {
  const grant = await standingGrant(ctx, id)
  await ctx.tx.db
    .updateTable('role_grant')
    .set({ revoked_by: ctx.actor.person, revoked_at: ctx.now })
    .where('id', '=', id)
    .execute()
  await audit(ctx, { action: 'role.revoked', object: id, detail: { role: grant.role } })
}

async function standingGrant(ctx: Context, id: string) {
  const grant = await ctx.tx.db
    .selectFrom('role_grant')
    .select(['person_id', 'proposed_by', 'approved_at', 'role'])
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!grant) throw notFound()
  return grant
}
