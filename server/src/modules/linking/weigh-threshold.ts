import type { CandidateQuery, ThresholdReply } from '@shield/contract'
import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { findAll } from './find-pairs.ts'
import { bandOfBits, bandStarts } from './score.ts'
import { bandWords } from './tell.ts'

const mostPerBand = 2000

/** From the strictest cut to the widest; the bands' own beginnings are among them. */
const cuts = [14, 12, 10, 8, bandStarts.strong, 5, 3, bandStarts.probable, -1, bandStarts.possible]

/**
 * What each cut would propose of the pairs this reader sees, and how the pairs judged so far, of which he sees the judgement,
 * lie to it: those are the sample that people have decided.
 */
export async function weighThreshold(ctx: Context, query: CandidateQuery): Promise<ThresholdReply> {
  const pairs = await findAll(ctx, query, mostPerBand)
  const verdicts = await verdictsOf(ctx, pairs)
  const told = pairs.map((pair) => ({ ...pair, verdict: verdicts.get(`${pair.left}/${pair.right}`) }))
  const count = (fits: (one: (typeof told)[number]) => boolean): number => told.filter(fits).length
  await audit(ctx, { action: 'candidate.listed', detail: { count: pairs.length } })
  return {
    steps: cuts.map((cut) => ({
      label: labelOf(cut),
      band: bandOfBits(cut),
      proposed: count((one) => one.bits >= cut),
      rightly: count((one) => one.bits >= cut && one.verdict === 'same'),
      wrongly: count((one) => one.bits >= cut && one.verdict === 'different'),
      missed: count((one) => one.bits < cut && one.verdict === 'same'),
    })),
    judged: verdicts.size,
    isCut: pairs.length >= mostPerBand,
  }
}

function labelOf(cut: number): Words {
  const band = bandOfBits(cut)
  const { en, th } = bandWords(band)
  if (band !== 'weak' && cut === bandStarts[band]) return { en: `${en} and better`, th: `ระดับ “${th}” ขึ้นไป` }
  return { en: `the better part of ${en}`, th: `ส่วนที่หนักแน่นกว่าของระดับ “${th}”` }
}

async function verdictsOf(
  ctx: Context,
  pairs: readonly { readonly left: number; readonly right: number }[],
): Promise<ReadonlyMap<string, string>> {
  const found = await ctx.tx.client.query<{ left_entity: number; right_entity: number; verdict: string }>(
    `select j.left_entity, j.right_entity, j.verdict from unnest($1::bigint[], $2::bigint[]) as pair (l, r)
     join judgement j on j.left_entity = pair.l and j.right_entity = pair.r
     where j.withdrawn_at is null and j.verdict <> 'unsure' and visible($3, j.marking_id) order by j.id`,
    [pairs.map((pair) => pair.left), pairs.map((pair) => pair.right), Buffer.from(ctx.visible)],
  )
  return new Map(found.rows.map((row) => [`${row.left_entity}/${row.right_entity}`, row.verdict]))
}
