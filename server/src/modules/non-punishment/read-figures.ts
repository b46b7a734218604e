import type { PunishmentFigures } from '@shield/contract'
import { releaseBounds, findingStates, punishmentOutcomes, punishments, withholdSmall } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'

type Counted = Readonly<Record<string, number>>

/** Counts of people, each table by itself, small ones withheld. Nobody's code or finding is among them. */
export async function readPunishmentFigures(ctx: Context): Promise<PunishmentFigures> {
  const { client } = ctx.tx
  const found = await client.query<{ open: number; late: number; done: number; days: number | null }>(
    `select count(distinct code) filter (where due_at is not null)::int as open,
       count(distinct code) filter (where due_at < $1)::int as late,
       count(distinct code) filter (where state = 'done')::int as done,
       (percentile_cont(0.5) within group (order by extract(epoch from ended_at - found_at) / 86400)
          filter (where state = 'done'))::float8 as days
     from punishment_finding`,
    [ctx.now],
  )
  const by = async (column: 'punishment' | 'state', where: string): Promise<Counted> => {
    const { rows } = await client.query<{ name: string; count: number }>(
      `select ${column} as name, count(distinct code)::int as count from punishment_finding where ${where} group by 1`,
    )
    return Object.fromEntries(rows.map(({ name, count }) => [name, count]))
  }
  const outcomes = await client.query<{ name: string; count: number }>(
    `select a.body->>'outcome' as name, count(distinct f.code)::int as count from punishment_act a
     join punishment_finding f on f.id = a.finding_id where a.kind = 'outcome' group by 1`,
  )
  const sums = found.rows[0] ?? { open: 0, late: 0, done: 0, days: null }
  const [late, inTime] = withholdSmall([sums.late, sums.open - sums.late])
  const open = late === undefined || inTime === undefined ? withholdSmall([sums.open])[0] : sums.open
  const days = sums.days !== null && sums.done >= releaseBounds.partner ? Math.round(sums.days) : undefined
  await audit(ctx, { action: 'punishment.figures' })
  return {
    asOf: ctx.now.toISOString(),
    bound: releaseBounds.partner,
    ...(open === undefined ? {} : { open }),
    ...(late === undefined ? {} : { late }),
    byPunishment: told(punishments, await by('punishment', 'due_at is not null')),
    byState: told(findingStates, await by('state', 'true')),
    byOutcome: told(
      punishmentOutcomes,
      Object.fromEntries(outcomes.rows.map(({ name, count }) => [name, count])),
    ),
    ...(days === undefined ? {} : { medianDays: days }),
  }
}

function told(names: readonly string[], counted: Counted): { name: string; count?: number }[] {
  const counts = withholdSmall(names.map((name) => counted[name] ?? 0))
  return names.map((name, at) => {
    const count = counts[at]
    return { name, ...(count === undefined ? {} : { count }) }
  })
}
