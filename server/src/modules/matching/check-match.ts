import type { CheckMatch, MatchCheck, MatchIdentifier } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { looksOf } from './alarm.ts'
import { readList } from './read-list.ts'
import type { ReadValue } from './read-list.ts'
import { findTerms, overQuota, publishedBy, usageOf } from './terms.ts'
import type { Terms } from './terms.ts'

/** How a list would be compared, before anything is asked: nothing leaves this node. */
export async function checkMatch(ctx: Context, input: CheckMatch): Promise<MatchCheck> {
  const terms = await findTerms(ctx, input.agreement)
  if (!terms?.purposes.includes(ctx.purpose)) throw new Problem('agreement-missing')
  const published = await publishedBy(ctx, terms)
  const items = readList(input.items).map((item) => within(item, terms, published))
  const asked = items.flatMap(({ identifier, norm }) =>
    identifier === undefined || norm === undefined ? [] : [{ identifier, norm }],
  )
  const used = await usageOf(ctx, 'own', {
    agreement: terms.agreement,
    person: ctx.actor.person,
    case: input.case?.trim() ?? '',
  })
  const over = overQuota(terms, used, asked.length)
  await audit(ctx, { action: 'match.checked', object: terms.agreement, detail: { count: items.length } })
  return {
    items: items.map(({ number, identifier, value, norm, leftOut }) => ({
      number,
      value,
      ...(identifier === undefined ? {} : { identifier }),
      ...(norm === undefined ? {} : { norm }),
      ...(leftOut === undefined ? {} : { leftOut }),
    })),
    groups: [...Map.groupBy(asked, (one) => one.identifier)].map(([identifier, list]) => ({
      identifier,
      count: list.length,
    })),
    looks: looksOf(asked),
    ...(over === undefined
      ? {}
      : { over: { limit: over, left: Math.max(0, terms.quota[over] - used[over]) } }),
  }
}

/** What is read but not agreed, or not published this month, stays here too. */
function within(item: ReadValue, terms: Terms, published: readonly MatchIdentifier[]): ReadValue {
  if (item.norm === undefined || item.identifier === undefined) return item
  if (!terms.identifiers.includes(item.identifier)) return { ...item, norm: undefined, leftOut: 'not-agreed' }
  return published.includes(item.identifier) ? item : { ...item, norm: undefined, leftOut: 'not-published' }
}
