import type { CaseReleasePreview, CaseReleaseQuery } from '@shield/contract'
import { withoutRare } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { fieldFates } from './field-fates.ts'
import { findCases } from './find-cases.ts'
import type { GoingCase, Terms } from './find-cases.ts'
import { nameOf } from './list-offices.ts'

/** Codes shown of each rule; its number says how many there are. */
const mostShown = 100

/** Who would go and who stays, by which rule, and what becomes of each field. Nothing leaves. */
export async function previewCases(
  ctx: Context,
  { code, since, until, ...terms }: CaseReleaseQuery,
): Promise<CaseReleasePreview> {
  const found = await findCases(ctx, terms, code === undefined ? { since, until } : { codes: [code] })
  const goes = asTheyLeave(terms, found.goes)
  await audit(ctx, {
    action: 'case.previewed',
    object: code ?? '',
    detail: { recipient: terms.recipient, purpose: terms.purpose, cases: goes.length },
  })
  return {
    ...terms,
    recipientName: await nameOf(ctx, terms.recipient),
    goes: goes.map((one) => one.code),
    leftOut: [...found.leftOut].map(([rule, codes]) => ({
      ...{ rule, people: codes.length },
      codes: codes.slice(0, mostShown),
    })),
    needsSecond: await needsSecond(ctx, terms, goes.length),
    fields: fieldFates(terms, goes),
    can: goes.length > 0 && mayDo(ctx, 'case.give', 'node').allow ? ['caseReleaseAsk'] : [],
  }
}

/** For counting, without what few of them share. */
export function asTheyLeave({ purpose }: Terms, goes: readonly GoingCase[]): readonly GoingCase[] {
  if (purpose !== 'statistics') return goes
  const shown = withoutRare(goes.map(({ facts }) => facts))
  return goes.map((one, at) => ({ ...one, facts: shown[at] ?? { codes: {} } }))
}

/** So many single cases to one recipient in so many days are a file in parts. */
const [singles, singleDays] = [3, 7]

/** Several cases wait for a second person; so does one more after a few singles to the same recipient. */
export async function needsSecond(ctx: Context, { recipient }: Terms, cases: number): Promise<boolean> {
  if (cases > 1) return true
  const found = await ctx.tx.client.query<{ count: number }>(
    `select count(*)::int as count from case_release where organisation = $1 and recipient = $2 and not is_bulk
       and released_at > $3::timestamptz - make_interval(days => $4)`,
    [ctx.actor.organisation, recipient, ctx.now, singleDays],
  )
  return (found.rows[0]?.count ?? 0) >= singles
}
