import type { DeterminationView, OrganisationHere } from '@shield/contract'
import { hindranceOf, isChild } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { getPerson, organisationsHere } from '../protection/index.ts'
import type { PersonRow } from '../protection/index.ts'
import { columns, getDetermination, votesOf } from './find-determination.ts'
import type { DeterminationRow, VoteRow } from './find-determination.ts'

const dayMs = 86_400_000

export async function listDeterminations(
  ctx: Context,
  code: string,
): Promise<{ items: DeterminationView[]; organisationsHere: OrganisationHere[]; can: string[] }> {
  const person = await getPerson(ctx, code)
  const found = await ctx.tx.client.query<DeterminationRow>(
    `select ${columns} from determination d where d.code = $1 order by d.opened_at, d.id`,
    [code],
  )
  const votes = await votesOf(
    ctx,
    found.rows.map(({ id }) => id),
  )
  await audit(ctx, { action: 'determination.listed', object: code })
  const calls =
    person.carers.includes(ctx.actor.organisation) &&
    found.rows.every(({ outcome }) => outcome !== null) &&
    mayDo(ctx, 'protection.work', 'node').allow
  return {
    items: found.rows.map((row) =>
      viewOf(ctx, {
        row,
        person,
        votes: votes.filter((vote) => vote.determination_id === row.id),
      }),
    ),
    organisationsHere: await organisationsHere(ctx),
    can: calls ? ['determinationOpen'] : [],
  }
}

export async function readDetermination(ctx: Context, id: string): Promise<DeterminationView> {
  const held = await getDetermination(ctx, id)
  await audit(ctx, { action: 'determination.read', object: held.row.code })
  return viewOf(ctx, held)
}

/** The same of a person in hand: an act that changed the handling does not see through the old one any more. */
export async function viewDetermination(
  ctx: Context,
  id: string,
  person: PersonRow,
): Promise<DeterminationView> {
  const found = await ctx.tx.client.query<DeterminationRow>(
    `select ${columns} from determination d where d.id = $1`,
    [id],
  )
  const row = found.rows[0]
  if (!row) throw new Error('a determination in hand is there')
  return viewOf(ctx, { row, person, votes: await votesOf(ctx, [id]) })
}

interface Held {
  readonly row: DeterminationRow
  readonly person: Pick<PersonRow, 'triage' | 'carers'>
  readonly votes: readonly VoteRow[]
}

export function viewOf(ctx: Context, { row, person, votes }: Held): DeterminationView {
  const child = { isChild: isChild(person.triage) }
  const [yes, no] = [hindranceOf(votes, 'identified', child), hindranceOf(votes, 'not-identified', child)]
  const { review } = row.law
  const reviewUntil = row.decided_at && review && new Date(row.decided_at.getTime() + review.days * dayMs)
  return {
    id: row.id,
    code: row.code,
    organisations: [...row.organisations],
    law: {
      country: row.law.code,
      version: row.law.version,
      law: row.law.determination.law,
      cites: row.law.determination.cites,
    },
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at.toISOString(),
    isOverdue: !row.outcome && row.due_at < ctx.now,
    ...(row.reviews ? { reviews: row.reviews } : {}),
    votes: votes.map(({ organisation, kind, vote }) => ({
      organisation,
      kind,
      // While a panel sits nobody votes by what others have said.
      ...(row.outcome ? { vote } : {}),
      isDissent: row.outcome !== null && vote !== 'abstains' && vote !== row.outcome,
    })),
    hinders: { ...(yes ? { identified: yes } : {}), ...(no ? { 'not-identified': no } : {}) },
    ...(row.outcome ? { outcome: row.outcome } : {}),
    ...(row.legal_basis ? { legalBasis: row.legal_basis } : {}),
    ...(row.decided_at ? { decidedAt: row.decided_at.toISOString() } : {}),
    ...(row.told_at ? { toldAt: row.told_at.toISOString() } : {}),
    ...(row.told_language ? { toldLanguage: row.told_language } : {}),
    ...(row.told_name ? { toldBy: row.told_name } : {}),
    ...child,
    hasVoted: votes.some((vote) => vote.organisation === ctx.actor.organisation),
    ...(row.outcome === 'not-identified' && reviewUntil ? { reviewUntil: reviewUntil.toISOString() } : {}),
    can: canOf(ctx, { row, person, votes }),
  }
}

function canOf(ctx: Context, { row, person, votes }: Held): string[] {
  const { organisation } = ctx.actor
  const cares = person.carers.includes(organisation)
  const sits = row.organisations.includes(organisation)
  if (!row.outcome)
    return [
      ...(sits && !votes.some((vote) => vote.organisation === organisation) ? ['determinationVote'] : []),
      ...(cares ? ['determinationDecide'] : []),
    ]
  if (!cares) return []
  const { review } = row.law
  // Where no country data sets an end, a review may be asked for at any time.
  const isTooLate =
    row.decided_at !== null &&
    review !== undefined &&
    ctx.now.getTime() > row.decided_at.getTime() + review.days * dayMs
  const mayReview = row.outcome === 'not-identified' && !isTooLate
  return [
    'determinationReasons',
    ...(row.told_at ? [] : ['determinationTell']),
    ...(mayReview ? ['determinationReview'] : []),
  ]
}
