import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { openForReason } from '../protection/index.ts'
import { getDetermination } from './find-determination.ts'

interface Reasons {
  readonly reasons: string
  readonly votes: { readonly organisation: string; readonly reason: string }[]
}

/** Why it was decided, and why each organisation voted as it did: to tell the person, and for whoever reviews it. */
export async function openReasons(ctx: Context, id: string, reason: string): Promise<Reasons> {
  const { row, person, votes } = await getDetermination(ctx, id)
  if (!person.carers.includes(ctx.actor.organisation)) throw new Problem('not-allowed', notCaring)
  if (row.reasons_id === null) throw new Problem('conflict', notDecided)
  const opened = await openForReason(ctx, row.code, {
    ids: [row.reasons_id, ...votes.map((vote) => vote.reason_id)],
    reason,
  })
  await audit(ctx, { action: 'determination.reasons', object: row.code })
  const textOf = (sealed: string | null): string => {
    const body = opened.find((one) => one.id === sealed)?.body
    return body ? Buffer.from(body).toString('utf8') : ''
  }
  return {
    reasons: textOf(row.reasons_id),
    votes: votes.map(({ organisation, reason_id: sealed }) => ({ organisation, reason: textOf(sealed) })),
  }
}

const notCaring = {
  en: 'Those who care for the person tell why it was decided',
  th: 'ผู้ดูแลบุคคลนี้เป็นผู้แจ้งเหตุผลของการตัดสิน',
}
const notDecided = {
  en: 'While a panel sits its reasons stay closed, so that each votes by its own',
  th: 'ระหว่างพิจารณาจะไม่เปิดเหตุผล เพื่อให้แต่ละหน่วยงานลงความเห็นของตนเอง',
}
