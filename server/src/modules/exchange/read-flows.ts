import { flows } from '@shield/contract'
import type { Flow, FlowQuery, FlowReply } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { flowTimes, seenBy, visibleReleases } from './view.ts'

/** How many periods are told, the running one among them. */
const told = { day: 14, week: 12, month: 12 } as const

/**
 * Releases that went, came, were recalled and refused, by partner and period, and those that stand today; all as far as this person
 * may see them, so that every number is as long as its list.
 */
export async function readFlows(ctx: Context, { period, zone }: FlowQuery): Promise<FlowReply> {
  const edges = edgesOf(ctx.now, period, zone)
  const peers = await ctx.tx.client.query<{ node: string; name_en: string; name_th: string }>(
    'select node, name_en, name_th from peer order by node',
  )
  const counted = await ctx.tx.client.query<{ peer: string; flow: Flow; period: number; count: number }>(
    `select r.peer, f.flow, width_bucket(f.at, $3::timestamptz[]) as period, count(*) from release r
     cross join lateral (values ${flows.map((flow) => `('${flow}', ${flowTimes[flow]})`).join(', ')}) as f (flow, at)
     where ${visibleReleases} and f.at >= $4 and f.at < $5 group by 1, 2, 3`,
    [...(await seenBy(ctx)), edges, edges[0], edges.at(-1)],
  )
  const held = await ctx.tx.client.query<{ peer: string; ours: number; theirs: number }>(
    `select r.peer, count(*) filter (where r.direction = 'out') as ours, count(*) filter (where r.direction = 'in') as theirs
     from release r where ${visibleReleases} and r.state = 'applied' group by 1`,
    [...(await seenBy(ctx))],
  )
  await audit(ctx, { action: 'flow.read', detail: { period } })
  const numbers = (peer: string, flow: Flow): number[] =>
    edges
      .slice(1)
      .map(
        (_, at) =>
          counted.rows.find((row) => row.peer === peer && row.flow === flow && row.period === at + 1)
            ?.count ?? 0,
      )
  return {
    periods: edges.slice(1).map((until, at) => ({ from: edges[at] ?? until, until })),
    partners: peers.rows.map(({ node, name_en, name_th }) => {
      const stands = held.rows.find((row) => row.peer === node)
      return {
        ...{ node, name: { en: name_en, th: name_th } },
        ...{ sent: numbers(node, 'sent'), received: numbers(node, 'received') },
        ...{ recalled: numbers(node, 'recalled'), refused: numbers(node, 'refused') },
        held: { ours: stands?.ours ?? 0, theirs: stands?.theirs ?? 0 },
      }
    }),
  }
}

/** Beginnings of the periods and the end of the last, oldest first, by the days of a time zone. */
function edgesOf(now: Date, period: FlowQuery['period'], zone: string): string[] {
  const today = startOfToday(now, zone)
  const first =
    period === 'day'
      ? today
      : period === 'week'
        ? today.subtract({ days: today.dayOfWeek - 1 })
        : today.with({ day: 1 })
  return Array.from({ length: told[period] + 1 }, (_, at) =>
    first
      .add({ [`${period}s`]: at - told[period] + 1 })
      .toInstant()
      .toString(),
  )
}

function startOfToday(now: Date, zone: string): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).startOfDay()
  } catch {
    throw new Problem('query-invalid', undefined, [
      { pointer: '/zone', rule: 'zone', hint: { en: 'this time zone is not known', th: 'ไม่รู้จักเขตเวลานี้' } },
    ])
  }
}
