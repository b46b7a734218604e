import type { TrackName } from '@shield/core'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { seen } from '../protection/index.ts'
import { isMatterOpen } from './matter-open.ts'

// Counted up to here: the board has the others.
const most = 100

export interface WaitingReturn {
  readonly id: string
  readonly at: Date
  readonly due: Date
  /** What is due first, of what is this organisation's turn. */
  readonly track: TrackName
}

interface WaitingReturns {
  /** Overrides that somebody else asked for. */
  readonly overrides: readonly { readonly id: string; readonly at: Date }[]
  readonly turns: readonly WaitingReturn[]
  /** Of an embassy: what it is asked. */
  readonly matters: readonly { readonly id: string; readonly at: Date; readonly due: Date | null }[]
}

/** What of returns waits for this person: answers, and steps whose day comes within a week or is over. */
export async function waitingReturns(ctx: Context): Promise<WaitingReturns> {
  return {
    ...(mayDo(ctx, 'protection.work', 'node').allow ? await ofCarers(ctx) : { overrides: [], turns: [] }),
    matters: mayDo(ctx, 'consular.work', 'node').allow ? await ofEmbassy(ctx) : [],
  }
}

async function ofCarers(ctx: Context): Promise<Omit<WaitingReturns, 'matters'>> {
  const reader = [ctx.visible, ctx.actor.organisation, ctx.now]
  const overrides = mayDo(ctx, 'care.approve', 'node').allow
    ? await ctx.tx.client.query<{ id: string; at: Date }>(
        `select r.id, o.asked_at as at from return_override o join return_case r on r.id = o.case_id
     join protected_person p on p.code = r.code
     where ${seen} and $2 = any(p.carers) and r.ended_at is null and o.agreed_at is null and o.refused_at is null and o.asked_by <> $4
     order by o.asked_at limit ${most}`,
        [...reader, ctx.actor.person],
      )
    : undefined
  const turns = await ctx.tx.client.query<WaitingReturn>(
    `select r.id, t.since as at, t.due_at as due, t.track from return_case r join protected_person p on p.code = r.code
     cross join lateral (select t.track, t.since, t.due_at from return_track t
       where t.case_id = r.id and t.owner = $2 and t.due_at is not null order by t.due_at, t.track limit 1) t
     where ${seen} and r.ended_at is null and $2 = any(r.turns) and t.due_at < $3::timestamptz + interval '7 days'
     order by t.due_at, r.id limit ${most}`,
    reader,
  )
  return { overrides: overrides?.rows ?? [], turns: turns.rows }
}

async function ofEmbassy(ctx: Context): Promise<WaitingReturns['matters']> {
  const found = await ctx.tx.client.query<WaitingReturns['matters'][number]>(
    `select m.id, m.asked_at as at, min(t.due_at) as due from consular_matter m join return_case r on r.id = m.case_id
     join return_track t on t.case_id = r.id and t.track in ('nationality', 'document') and t.state in ('asked', 'interviewed')
     where visible($1, m.marking_id) and ${isMatterOpen('$2')} group by m.id, m.asked_at order by m.asked_at limit ${most}`,
    [ctx.visible, ctx.now],
  )
  return found.rows
}
