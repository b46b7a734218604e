import type { MakeRequest, RequestView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { enqueue } from '#store/enqueue.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { post } from '../../peer/index.ts'
import { mayDo, permit } from '../../permit.ts'
import { Problem, faultAt } from '../../problem.ts'
import { findAgreement } from '../exchange/index.ts'
import { getCluster } from '../registry/index.ts'
import { noteAct } from './note-act.ts'
import { getRequest, viewRequest } from './view-request.ts'
import type { RequestRow } from './view-request.ts'

/** Asks a partner: at once where the policy lets this person, otherwise when a second one has let it go. */
export async function makeRequest(ctx: Context, input: MakeRequest): Promise<RequestView> {
  const about = []
  for (const wire of new Set(input.entities)) about.push(await getCluster(ctx, wire))
  const agreement = await findAgreement(ctx, input.agreement)
  if (!agreement?.inForce || !agreement.body.purposes.includes(ctx.purpose))
    throw new Problem('agreement-missing')
  const asked = await ctx.tx.client.query('select 1 from organisation where code = $1 and node = $2', [
    ...[input.organisation, agreement.peer],
  ])
  if (asked.rowCount === 0)
    throw faultAt('/organisation', {
      en: 'choose an organisation of the partner',
      th: 'โปรดเลือกหน่วยงานของคู่ร่วมมือ',
    })
  if (new Date(input.dueAt) <= ctx.now)
    throw faultAt('/dueAt', { en: 'give a time that is still to come', th: 'โปรดระบุเวลาที่ยังมาไม่ถึง' })
  const id = newId()
  await ctx.tx.client.query(
    `insert into request (id, direction, peer, organisation, other_organisation, agreement_id, kind, urgency, purpose, legal_basis,
       case_reference, asked, text, state, by_person, at, due_at)
     values ($1, 'out', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting', $13, $14, $15)`,
    [
      ...[
        id,
        agreement.peer,
        ctx.actor.organisation,
        input.organisation,
        input.agreement,
        input.kind,
        input.urgency,
        ctx.purpose,
      ],
      ...[input.legalBasis.trim(), input.case.trim(), JSON.stringify(input.asked), input.text.trim()],
      ...[ctx.actor.person, ctx.now, input.dueAt],
    ],
  )
  await ctx.tx.client.query(
    'insert into request_about (request_id, entity_id) select $1, id from unnest($2::bigint[]) as about (id) on conflict do nothing',
    [id, about.map(([own]) => own?.id)],
  )
  await audit(ctx, {
    action: 'request.made',
    object: id,
    shown: input.entities ?? [],
    detail: { peer: agreement.peer, kind: input.kind },
  })
  if (mayDo(ctx, 'exchange.release', 'node').allow) await sendRequest(ctx, await getRequest(ctx, id))
  return viewRequest(ctx, await getRequest(ctx, id))
}

/** Lets a colleague's request go. */
export async function approveRequest(ctx: Context, id: string, reason: string): Promise<RequestView> {
  const row = await getRequest(ctx, id, true)
  permit(ctx, 'exchange.approve', 'node', row.by_person !== ctx.actor.person)
  if (row.direction !== 'out' || row.state !== 'waiting') throw new Problem('conflict')
  const agreement = await findAgreement(ctx, row.agreement_id)
  if (!agreement?.inForce) throw new Problem('agreement-missing')
  await ctx.tx.client.query('update request set approved_by = $2 where id = $1', [id, ctx.actor.person])
  await noteAct(ctx, id, { act: 'approve', direction: 'out', text: reason.trim(), by: ctx.actor.person })
  await audit(ctx, { action: 'request.approved', object: id })
  await sendRequest(ctx, row)
  return viewRequest(ctx, await getRequest(ctx, id))
}

const dayMs = 86_400_000

async function sendRequest(ctx: Context, row: RequestRow): Promise<void> {
  const { purpose, kind, urgency, asked, text } = row
  const message = await post(ctx, {
    peer: row.peer,
    // Where a life is in danger nothing holds it up: neither a quota nor a message before it.
    kind: urgency === 'danger' ? 'request-danger' : 'request',
    about: row.id,
    body: {
      ...{ request: row.id, agreement: row.agreement_id, from: row.organisation, to: row.other_organisation },
      ...{ kind, urgency, purpose, legalBasis: row.legal_basis, case: row.case_reference, asked, text },
      dueAt: row.due_at.toISOString(),
    },
  })
  await ctx.tx.client.query(`update request set state = 'sent', message_id = $2 where id = $1`, [
    row.id,
    message,
  ])
  await audit(ctx, { action: 'request.sent', object: row.id, detail: { peer: row.peer } })
  // A day before, where there is one, and when it is over.
  const early = new Date(row.due_at.getTime() - dayMs)
  if (early > ctx.now)
    await enqueue(ctx.tx, 'requests.chase', { request: row.id }, { key: `chase-early:${row.id}`, at: early })
  await enqueue(ctx.tx, 'requests.chase', { request: row.id }, { key: `chase:${row.id}`, at: row.due_at })
}
