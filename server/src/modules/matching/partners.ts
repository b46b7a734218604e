import type { MatchIdentifier, MatchPartner } from '@shield/contract'
import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context, Visit } from '../../context.ts'
import { mayDo, permit } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { listTerms, usageOf } from './terms.ts'
import type { Terms } from './terms.ts'
import { epochOf } from './token.ts'

interface PeerRow {
  readonly name_en: string
  readonly name_th: string
  readonly published: readonly MatchIdentifier[]
  readonly published_at: Date | null
  readonly ours: readonly { readonly identifier: MatchIdentifier; readonly at: string }[]
  readonly cause: keyof typeof causes | null
  readonly stopped_at: Date | null
}

const causes = {
  'few-hits': {
    en: 'Nearly none of more than a thousand of its questions led to a hit',
    th: 'คำถามกว่าหนึ่งพันรายการแทบไม่มีรายการใดพบข้อมูลตรงกัน',
  },
  'many-hits': {
    en: 'Most of more than a thousand of its questions led to a hit',
    th: 'คำถามกว่าหนึ่งพันรายการส่วนใหญ่พบข้อมูลตรงกัน',
  },
} as const satisfies Record<string, Words>

/** Partners whose questions are not answered until somebody has looked, with why. */
export async function stoppedPartners({
  tx,
}: Visit): Promise<readonly { readonly peer: string; readonly because: Words; readonly at: Date }[]> {
  const found = await tx.client.query<{ peer: string; cause: keyof typeof causes; at: Date }>(
    'select peer, cause, at from match_stop where lifted_at is null order by at',
  )
  return found.rows.map(({ peer, cause, at }) => ({ peer, because: causes[cause], at }))
}

/** Partners that let identifiers be matched: which kinds, for what, and how many are left today. */
export async function listPartners(ctx: Context): Promise<{ items: MatchPartner[] }> {
  const items = []
  for (const terms of await listTerms(ctx)) items.push(await viewPartner(ctx, terms))
  await audit(ctx, { action: 'match.partners-listed', detail: { count: items.length } })
  return { items }
}

async function viewPartner(ctx: Context, terms: Terms): Promise<MatchPartner> {
  const found = await ctx.tx.client.query<PeerRow>(
    `select p.name_en, p.name_th, s.cause, s.at as stopped_at,
       array(select identifier from match_filter where agreement_id = $2 and epoch = $3 order by identifier) as published,
       (select max(at) from match_filter where agreement_id = $2 and epoch = $3) as published_at,
       (select coalesce(jsonb_agg(jsonb_build_object('identifier', identifier, 'at', at) order by identifier), '[]')
        from match_published where agreement_id = $2 and epoch = $3) as ours
     from peer p left join match_stop s on s.peer = p.node and s.lifted_at is null where p.node = $1`,
    [terms.peer, terms.agreement, epochOf(ctx.now)],
  )
  const row = found.rows[0]
  const used = await usageOf(ctx, 'own', { agreement: terms.agreement, person: ctx.actor.person, case: '' })
  const isStopped = row?.cause != null && row.stopped_at !== null
  return {
    agreement: terms.agreement,
    peer: { node: terms.peer, name: { en: row?.name_en ?? '', th: row?.name_th ?? '' } },
    identifiers: [...terms.identifiers],
    purposes: [...terms.purposes],
    published: [...(row?.published ?? [])],
    ...(row?.published_at == null ? {} : { publishedAt: row.published_at.toISOString() }),
    ours: (row?.ours ?? []).map(({ identifier, at }) => ({ identifier, at: new Date(at).toISOString() })),
    quota: { ...terms.quota },
    used: { person: used.person, node: used.node },
    ...(isStopped && row.cause !== null && row.stopped_at !== null
      ? { stopped: { because: causes[row.cause], at: row.stopped_at.toISOString() } }
      : {}),
    can: isStopped && mayDo(ctx, 'match.review', 'node').allow ? ['match.review'] : [],
  }
}

/** Goes on answering a partner after a person has looked at what it asked. */
export async function resumePartner(ctx: Context, agreement: string, reason: string): Promise<MatchPartner> {
  permit(ctx, 'match.review', 'node')
  const terms = (await listTerms(ctx)).find((one) => one.agreement === agreement)
  if (!terms) throw notFound()
  await ctx.tx.client.query(
    'update match_stop set lifted_at = $2, lifted_by = $3, reason = $4 where peer = $1 and lifted_at is null',
    [terms.peer, ctx.now, ctx.actor.person, reason.trim()],
  )
  await audit(ctx, { action: 'match.resumed', object: agreement, detail: { peer: terms.peer } })
  return viewPartner(ctx, terms)
}
