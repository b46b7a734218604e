import type { AgreementVersion } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { AuditAction } from '#audit/action.ts'
import type { Context } from '../../context.ts'
import { post } from '../../peer/index.ts'
import { permit } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'
import { fitting } from './agreement-model.ts'
import type { VersionAct } from './agreement-model.ts'
import { lockVersion, viewVersion } from './agreement-version.ts'
import type { VersionRow } from './agreement-version.ts'
import { putInForce } from './put-in-force.ts'
import { signAgreement } from './sign-agreement.ts'

/** The first of two people here who agree to what a partner proposes. Nobody is told before the second has signed. */
export async function agreeFirst(ctx: Context, id: string, reason: string): Promise<AgreementVersion> {
  const row = await lockFor(ctx, id, 'agree')
  await ctx.tx.client.query(
    `update agreement_version set state = 'agreed', first_by = $2, first_at = $3, first_reason = $4 where id = $1`,
    [id, ctx.actor.person, ctx.now, reason],
  )
  return noted(ctx, row, 'agreement.agreed')
}

/** The second person signs with the node's key: what is ours goes to the partner, what is theirs comes into force. */
export async function signSecond(ctx: Context, id: string, reason: string): Promise<AgreementVersion> {
  const row = await lockFor(ctx, id, 'sign')
  await refuseOvertaken(ctx, row)
  const ours = await signAgreement(ctx.node, row.body)
  const isOurs = row.direction === 'out'
  await ctx.tx.client.query(
    `update agreement_version set state = $5, ours = $6, second_by = $2, second_at = $3, second_reason = $4 where id = $1`,
    [id, ctx.actor.person, ctx.now, reason, isOurs ? 'sent' : 'agreed', ours],
  )
  await audit(ctx, { action: 'agreement.signed', object: row.agreement_id, detail: { version: row.version } })
  if (isOurs)
    await post(ctx, {
      ...{ peer: row.peer, kind: 'agreement-proposal', about: id },
      body: { proposal: id, terms: ours },
    })
  else {
    await post(ctx, {
      ...{ peer: row.peer, kind: 'agreement-answer', about: id },
      body: { proposal: id, answer: 'accepted', signature: ours },
    })
    await putInForce(ctx, id)
  }
  return viewVersion(ctx, id)
}

/** This side will not sign what the partner proposes; it reads why. */
export async function declineAgreement(ctx: Context, id: string, reason: string): Promise<AgreementVersion> {
  const row = await lockFor(ctx, id, 'decline')
  await post(ctx, {
    ...{ peer: row.peer, kind: 'agreement-answer', about: id },
    body: { proposal: id, answer: 'declined', reason },
  })
  return end(ctx, row, { state: 'declined', reason })
}

/** Takes back what this side proposed. What the partner has signed before it hears of it is in force all the same: both have signed. */
export async function withdrawAgreement(ctx: Context, id: string, reason: string): Promise<AgreementVersion> {
  const row = await lockFor(ctx, id, 'withdraw')
  if (row.state === 'sent')
    await post(ctx, {
      ...{ peer: row.peer, kind: 'agreement-answer', about: id },
      body: { proposal: id, answer: 'withdrawn' },
    })
  return end(ctx, row, { state: 'withdrawn', reason })
}

async function end(
  ctx: Context,
  row: VersionRow,
  { state, reason }: { readonly state: 'declined' | 'withdrawn'; readonly reason: string },
): Promise<AgreementVersion> {
  await ctx.tx.client.query(
    'update agreement_version set state = $5, ended_by = $2, ended_at = $3, ended_reason = $4 where id = $1',
    [row.id, ctx.actor.person, ctx.now, reason, state],
  )
  return noted(ctx, row, `agreement.${state}`)
}

async function noted(ctx: Context, row: VersionRow, action: AuditAction): Promise<AgreementVersion> {
  await audit(ctx, { action, object: row.agreement_id, detail: { version: row.version } })
  return viewVersion(ctx, row.id)
}

async function lockFor(ctx: Context, id: string, act: VersionAct): Promise<VersionRow> {
  const row = await lockVersion(ctx, id)
  if (!row) throw notFound()
  if (act === 'sign') permit(ctx, 'agreement.sign', 'node', row.first_by !== ctx.actor.person)
  if (!(fitting[act] as readonly string[]).includes(row.state)) throw new Problem('conflict')
  return row
}

/** Nobody signs what could not come into force any more. */
async function refuseOvertaken({ tx }: Context, row: VersionRow): Promise<void> {
  const found = await tx.client.query<{ version: number; ended: boolean }>(
    'select version, ended_at is not null as ended from agreement where id = $1 for update',
    [row.agreement_id],
  )
  const now = found.rows[0]
  const sent = await tx.client.query(
    `select 1 from agreement_version where agreement_id = $1 and state = 'sent' and id <> $2`,
    [row.agreement_id, row.id],
  )
  if (sent.rowCount !== 0)
    throw new Problem('conflict', {
      en: 'What this side proposed is with the partner still: withdraw that first',
      th: 'ข้อเสนอของฝ่ายเรายังอยู่กับคู่ร่วมมือ โปรดถอนข้อเสนอนั้นก่อน',
    })
  if ((now?.version ?? 0) !== row.version - 1 || now?.ended === true)
    throw new Problem('conflict', {
      en: 'The agreement has changed or ended since this was proposed',
      th: 'ข้อตกลงเปลี่ยนหรือสิ้นสุดไปแล้วหลังจากมีข้อเสนอนี้',
    })
}
