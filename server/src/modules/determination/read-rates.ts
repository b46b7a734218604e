import type { RateReply } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { seen } from '../protection/index.ts'
import { tellRates } from './rates.ts'
import type { Decided } from './rates.ts'

type By = RateReply['by']

const mostRows = 100

const keys: Readonly<Record<By, string>> = {
  site: `coalesce(a.site, '–')`,
  team: `array_to_string(array(select unnest(d.organisations) order by 1), ' + ')`,
  month: `to_char(d.decided_at at time zone 'UTC', 'YYYY-MM')`,
}

/**
 * First decisions of panels with how many were identified; a review is another look at one of them and counts once. A
 * team lead counts the people the team lead sees, oversight everybody, with small counts withheld.
 */
export async function readRates(
  ctx: Context,
  { by = 'month', of }: { readonly by?: By; readonly of?: string },
): Promise<RateReply> {
  const isExact = countsOwn(ctx)
  const decided = await findDecided(ctx, by, isExact)
  const rows = by === 'month' ? decided.slice(-mostRows) : decided.slice(0, mostRows)
  await audit(ctx, { action: 'quality.rates', detail: { by } })
  return {
    asOf: ctx.now.toISOString(),
    by,
    items: tellRates(rows, { by, isExact }),
    more: decided.length - rows.length,
    isExact,
    people: isExact && of !== undefined ? await findPeople(ctx, by, of) : [],
    can: [],
  }
}

const mostPeople = 200

/** People behind one row, of those whom the reader sees. */
async function findPeople(ctx: Context, by: By, of: string): Promise<RateReply['people']> {
  const found = await ctx.tx.client.query<{
    code: string
    outcome: RateReply['people'][number]['outcome']
    at: Date
  }>(
    `select d.code, d.outcome, d.decided_at as at
     from determination d join protected_person p on p.code = d.code left join arrival a on a.id = p.arrival_id
     where d.decided_at is not null and d.reviews is null and ${seen} and ${keys[by]} = $4
     order by d.decided_at desc, d.code limit ${mostPeople}`,
    [ctx.visible, ctx.actor.organisation, ctx.now, of],
  )
  return found.rows.map(({ at, ...row }) => ({ ...row, decidedAt: at.toISOString() }))
}

/** Months whose rate is a swing against the month before, of the last two that were decided in. */
export async function waitingSwings(ctx: Context): Promise<readonly string[]> {
  if (!mayDo(ctx, 'quality.read', 'node').allow) return []
  const isExact = countsOwn(ctx)
  const told = tellRates(await findDecided(ctx, 'month', isExact), { by: 'month', isExact })
  return told
    .slice(-2)
    .filter(({ swing }) => swing?.isSwing)
    .map(({ key }) => key)
}

/** Oversight counts everybody and sees nobody; a team lead counts whom the team lead sees. */
function countsOwn(ctx: Context): boolean {
  return !mayDo(ctx, 'quality.draw', 'node').allow
}

async function findDecided(ctx: Context, by: By, isExact: boolean): Promise<readonly Decided[]> {
  const found = await ctx.tx.client.query<Decided>(
    `select ${keys[by]} as key, count(*)::int as of, count(*) filter (where d.outcome = 'identified')::int as is
     from determination d join protected_person p on p.code = d.code left join arrival a on a.id = p.arrival_id
     where d.decided_at is not null and d.reviews is null and (not $4 or ${seen})
     group by 1 order by ${by === 'month' ? '1' : '2 desc, 1'}`,
    [ctx.visible, ctx.actor.organisation, ctx.now, isExact],
  )
  return found.rows
}
