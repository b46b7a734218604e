import type { PersonRow, RoleGrant } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'

interface GrantRow {
  readonly id: string
  readonly role: string
  readonly reason: string
  readonly proposed_by: string | null
  readonly by_en: string | null
  readonly by_th: string | null
  readonly proposed_at: string
  readonly approved_at: string | null
}

interface Row {
  readonly id: string
  readonly name_en: string
  readonly name_th: string
  readonly clearance: number
  readonly active: boolean
  readonly code: string
  readonly organisation_en: string
  readonly organisation_th: string
  readonly grants: GrantRow[]
}

/** People of this node with their roles and what waits for a second person. */
export async function listPeople(
  ctx: Context,
  page: { readonly cursor?: string; readonly limit?: number },
): Promise<{ items: PersonRow[]; next?: string }> {
  const limit = page.limit ?? 50
  const after = /^[0-9a-f-]{36}$/.test(page.cursor ?? '')
    ? page.cursor
    : '00000000-0000-0000-0000-000000000000'
  const found = await ctx.tx.client.query<Row>(
    `select p.id, p.name_en, p.name_th, p.clearance, p.active, o.code, o.name_en as organisation_en, o.name_th as organisation_th,
       coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'reason', g.reason, 'proposed_by', g.proposed_by,
           'by_en', b.name_en, 'by_th', b.name_th, 'proposed_at', g.proposed_at, 'approved_at', g.approved_at) order by g.proposed_at, g.id)
         from role_grant g left join person b on b.id = g.proposed_by
         where g.person_id = p.id and g.revoked_at is null), '[]') as grants
     from person p join organisation o on o.id = p.organisation_id
     where p.id > $1 order by p.id limit $2`,
    [after, limit + 1],
  )
  await audit(ctx, { action: 'people.read' })
  const rows = found.rows.slice(0, limit)
  const last = rows.at(-1)
  return {
    items: rows.map((row) => personOf(ctx, row)),
    ...(found.rows.length > limit && last ? { next: last.id } : {}),
  }
}

function personOf(ctx: Context, row: Row): PersonRow {
  const isSelf = row.id === ctx.actor.person
  return {
    id: row.id,
    name: { en: row.name_en, th: row.name_th },
    organisation: { code: row.code, name: { en: row.organisation_en, th: row.organisation_th } },
    clearance: row.clearance,
    active: row.active,
    grants: row.grants.map((grant) => grantOf(ctx, grant, isSelf)),
    can: !isSelf && mayDo(ctx, 'role.grant', 'node').allow ? ['role.grant'] : [],
  }
}

function grantOf(ctx: Context, grant: GrantRow, isSelf: boolean): RoleGrant {
  const isProposed = grant.approved_at === null
  const isSecond = !isSelf && grant.proposed_by !== ctx.actor.person
  const can = [
    ...(isProposed && isSecond && mayDo(ctx, 'role.approve', 'node', true).allow ? ['role.approve'] : []),
    ...(mayDo(ctx, 'role.revoke', 'node').allow ? ['role.revoke'] : []),
  ]
  return {
    id: grant.id,
    role: grant.role,
    state: isProposed ? 'proposed' : 'approved',
    reason: grant.reason,
    ...(grant.by_en === null ? {} : { proposedBy: { en: grant.by_en, th: grant.by_th ?? grant.by_en } }),
    proposedAt: new Date(grant.proposed_at).toISOString(),
    can,
  }
}

/** Proposals this person may decide: neither made by nor for the person. */
export async function waitingGrants(
  ctx: Context,
): Promise<readonly { readonly id: string; readonly at: Date }[]> {
  const rows = await ctx.tx.db
    .selectFrom('role_grant')
    .select(['id', 'proposed_at as at'])
    .where('approved_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('person_id', '!=', ctx.actor.person)
    .where('proposed_by', '!=', ctx.actor.person)
    .orderBy('proposed_at')
    .execute()
  return rows
}
