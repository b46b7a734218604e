import type { MatchIdentifier } from '@shield/contract'

import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { findHits } from './view-hit.ts'

interface WaitingHit {
  readonly id: string
  readonly identifier: MatchIdentifier
  readonly at: Date
  readonly due: Date
}

interface NewsOfMatch {
  readonly id: string
  readonly at: Date
  /** hit: something was found. reply: the owner has said more. done: nothing was found, or it was not answered. */
  readonly news: 'hit' | 'reply' | 'done'
}

const mostCounted = 200

/** What private matching wants of this person: hits to answer, and what came of her own questions since she last looked. */
export async function waitingMatching(
  ctx: Context,
): Promise<{ readonly hits: readonly WaitingHit[]; readonly answers: readonly NewsOfMatch[] }> {
  const hits = mayDo(ctx, 'match.answer', 'node').allow
    ? await findHits(ctx, { open: true, limit: mostCounted })
    : []
  return {
    hits: hits.map(({ id, identifier, at, due_at: due }) => ({ id, identifier, at, due })),
    answers: mayDo(ctx, 'match.ask', 'node').allow ? await newsOfMatches(ctx) : [],
  }
}

async function newsOfMatches(ctx: Context): Promise<readonly NewsOfMatch[]> {
  const found = await ctx.tx.client.query<NewsOfMatch>(
    `select a.id, greatest(a.answered_at, h.hit_at, d.replied_at) as at,
       case when d.replied_at > seen.at then 'reply' when h.hit_at > seen.at then 'hit' else 'done' end as news
     from match_ask a
       cross join lateral (select coalesce(max(i.at), '-infinity') as at from audit_intake i
         where i.object = a.id::text and i.person = $2 and i.action = 'match.read') seen
       cross join lateral (select max(hit_at) as hit_at from match_element e where e.ask_id = a.id) h
       cross join lateral (select max(answered_at) as replied_at from match_disclosure d
         where d.direction = 'out' and d.peer = a.peer and d.ticket = a.id) d
     where a.organisation = $1 and a.by_person = $2 and greatest(a.answered_at, h.hit_at, d.replied_at) > seen.at
     order by at desc limit ${mostCounted}`,
    [ctx.actor.organisation, ctx.actor.person],
  )
  return found.rows
}
