import type { ReferralRow } from '@shield/contract'
import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'

export interface ReferralRecord {
  readonly id: string
  readonly code: string
  readonly service: Words
  readonly kind: ReferralRow['kind']
  readonly from_organisation: string
  readonly to_organisation: string
  readonly purpose: ReferralRow['purpose']
  readonly state: Exclude<ReferralRow['state'], 'withdrawn' | 'expired'>
  readonly answer_hours: number
  readonly prepared_at: Date
  readonly sent_at: Date | null
  readonly due_at: Date | null
  readonly reminded_at: Date | null
  readonly escalated_at: Date | null
  readonly answered_at: Date | null
  readonly declined: ReferralRow['declined'] | null
  readonly words_id: string | null
  readonly ended_at: Date | null
  readonly share_id: string | null
  readonly share_ends_at: Date | null
  readonly share_ended_at: Date | null
  readonly share_ended_because: string | null
  readonly items: readonly string[]
}

/**
 * Referrals somebody sees, in SQL: those of people their organisation cares for, and those sent to it while the share
 * lasts. $1: bitmap of markings, $2: organisation, $3: now.
 */
const shareOpen = 's.organisation = $2 and s.ended_at is null and (s.ends_at is null or s.ends_at > $3)'
export const referralsSeen = `visible($1, p.marking_id) and ($2 = any(p.carers) or ${shareOpen})`
export const sentToReader = `r.to_organisation = $2 and ${shareOpen}`

export const referralsFrom = `from referral r join protected_person p on p.code = r.code
  left join person_share s on s.id = r.share_id
  join service_version v on v.service_id = r.service_id and v.version = r.service_version`

export const referralColumns = `r.*, v.body->'name' as service, s.ends_at as share_ends_at, s.ended_at as share_ended_at,
  s.ended_because as share_ended_because, array(select i.key from referral_item i where i.referral_id = r.id order by i.key) as items`

/** One referral the reader sees; hidden, ended and missing are asked by the same statement and answered alike. */
export async function getReferral(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<ReferralRecord> {
  const found = await ctx.tx.client.query<ReferralRecord>(
    `select ${referralColumns} ${referralsFrom} where ${referralsSeen} and r.id = $4 ${lock ? 'for no key update of r' : ''}`,
    [ctx.visible, ctx.actor.organisation, ctx.now, id],
  )
  return found.rows[0] ?? Promise.reject(notFound())
}

export function isReceiver(ctx: Pick<Context, 'actor'>, row: ReferralRecord): boolean {
  return row.to_organisation === ctx.actor.organisation
}

/** Where it stands now: a share that ended, by the person's word or by the clock, ends what rests on it. */
export function stateOf(row: ReferralRecord, now: Date): ReferralRow['state'] {
  if (row.state !== 'waiting' && row.state !== 'accepted') return row.state
  if (row.share_ended_because === 'withdrawn') return 'withdrawn'
  if (row.share_ended_at) return 'taken-back'
  return row.share_ends_at && row.share_ends_at <= now ? 'expired' : row.state
}

export function viewReferral(ctx: Context, row: ReferralRecord): ReferralRow {
  const state = stateOf(row, ctx.now)
  const when = (name: string, at: Date | null): Record<string, string> =>
    at ? { [name]: at.toISOString() } : {}
  return {
    ...{ id: row.id, code: row.code, service: row.service, kind: row.kind, purpose: row.purpose, state },
    ...{ from: row.from_organisation, to: row.to_organisation, items: [...row.items] },
    direction: isReceiver(ctx, row) ? 'in' : 'out',
    preparedAt: row.prepared_at.toISOString(),
    ...when('sentAt', row.sent_at),
    ...when('dueAt', row.due_at),
    isOverdue: state === 'waiting' && row.due_at !== null && row.due_at <= ctx.now,
    ...when('remindedAt', row.reminded_at),
    ...when('escalatedAt', row.escalated_at),
    ...when('answeredAt', row.answered_at),
    ...(row.declined ? { declined: row.declined } : {}),
    hasWords: row.words_id !== null,
    ...when('endedAt', row.ended_at ?? row.share_ended_at),
    can: canOf(isReceiver(ctx, row), state),
  }
}

function canOf(isIn: boolean, state: ReferralRow['state']): string[] {
  if (isIn) {
    if (state === 'waiting') return ['referralOpen', 'referralAnswer']
    return state === 'accepted' ? ['referralOpen', 'referralDone'] : []
  }
  if (state === 'prepared') return ['referralOpen', 'referralSend', 'referralTakeBack']
  if (state === 'waiting') return ['referralOpen', 'referralTakeBack']
  return state === 'accepted' ? ['referralOpen', 'referralDone', 'referralTakeBack'] : ['referralOpen']
}
