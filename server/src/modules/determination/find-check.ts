import type { Triage } from '@shield/core'

import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import type { HearingLaw } from './hearing-law.ts'

export interface CheckRow {
  readonly id: string
  readonly organisations: readonly string[]
  readonly due_at: Date
  /** Never shown: what is sealed of a vote is sealed under it. */
  readonly code: string
  readonly triage: Triage
  readonly law: HearingLaw
  /** Of the reader's organisation; absent: it has not voted. */
  readonly vote_id: string | null
}

/**
 * Checks of the reader: the organisation was appointed, and this very person had no part in the first decision.
 * $1: bitmap of markings, $2: organisation, $3: person.
 */
const isMine = `visible($1, c.marking_id) and $2 = any(c.organisations) and d.opened_by <> $3 and d.decided_by is distinct from $3
  and not exists (select 1 from determination_vote v where v.determination_id = d.id and v.person_id = $3)`

/** A check of the reader; for everybody else there is none. */
export async function getCheck(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<CheckRow> {
  const found = await ctx.tx.client.query<CheckRow>(
    `select c.id, c.organisations, c.due_at, d.code, p.triage, d.law,
       (select v.id from quality_vote v where v.check_id = c.id and v.organisation = $2) as vote_id from quality_check c
     join determination d on d.id = c.determination_id join protected_person p on p.code = d.code
     where ${isMine} and c.id = $4 ${lock ? 'for no key update of c' : ''}`,
    [ctx.visible, ctx.actor.organisation, ctx.actor.person, id],
  )
  return found.rows[0] ?? Promise.reject(notFound())
}

export interface WaitingCheck {
  readonly id: string
  readonly due: Date
  readonly triage: Triage
}

const mostWaiting = 100

export async function waitingChecks(ctx: Context): Promise<readonly WaitingCheck[]> {
  const found = await ctx.tx.client.query<WaitingCheck>(
    `select c.id, c.due_at as due, p.triage from quality_check c
     join determination d on d.id = c.determination_id join protected_person p on p.code = d.code
     where ${isMine} and c.outcome is null
       and not exists (select 1 from quality_vote v where v.check_id = c.id and v.organisation = $2)
     order by c.due_at, c.id limit ${mostWaiting}`,
    [ctx.visible, ctx.actor.organisation, ctx.actor.person],
  )
  return found.rows
}
