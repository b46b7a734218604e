import type { MatchIdentifier, MatchingTerms } from '@shield/contract'
import type { Purpose } from '@shield/core'

import type { Visit } from '../../context.ts'
import { agreementsInForce, findAgreement } from '../exchange/index.ts'
import { epochOf } from './token.ts'
import type { Domain } from './token.ts'

/** An agreement in force that lets identifiers be matched. */
export interface Terms extends MatchingTerms {
  readonly agreement: string
  readonly peer: string
}

/** What was agreed about matching; undefined where nothing was, or no more. */
export async function findTerms(visit: Visit, agreement: string, peer?: string): Promise<Terms | undefined> {
  const found = await findAgreement(visit, agreement)
  if (!found?.inForce || found.body.matching === undefined) return undefined
  return peer !== undefined && found.peer !== peer
    ? undefined
    : { agreement, peer: found.peer, ...found.body.matching }
}

export async function listTerms(visit: Visit): Promise<readonly Terms[]> {
  return (await agreementsInForce(visit)).flatMap(({ body, peer }) =>
    body.matching === undefined ? [] : [{ agreement: body.id, peer, ...body.matching }],
  )
}

/** Kinds of which a partner has published something to compare with this month. */
export async function publishedBy(visit: Visit, terms: Terms): Promise<readonly MatchIdentifier[]> {
  const found = await visit.tx.client.query<{ identifier: MatchIdentifier }>(
    'select identifier from match_filter where agreement_id = $1 and epoch = $2',
    [terms.agreement, epochOf(visit.now)],
  )
  return found.rows.map((row) => row.identifier)
}

export function covers(terms: Terms, purpose: Purpose, identifiers: readonly MatchIdentifier[]): boolean {
  return terms.purposes.includes(purpose) && identifiers.every((one) => terms.identifiers.includes(one))
}

interface Usage {
  readonly person: number
  readonly case: number
  readonly node: number
}

/** Which of the limits of a day a question would go over. */
export function overQuota(terms: Terms, used: Usage, count: number): keyof Usage | undefined {
  return (['person', 'case', 'node'] as const).find((limit) => used[limit] + count > terms.quota[limit])
}

const dayMs = 86_400_000

/** Elements of the last day, by person, case and node. `of`: our own questions, or a partner's that we answered. */
export async function usageOf(
  visit: Visit,
  of: 'own' | 'theirs',
  who: { readonly agreement: string; readonly person: string; readonly case: string },
): Promise<Usage> {
  const elements =
    of === 'theirs'
      ? `select person, case_reference, count from match_ticket where agreement_id = $1 and at > $2`
      : `select by_person as person, case_reference, (select count(*) from match_element e where e.ask_id = a.id and e.norm is not null) as count
         from match_ask a where agreement_id = $1 and at > $2 and state <> 'refused'`
  const found = await visit.tx.client.query<Usage>(
    `select coalesce(sum(count) filter (where person = $3), 0)::int as person,
       coalesce(sum(count) filter (where case_reference = $4), 0)::int as case, coalesce(sum(count), 0)::int as node
     from (${elements}) as asked`,
    [who.agreement, new Date(visit.now.getTime() - dayMs), who.person, who.case],
  )
  return found.rows[0] ?? { person: 0, case: 0, node: 0 }
}

export function domainText({ agreement, identifier, epoch }: Domain): readonly [string, string, string] {
  return [agreement, identifier, epoch]
}
