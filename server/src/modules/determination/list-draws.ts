import type { QualityDraw } from '@shield/contract'
import { withholdSmall } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { seen } from '../protection/index.ts'

type Second = 'identified' | 'not-identified' | 'none'
type First = 'identified' | 'not-identified'

interface DrawRow {
  readonly id: string
  readonly since: string
  readonly until: string
  readonly share: number
  readonly seed: string
  readonly population: number
  readonly drawn: number
  readonly left_out: number
  readonly at: Date
  readonly en: string
  readonly th: string
}

interface PairRow {
  readonly draw_id: string
  readonly first: First
  readonly second: Second
  readonly count: number
  /** Of people the reader sees. */
  readonly codes: readonly string[]
}

const mostDiffering = 100

/**
 * Draws with how the second panels decided. Oversight sees counts with the small ones withheld; a team lead sees the people
 * of whom the two decisions differ, where the team lead sees the person.
 */
export async function listDraws(ctx: Context): Promise<{ items: QualityDraw[]; can: string[] }> {
  const draws = await ctx.tx.client.query<DrawRow>(
    `select d.id, d.period_from::text as since, d.period_until::text as until, d.share, d.seed, d.population, d.drawn,
       d.left_out, d.at, p.name_en as en, p.name_th as th
     from quality_draw d join person p on p.id = d.by_person order by d.at desc, d.id limit 50`,
  )
  const pairs = await ctx.tx.client.query<PairRow>(
    `select c.draw_id, d.outcome as first, c.outcome as second, count(*)::int as count,
       array_remove(array_agg(case when ${seen} then p.code end order by p.code), null) as codes
     from quality_check c join determination d on d.id = c.determination_id join protected_person p on p.code = d.code
     where c.outcome is not null and c.draw_id = any($4::uuid[]) group by 1, 2, 3`,
    [ctx.visible, ctx.actor.organisation, ctx.now, draws.rows.map(({ id }) => id)],
  )
  await audit(ctx, { action: 'quality.listed' })
  const works = mayDo(ctx, 'panel.work', 'node').allow
  return {
    items: draws.rows.map((draw) =>
      viewOf(
        draw,
        pairs.rows.filter((pair) => pair.draw_id === draw.id),
        works,
      ),
    ),
    can: mayDo(ctx, 'quality.draw', 'node').allow ? ['qualityDraw'] : [],
  }
}

function viewOf(
  { en, th, left_out: leftOut, at, ...draw }: DrawRow,
  pairs: readonly PairRow[],
  works: boolean,
): QualityDraw {
  const isDiffering = ({ first, second }: PairRow): boolean => first !== second
  const sum = (some: readonly PairRow[]): number => some.reduce((total, { count }) => total + count, 0)
  const counts = withholdSmall(pairs.map(({ count }) => count))
  const [agreed, differed] = withholdSmall([
    sum(pairs.filter((one) => !isDiffering(one))),
    sum(pairs.filter(isDiffering)),
  ])
  return {
    ...draw,
    ...{ leftOut, at: at.toISOString(), by: { en, th } },
    ...toldOf('decided', withholdSmall([sum(pairs)])[0]),
    ...toldOf('agreed', differed === undefined ? undefined : agreed),
    pairs: pairs.map(({ first, second }, place) => ({ first, second, ...toldOf('count', counts[place]) })),
    differing: works
      ? pairs
          .filter(isDiffering)
          .flatMap(({ codes, first, second }) => codes.map((code) => ({ code, first, second })))
          .slice(0, mostDiffering)
      : [],
  }
}

function toldOf<N extends string>(name: N, count: number | undefined): { [K in N]?: number } {
  return (count === undefined ? {} : { [name]: count }) as { [K in N]?: number }
}
