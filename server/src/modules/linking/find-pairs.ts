import { kinds } from '@shield/core'
import { candidateBands } from '@shield/contract'
import type { CandidateBand, CandidateQuery } from '@shield/contract'

import type { Context } from '../../context.ts'
import { clustersOf } from '../registry/index.ts'
import { numberedKinds } from './ground.ts'
import { readMatched } from './read-values.ts'
import { bandOfBits, bandStarts, bitsOf } from './score.ts'

/** A pair as this reader sees it. */
export interface SeenPair {
  readonly left: number
  readonly right: number
  readonly band: CandidateBand
  readonly bits: number
  readonly withinSource: boolean
  readonly unsureAt: Date | undefined
  /** Both are what their number says: less to think about than people. */
  readonly isNumbered: boolean
  /** Somebody has joined both, whether or not this reader sees how. */
  readonly mayBeJoined: boolean
}

interface Row {
  readonly left: number
  readonly right: number
  readonly bits: number
  readonly within: boolean
  readonly unsure_at: Date | null
  readonly is_numbered: boolean
  readonly may_be_joined: boolean
}

/** Counted no further than this in each band, nor paged. */
export const mostPerBand = 500
/** Of pairs of which a reader sees a part only, so many are weighed anew for each look. */
const mostInPart = 1000

export type PairFilter = Pick<CandidateQuery, 'kind' | 'source' | 'own'>

/** A pair is there for who may see all of one ground: both values, or all four where each side's ground is made of two. */
const hasGround = `exists (select 1 from candidate_ground g
  where g.left_entity = c.left_entity and g.right_entity = c.right_entity
    and visible($1, g.left_marking) and visible($1, g.left_beside) and visible($1, g.right_marking) and visible($1, g.right_beside))`

/** What was weighed when the pair was matched holds for who sees all of both sides, as long as nothing has moved. */
const isWhole = `all_visible($1, l.markings) and all_visible($1, r.markings)
  and c.left_markings @> l.markings and c.left_markings <@ l.markings
  and c.right_markings @> r.markings and c.right_markings <@ r.markings`

const tables = `candidate c join entity l on l.id = c.left_entity join entity r on r.id = c.right_entity
  join source ls on ls.id = l.source_id join source rs on rs.id = r.source_id`

const isNumbered = `l.kind in (${numberedKinds.join(', ')})`

const columns = `c.left_entity as left, c.right_entity as right, c.bits, l.source_id = r.source_id as within,
  ${isNumbered} as is_numbered, l.canonical = r.canonical as may_be_joined,
  (select max(j.at) from judgement j where j.left_entity = c.left_entity and j.right_entity = c.right_entity
     and j.withdrawn_at is null and j.verdict = 'unsure' and j.organisation = $2 and visible($1, j.marking_id)) as unsure_at`

const narrowing = `any_visible($1, l.markings) and any_visible($1, r.markings) and ${hasGround}
  and ($3::int is null or l.kind = $3 or r.kind = $3)
  and ($4::uuid is null or ls.wire = $4 or rs.wire = $4)
  and (not $5::boolean or ls.organisation = $2 or rs.organisation = $2)`

const unjudged = `not exists (select 1 from judgement j where j.left_entity = c.left_entity and j.right_entity = c.right_entity
    and j.withdrawn_at is null and j.verdict <> 'unsure' and j.organisation = $2 and visible($1, j.marking_id))
  and not exists (select 1 from pair_proposal p where p.left_entity = c.left_entity and p.right_entity = c.right_entity
    and p.state = 'waiting' and p.organisation = $2 and visible($1, p.marking_id))`

function valuesOf(ctx: Context, { kind, source, own }: PairFilter): readonly unknown[] {
  return [
    Buffer.from(ctx.visible),
    ctx.actor.organisation,
    kind === undefined ? null : kinds[kind].number,
    source ?? null,
    own ?? false,
  ]
}

export interface Reviewable {
  /** Best first; those the organisation was unsure of last. */
  readonly pairs: readonly SeenPair[]
  readonly counts: readonly {
    readonly band: CandidateBand
    readonly count: number
    readonly isMore: boolean
  }[]
}

/** Pairs that nobody of the asker's organisation has judged, as the asker sees them; of each band no more than are counted. */
export async function findReviewable(ctx: Context, filter: PairFilter): Promise<Reviewable> {
  const found = [
    ...(await wholePairs(ctx, { filter, condition: unjudged, most: mostPerBand + 1 })),
    ...(await partPairs(ctx, filter, unjudged)),
  ]
  const apart = await standingApart(ctx, found)
  const byBand = candidateBands.map((band) => ({
    band,
    pairs: apart.filter((pair) => pair.band === band).toSorted(byWorth),
  }))
  const counts = byBand.map(({ band, pairs }) => ({
    band,
    count: Math.min(pairs.length, mostPerBand),
    isMore: pairs.length > mostPerBand,
  }))
  const kept = byBand.flatMap(({ pairs }) => pairs.slice(0, mostPerBand))
  return { pairs: [...kept.filter((one) => !one.unsureAt), ...kept.filter((one) => one.unsureAt)], counts }
}

/** Whether any pair of the own organisation's records waits to be reviewed; how many is asked by the list alone. */
export async function pairsWait(ctx: Context): Promise<boolean> {
  const filter = { own: true }
  const found = await wholePairs(ctx, { filter, condition: unjudged, most: 1 })
  return found.length > 0 || (await partPairs(ctx, filter, unjudged)).length > 0
}

/** All pairs this reader sees, judged or not, up to so many in each band. */
export async function findAll(ctx: Context, filter: PairFilter, most: number): Promise<readonly SeenPair[]> {
  return [
    ...(await wholePairs(ctx, { filter, condition: 'true', most })),
    ...(await partPairs(ctx, filter, 'true')),
  ]
}

const byWorth = (a: SeenPair, b: SeenPair): number =>
  Number(a.isNumbered) - Number(b.isNumbered) || b.bits - a.bits || a.left - b.left || a.right - b.right

interface Asked {
  readonly filter: PairFilter
  readonly condition: string
  readonly most: number
}

async function wholePairs(ctx: Context, { filter, condition, most }: Asked): Promise<readonly SeenPair[]> {
  const parts = candidateBands.map((band, at) => {
    const above = candidateBands[at - 1]
    const range = `c.bits >= ${bandStarts[band]} ${above === undefined ? '' : `and c.bits < ${bandStarts[above]}`}`
    return `(select ${columns} from ${tables} where ${range} and ${narrowing} and ${isWhole} and ${condition}
       order by ${isNumbered}, c.bits desc, c.left_entity, c.right_entity limit ${most})`
  })
  const found = await ctx.tx.client.query<Row>(parts.join(' union all '), [...valuesOf(ctx, filter)])
  return found.rows.flatMap((row) => seenOf(row, row.bits))
}

/** Weighed by what this reader sees of them; the order in which they are taken is that of visible rows alone. */
async function partPairs(ctx: Context, filter: PairFilter, condition: string): Promise<readonly SeenPair[]> {
  const found = await ctx.tx.client.query<Row>(
    `select ${columns} from ${tables} where ${narrowing} and not (${isWhole}) and ${condition}
     order by c.left_entity, c.right_entity limit ${mostInPart}`,
    [...valuesOf(ctx, filter)],
  )
  const ids = [...new Set(found.rows.flatMap((row) => [row.left, row.right]))]
  const known = await readMatched(ctx.tx.client, ids, ctx.visible)
  return found.rows.flatMap((row) => {
    const [left, right] = [known.get(row.left), known.get(row.right)]
    return left && right ? seenOf(row, bitsOf(left, right)) : []
  })
}

function seenOf(row: Row, bits: number): readonly SeenPair[] {
  const band = bandOfBits(bits)
  if (band === 'weak') return []
  return [
    {
      left: row.left,
      right: row.right,
      band,
      bits,
      withinSource: row.within,
      unsureAt: row.unsure_at ?? undefined,
      isNumbered: row.is_numbered,
      mayBeJoined: row.may_be_joined,
    },
  ]
}

/** Those that do not stand together already in the eyes of this reader. */
async function standingApart(ctx: Context, pairs: readonly SeenPair[]): Promise<readonly SeenPair[]> {
  const joined = pairs.filter((pair) => pair.mayBeJoined)
  const clusters = await clustersOf(ctx, [...new Set(joined.flatMap((pair) => [pair.left, pair.right]))])
  return pairs.filter((pair) => !pair.mayBeJoined || clusters.get(pair.left) !== clusters.get(pair.right))
}
