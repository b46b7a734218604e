import { kindOf } from '@shield/core'
import type { CandidateQuery, CandidateReply, CandidateRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { seal, unseal } from '../../seal.ts'
import { captionsOf } from '../registry/index.ts'
import { findReviewable } from './find-pairs.ts'
import type { SeenPair } from './find-pairs.ts'
import { inBand, sourcesOf } from './count-sources.ts'
import { readMatched } from './read-values.ts'
import type { Matched } from './read-values.ts'
import { bandOfBits, weighPair } from './score.ts'
import { takeTurns } from './take-turns.ts'
import { briefly } from './tell.ts'

/** The queue of pairs to review: band by band, each kind of evidence by turns, those one was unsure of last. */
export async function listCandidates(ctx: Context, query: CandidateQuery): Promise<CandidateReply> {
  const { pairs, counts } = await findReviewable(ctx, query)
  const wanted = await takeTurns(ctx, inBand(pairs, query.band))
  const start = startOf(ctx, wanted, query.cursor)
  const page = wanted.slice(start, start + (query.limit ?? 50))
  const items = await rowsOf(ctx, page)
  await audit(ctx, {
    action: 'candidate.listed',
    shown: items.flatMap((item) => [item.left.id, item.right.id]),
    detail: { count: items.length },
  })
  const last = page.at(-1)
  return {
    items,
    ...(last && wanted.length > start + page.length
      ? { next: seal(ctx.node, 'place', last.left, last.right) }
      : {}),
    bands: [...counts],
    sources: query.cursor === undefined ? await sourcesOf(ctx, query, { pairs, counts }) : [],
  }
}

/** After the pair where the last page ended. When that one has been judged since, what stood after it has moved up: the rest begins anew. */
function startOf(ctx: Context, pairs: readonly SeenPair[], cursor: string | undefined): number {
  const place = unseal(ctx.node, 'place', cursor)
  if (!place) return 0
  return pairs.findIndex((pair) => pair.left === place[0] && pair.right === place[1]) + 1
}

async function rowsOf(ctx: Context, pairs: readonly SeenPair[]): Promise<CandidateRow[]> {
  const ids = [...new Set(pairs.flatMap((pair) => [pair.left, pair.right]))]
  const known = await readMatched(ctx.tx.client, ids, ctx.visible)
  const sides = await sidesOf(ctx, ids)
  return pairs.flatMap((pair) => {
    const [one, other] = [known.get(pair.left), known.get(pair.right)]
    const [left, right] = [sides.get(pair.left), sides.get(pair.right)]
    if (!one || !other || !left || !right) return []
    return rowOf(pair, [one, other], { left: left.side, right: right.side, foundAt: [left.at, right.at] })
  })
}

interface Sides {
  readonly left: CandidateRow['left']
  readonly right: CandidateRow['right']
  readonly foundAt: readonly [Date, Date]
}

/** Weighed once more by what stands now: what was taken back a moment ago is no ground. */
function rowOf(
  pair: SeenPair,
  [one, other]: readonly [Matched, Matched],
  { left, right, foundAt }: Sides,
): readonly CandidateRow[] {
  const weighed = weighPair(one, other)
  const band = bandOfBits(weighed.bits)
  if (band === 'weak') return []
  return [
    {
      band,
      left,
      right,
      because: briefly(weighed),
      withinSource: pair.withinSource,
      foundAt: foundAt.toSorted((a, b) => Number(b) - Number(a))[0]?.toISOString() ?? '',
      ...(pair.unsureAt ? { unsureAt: pair.unsureAt.toISOString() } : {}),
    },
  ]
}

interface SideRow {
  readonly id: number
  readonly wire: string
  readonly kind: number
  readonly source: string
  readonly source_name: string
  readonly organisation: string
  readonly at: Date
}

/** What a list says of an entity, with the time from which something visible has stood of it. */
export async function sidesOf(
  ctx: Context,
  ids: readonly number[],
): Promise<ReadonlyMap<number, { readonly side: CandidateRow['left']; readonly at: Date }>> {
  const found = await ctx.tx.client.query<SideRow>(
    `select e.id, e.wire, e.kind, s.wire as source, s.name as source_name, s.organisation,
       (select min(st.recorded_at) from statement st where st.entity_id = e.id and st.retracted_at is null and visible($2, st.marking_id)) as at
     from unnest($1::bigint[]) as asked (id) join entity e on e.id = asked.id join source s on s.id = e.source_id
     where any_visible($2, e.markings)`,
    [ids, Buffer.from(ctx.visible)],
  )
  const captions = await captionsOf(ctx, ids)
  return new Map(
    found.rows.flatMap((row) => {
      const about = captions.get(row.id)
      if (!about) return []
      const side = {
        id: row.wire,
        kind: kindOf(row.kind),
        caption: about.caption,
        source: row.source,
        sourceName: row.source_name,
        organisation: row.organisation,
        marking: ctx.node.markings.block(about.marking),
      }
      return [[row.id, { side, at: row.at }] as const]
    }),
  )
}
