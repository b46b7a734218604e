import type { CaseRelease, CaseReleaseRow } from '@shield/contract'
import type { CaseFacts } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { notFound } from '../../problem.ts'
import { seal, unseal } from '../../seal.ts'
import { tellDecision } from '../../tell-decision.ts'
import type { DecisionRow } from '../../tell-decision.ts'
import { fieldFates } from './field-fates.ts'
import { recalledAt } from './recalled-at.ts'

interface Row extends DecisionRow {
  readonly id: string
  readonly number: number | null
  readonly organisation: string
  readonly recipient: string
  readonly recipient_en: string
  readonly recipient_th: string
  readonly purpose: CaseReleaseRow['purpose']
  readonly with_identity: boolean
  readonly is_bulk: boolean
  readonly state: CaseReleaseRow['state']
  readonly by_person: string
  readonly released_at: Date | null
  readonly cases: number
  readonly recalled: number
  readonly to_tell: number
}

/** Of a case that left: it is to be deleted, or was. */
const recalled = `rp.taken_at is not null and (${recalledAt} is not null or t.code is not null)`

/** $1: organisation. Of other organisations there is no release. */
const selection = `select r.id, r.number, r.organisation, r.recipient, o.name_en as recipient_en, o.name_th as recipient_th,
    r.purpose, r.with_identity, r.is_bulk, r.state, r.reason, r.by_person, r.at, r.decided_at, r.decided_reason, r.released_at,
    b.name_en as by_en, b.name_th as by_th, d.name_en as decider_en, d.name_th as decider_th, c.cases, c.recalled, c.to_tell
  from case_release r join organisation o on o.code = r.recipient join person b on b.id = r.by_person
  left join person d on d.id = r.decided_by,
  lateral (select count(*)::int as cases, count(*) filter (where ${recalled})::int as recalled,
      count(*) filter (where ${recalled} and t.code is null)::int as to_tell
    from case_release_person rp left join case_release_told t on t.release_id = rp.release_id and t.code = rp.code where rp.release_id = r.id) c
  where r.organisation = $1`

/** A release of the own organisation. */
export async function getCaseRelease(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Row> {
  const found = await ctx.tx.client.query<Row>(
    `${selection} and r.id = $2 ${lock ? 'for no key update of r' : ''}`,
    [ctx.actor.organisation, id],
  )
  return found.rows[0] ?? Promise.reject(notFound())
}

interface PersonRow {
  readonly pseudonym: string
  readonly code: string
  readonly is_seen: boolean
  readonly standing: 'possible' | 'identified' | 'not-identified'
  readonly facts: CaseFacts
  readonly taken_at: Date | null
  readonly is_erased: boolean
  readonly recalled_at: Date | null
  readonly told_at: Date | null
  readonly told_way: CaseRelease['people'][number]['toldWay'] | null
}

/** One release. Who cares for the people sees their codes; the second person sees what the recipient will. */
export async function readCaseRelease(ctx: Context, id: string): Promise<CaseRelease> {
  const row = await getCaseRelease(ctx, id)
  const found = await ctx.tx.client.query<PersonRow>(
    `select rp.pseudonym, rp.code, visible($2, p.marking_id) and $3 = any(p.carers) as is_seen, rp.standing, rp.facts,
       rp.taken_at, rp.entry_id is null as is_erased, ${recalledAt} as recalled_at, t.at as told_at, t.way as told_way
     from case_release_person rp join protected_person p on p.code = rp.code
     left join case_release_told t on t.release_id = rp.release_id and t.code = rp.code
     where rp.release_id = $1 order by rp.pseudonym limit 500`,
    [id, ctx.visible, ctx.actor.organisation],
  )
  await audit(ctx, { action: 'case.read', object: id })
  const known = found.rows.filter((one) => !one.is_erased)
  const isWorker = mayDo(ctx, 'case.give', 'node').allow
  return {
    ...rowOf(row),
    ...tellDecision(row),
    people: found.rows.map((one) => ({
      pseudonym: one.pseudonym,
      ...(isWorker && one.is_seen ? { code: one.code } : {}),
      ...(one.taken_at ? { takenAt: one.taken_at.toISOString() } : {}),
      ...(one.recalled_at ? { recalledAt: one.recalled_at.toISOString() } : {}),
      ...(one.told_at ? { toldAt: one.told_at.toISOString() } : {}),
      ...(one.told_way ? { toldWay: one.told_way } : {}),
    })),
    fields: fieldFates({ purpose: row.purpose, withIdentity: row.with_identity }, known),
    can: canOf(ctx, row),
  }
}

function canOf(ctx: Context, row: Row): string[] {
  if (row.state === 'refused') return []
  if (row.state === 'waiting')
    return row.by_person !== ctx.actor.person && mayDo(ctx, 'case.agree', 'node', true).allow
      ? ['caseReleaseAgree', 'caseReleaseRefuse']
      : []
  if (!mayDo(ctx, 'case.give', 'node').allow) return []
  return ['caseReleaseFile', ...(row.to_tell > 0 ? ['caseReleaseTold'] : [])]
}

/** What stands in the file, and what is said on the telephone when something is taken back. */
export function stampOf({ organisation, number }: Pick<Row, 'organisation' | 'number'>): string {
  return `${organisation}-${number ?? 0}`
}

function rowOf(row: Row): CaseReleaseRow {
  return {
    ...{ id: row.id, recipient: row.recipient, purpose: row.purpose, withIdentity: row.with_identity },
    recipientName: { en: row.recipient_en, th: row.recipient_th },
    ...{ state: row.state, isBulk: row.is_bulk, cases: row.cases },
    ...{ recalled: row.recalled, toTell: row.to_tell, at: row.at.toISOString() },
    ...(row.number === null ? {} : { stamp: stampOf(row) }),
    ...(row.released_at === null ? {} : { releasedAt: row.released_at.toISOString() }),
  }
}

/** The register of the own organisation, newest first. */
export async function listCaseReleases(
  ctx: Context,
  { cursor, limit = 50 }: { readonly cursor?: string; readonly limit?: number },
): Promise<{ items: CaseReleaseRow[]; next?: string; count: number }> {
  const [from] = unseal(ctx.node, 'place', cursor) ?? [0]
  const found = await ctx.tx.client.query<Row>(
    `${selection} order by r.at desc, r.id desc limit $2 offset $3`,
    [ctx.actor.organisation, limit + 1, from],
  )
  const counted = await ctx.tx.client.query<{ count: number }>(
    'select count(*)::int as count from case_release r where r.organisation = $1',
    [ctx.actor.organisation],
  )
  const items = found.rows.slice(0, limit).map(rowOf)
  await audit(ctx, { action: 'case.listed', detail: { count: items.length } })
  return {
    items,
    count: counted.rows[0]?.count ?? 0,
    ...(found.rows.length > limit ? { next: seal(ctx.node, 'place', from + limit) } : {}),
  }
}
