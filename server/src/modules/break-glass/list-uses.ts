import type { GlassUse } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { useColumns, viewUse } from './use.ts'
import type { UseRow } from './use.ts'

const most = 200

/** One's own looks, those at people one's organisation cares for, and for oversight every one; those to be judged first. */
export async function listUses(ctx: Context): Promise<{ items: GlassUse[]; can: string[] }> {
  const found = await ctx.tx.client.query<UseRow>(
    `select ${useColumns}
     where g.confirmed_at is not null and ($1 or g.person_id = $2 or exists (
       select 1 from protected_person c where c.code = g.code and visible($3, c.marking_id) and $4 = any(c.carers)))
     order by (g.result is not null), g.confirmed_at desc limit ${most}`,
    [judgesAll(ctx), ctx.actor.person, ctx.visible, ctx.actor.organisation],
  )
  await audit(ctx, { action: 'glass.listed', detail: { count: found.rows.length } })
  return {
    items: found.rows.map((row) => viewUse(ctx, row)),
    can: mayDo(ctx, 'glass.break', 'node').allow ? ['glassAsk'] : [],
  }
}

/** Every look at one person, for the file of that person. */
export async function usesAt(ctx: Context, code: string): Promise<GlassUse[]> {
  const found = await ctx.tx.client.query<UseRow>(
    `select ${useColumns} where g.code = $1 and g.confirmed_at is not null order by g.confirmed_at limit ${most}`,
    [code],
  )
  return found.rows.map((row) => viewUse(ctx, row))
}

export interface WaitingGlass {
  readonly id: string
  readonly at: Date
  readonly isOverdue: boolean
  readonly for: 'judge' | 'owner'
}

/** Looks that nobody has judged yet: for oversight to judge, for whoever cares for the person to know. */
export async function waitingGlass(ctx: Context): Promise<readonly WaitingGlass[]> {
  if (ctx.actor.roles.length === 0) return []
  const found = await ctx.tx.client.query<UseRow>(
    `select ${useColumns}
     where g.confirmed_at is not null and g.result is null and g.person_id <> $2 and ($1 or exists (
       select 1 from protected_person c where c.code = g.code and visible($3, c.marking_id) and $4 = any(c.carers)))
     order by g.confirmed_at limit 20`,
    [judgesAll(ctx), ctx.actor.person, ctx.visible, ctx.actor.organisation],
  )
  return found.rows.map((row) => ({
    id: row.id,
    at: row.confirmed_at ?? row.asked_at,
    isOverdue: viewUse(ctx, row).isOverdue,
    for: judgesAll(ctx) ? 'judge' : 'owner',
  }))
}

/** The office judges, whatever purpose is stated at the moment: what waits is shown under any. */
function judgesAll(ctx: Context): boolean {
  return mayDo({ ...ctx, purpose: 'oversight' }, 'glass.review', 'node').allow
}
