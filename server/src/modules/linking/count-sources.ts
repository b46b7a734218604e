import type { CandidateBand, CandidateQuery, CandidateReply } from '@shield/contract'

import type { Context } from '../../context.ts'
import { findReviewable } from './find-pairs.ts'
import type { Reviewable, SeenPair } from './find-pairs.ts'

type BandPairs = readonly SeenPair[]

export function inBand(pairs: BandPairs, band: CandidateBand | undefined): BandPairs {
  return band === undefined ? pairs : pairs.filter((pair) => pair.band === band)
}

/**
 * The sources of the pairs that the reader sees, as the list is narrowed by all but the source: so that another can be chosen
 * beside the one that is. Counted no further than the bands are.
 */
export async function sourcesOf(
  ctx: Context,
  { source, ...query }: CandidateQuery,
  narrowed: Pick<Reviewable, 'pairs' | 'counts'>,
): Promise<CandidateReply['sources']> {
  const { pairs, counts } = source === undefined ? narrowed : await findReviewable(ctx, query)
  const isMore = counts.some((one) => one.isMore && (query.band ?? one.band) === one.band)
  const wanted = inBand(pairs, query.band)
  const found = await ctx.tx.client.query<Omit<CandidateReply['sources'][number], 'isMore'>>(
    `select s.wire as source, s.name, s.organisation, count(distinct side.pair)::int as count
     from (select place as pair, unnest(array[l, r]) as entity
       from unnest($1::bigint[], $2::bigint[]) with ordinality as pairs (l, r, place)) as side
     join entity e on e.id = side.entity join source s on s.id = e.source_id
     group by s.id, s.wire, s.name, s.organisation order by count desc, s.name, s.id`,
    [wanted.map((pair) => pair.left), wanted.map((pair) => pair.right)],
  )
  return found.rows.map((row) => ({ ...row, isMore }))
}
