import type { RequestKind } from '@shield/contract'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'

export interface WaitingRequest {
  readonly id: string
  readonly kind: RequestKind
  readonly direction: 'out' | 'in'
  readonly at: Date
  readonly due: Date
}

/** What requests want of this person: `decide`, a colleague's that has not gone; `ours`, it is the desk's turn; `answers`, news of the own. */
interface Waiting {
  readonly decide: readonly WaitingRequest[]
  readonly ours: readonly WaitingRequest[]
  readonly answers: readonly WaitingRequest[]
}

const mostCounted = 200

export async function waitingRequests(ctx: Context): Promise<Waiting> {
  const acts = mayDo(ctx, 'exchange.release', 'node').allow
  const approves = mayDo(ctx, 'exchange.approve', 'node', true).allow
  return {
    decide: approves ? await find(ctx, `r.state = 'waiting' and r.by_person <> $2`) : [],
    ours: acts
      ? await find(
          ctx,
          `(r.direction = 'in' and r.state in ('sent', 'seen', 'accepted', 'answered-in-part') or r.direction = 'out' and r.state = 'refused')`,
        )
      : [],
    answers: await find(ctx, acts ? `${unread} and r.state <> 'refused'` : unread),
  }
}

/** The partner has done something with a request of hers since she last opened it. */
const unread = `r.direction = 'out' and r.by_person = $2 and exists (
  select 1 from request_act a where a.request_id = r.id and a.direction = 'in' and a.at > coalesce(
    (select max(i.at) from audit_intake i where i.object = r.id::text and i.person = $2 and i.action in ('request.read', 'request.made')), '-infinity'))`

async function find(ctx: Context, condition: string): Promise<readonly WaitingRequest[]> {
  const found = await ctx.tx.client.query<WaitingRequest>(
    `select r.id, r.kind, r.direction, r.at, r.due_at as due from request r
     where r.organisation = $1 and $2::uuid is not null and ${condition} order by r.due_at, r.id limit ${mostCounted}`,
    [ctx.actor.organisation, ctx.actor.person],
  )
  return found.rows
}
