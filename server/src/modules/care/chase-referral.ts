import { audit } from '#audit/index.ts'
import type { Node } from '../../context.ts'
import { inVisit } from '../../peer/index.ts'

interface Silent {
  readonly code: string
  readonly from_organisation: string
  readonly due_at: Date
  readonly answer_hours: number
  readonly reminded_at: Date | null
  readonly escalated_at: Date | null
}

const hourMs = 3_600_000

/**
 * Nobody has answered: at the hour that was asked for the receiver is reminded, and after as long again the sender is
 * told to look for somebody else. Run twice it does nothing more; answered, ended or taken back it does nothing.
 */
export async function chaseReferral(node: Node, { referral }: { readonly referral: string }): Promise<void> {
  await inVisit(node, async (visit) => {
    const found = await visit.tx.client.query<Silent>(
      `select r.code, r.from_organisation, r.due_at, r.answer_hours, r.reminded_at, r.escalated_at
       from referral r join person_share s on s.id = r.share_id
       where r.id = $1 and r.state = 'waiting' and s.ended_at is null and (s.ends_at is null or s.ends_at > $2)
       for update of r`,
      [referral, visit.now],
    )
    const row = found.rows[0]
    if (!row || row.due_at > visit.now) return
    const isLate = row.due_at.getTime() + row.answer_hours * hourMs <= visit.now.getTime()
    if (isLate ? row.escalated_at : row.reminded_at) return
    await visit.tx.client.query(
      `update referral set reminded_at = coalesce(reminded_at, $2), escalated_at = case when $3 then $2::timestamptz end
       where id = $1`,
      [referral, visit.now, isLate],
    )
    await audit(visit, {
      action: 'referral.chased',
      object: row.code,
      organisation: row.from_organisation,
      detail: { step: isLate ? 'escalated' : 'reminded' },
    })
  })
}
