import type { MatchIdentifier } from '@shield/contract'
import type { Purpose } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Node, Visit } from '../../context.ts'
import { inVisit } from '../../peer/index.ts'
import { Problem } from '../../problem.ts'
import { findActors } from '../identity/index.ts'
import { askMatch } from './ask-match.ts'
import { epochOf } from './token.ts'

interface Watch {
  readonly id: string
  readonly agreement: string
  readonly organisation: string
  readonly person: string
  readonly purpose: Purpose
  readonly case: string
  readonly legalBasis: string
  readonly reason: string
  readonly watchUntil: string
}

/**
 * Questions whose watch goes on though their month's key is gone, and which no other has taken over. One that the partner
 * would not answer for its limits, or while it has stopped, is put again after a day.
 */
const dueSql = `select a.id, a.agreement_id as agreement, a.organisation, a.by_person as person, a.purpose, a.case_reference as case,
    a.legal_basis as "legalBasis", a.reason, a.watch_until::text as "watchUntil"
  from match_ask a
  where a.watch_until >= $1::date and a.watch_stopped is null
    and not exists (select 1 from match_ask n where n.renews = a.id)
    and exists (select 1 from match_element e where e.ask_id = a.id and e.norm is not null and e.hit_at is null
      and (e.epoch < $2 or a.state = 'refused'))
    and (a.state = 'answered'
      or (a.renews is not null and a.state = 'refused' and a.code in ('QUOTA', 'SUSPENDED') and a.at < $1::timestamptz - interval '1 day'))`

/**
 * Asks again, with a ticket of its own, for each watch that outlives its month: for the same case, by the same person as she is
 * today, within the limits of the day. What has been found already is not asked again.
 */
export async function renewWatches(node: Node, _: object, signal: AbortSignal): Promise<void> {
  const due = await inVisit(node, async (visit) => {
    const found = await visit.tx.client.query<{ id: string }>(`${dueSql} order by a.id`, [
      ...[visit.now, epochOf(visit.now)],
    ])
    return found.rows
  })
  for (const { id } of due) {
    signal.throwIfAborted()
    await inVisit(node, (visit) => renewWatch(visit, id))
  }
}

async function renewWatch(visit: Visit, id: string): Promise<void> {
  const found = await visit.tx.client.query<Watch>(`${dueSql} and a.id = $3 for update of a skip locked`, [
    ...[visit.now, epochOf(visit.now), id],
  ])
  const watch = found.rows[0]
  if (!watch) return
  if (!(await mayStillAsk(visit, watch))) return stopWatch(visit, watch, 'not-allowed')
  const items = await visit.tx.client.query<{ identifier: MatchIdentifier; value: string }>(
    'select identifier, value from match_element where ask_id = $1 and norm is not null and hit_at is null order by number',
    [id],
  )
  try {
    await askMatch(visit, { ...watch, items: items.rows, renews: id })
  } catch (error) {
    // No agreement in force, nothing published yet, or no room in the limits of the day: the next hour tries again.
    if (!(error instanceof Problem)) throw error
  }
}

/** Is who asked still somebody who may ask for that? */
async function mayStillAsk(visit: Visit, { person, organisation, purpose }: Watch): Promise<boolean> {
  const found = (await findActors(visit, organisation)).find(({ actor }) => actor.person === person)
  const asking = { action: 'match.ask', resource: 'node', purpose, secondPerson: false } as const
  return found !== undefined && visit.node.policy.decide({ ...asking, actor: found.actor }).allow
}

/** Ends a watch before its day. */
export async function stopWatch(
  visit: Visit,
  { id, organisation }: Pick<Watch, 'id' | 'organisation'>,
  because: 'by-hand' | 'not-allowed',
): Promise<void> {
  await visit.tx.client.query('update match_ask set watch_stopped = $2 where id = $1', [id, because])
  await audit(visit, { action: 'match.watch-ended', object: id, organisation, detail: { because } })
}
