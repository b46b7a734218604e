import type { Outcome, PanelVote } from '@shield/core'

import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { getPerson, seen } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'
import type { HearingLaw } from './hearing-law.ts'

export interface DeterminationRow {
  readonly id: string
  readonly code: string
  readonly law: HearingLaw
  readonly organisations: readonly string[]
  readonly opened_at: Date
  readonly due_at: Date
  readonly reviews: string | null
  readonly outcome: Outcome | null
  readonly legal_basis: string | null
  readonly decided_at: Date | null
  readonly told_at: Date | null
  readonly told_language: string | null
  /** Of the case worker who told it. */
  readonly told_name: string | null
  readonly reasons_id: string | null
}

export interface VoteRow extends PanelVote {
  readonly determination_id: string
  readonly reason_id: string
}

export const columns = 'd.*, (select t.name_en from person t where t.id = d.told_by) as told_name'

/** A panel about a person whom the reader may see; for everybody else there is none. */
export async function getDetermination(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<{
  readonly row: DeterminationRow
  readonly person: PersonRow
  readonly votes: readonly VoteRow[]
}> {
  const found = await ctx.tx.client.query<DeterminationRow>(
    // One question for what is hidden and for what is not there.
    `select ${columns} from determination d join protected_person p on p.code = d.code
     where ${seen} and d.id = $4 ${lock ? 'for no key update of d' : ''}`,
    [ctx.visible, ctx.actor.organisation, ctx.now, id],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  const person = await getPerson(ctx, row.code)
  return { row, person, votes: await votesOf(ctx, [id]) }
}

export async function votesOf(ctx: Context, ids: readonly string[]): Promise<readonly VoteRow[]> {
  const found = await ctx.tx.client.query<VoteRow>(
    `select determination_id, organisation, organisation_kind as kind, vote, reason_id from determination_vote
     where determination_id = any($1::uuid[]) order by at, id`,
    [ids],
  )
  return found.rows
}
