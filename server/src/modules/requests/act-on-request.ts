import type { ActOnRequest, RequestView } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context, Node, Visit } from '../../context.ts'
import { acknowledge, inVisit, post } from '../../peer/index.ts'
import type { Arrived, Noted, Outcome } from '../../peer/index.ts'
import { permit } from '../../permit.ts'
import { Problem, notFound } from '../../problem.ts'
import { findAgreement } from '../exchange/index.ts'
import { isOpen, notTaken, stateAfter } from './model.ts'
import type { Side } from './model.ts'
import { noteAct } from './note-act.ts'
import { getRequest, viewRequest } from './view-request.ts'
import type { RequestRow } from './view-request.ts'

/** Opens a request; the partner is told that a person of the desk which has to act has seen it. */
export async function readRequest(ctx: Context, id: string): Promise<RequestView> {
  const row = await getRequest(ctx, id)
  if (row.direction === 'in' && row.state === 'sent') {
    await ctx.tx.client.query(`update request set state = 'seen' where id = $1 and state = 'sent'`, [id])
    if (row.message_id !== null) await acknowledge(ctx, row.peer, { message: row.message_id, state: 'seen' })
  }
  await audit(ctx, { action: 'request.read', object: id })
  return viewRequest(ctx, await getRequest(ctx, id))
}

/** Does the next thing with a request, as who asks or who is asked, and tells the other side. */
export async function actOnRequest(ctx: Context, id: string, input: ActOnRequest): Promise<RequestView> {
  const row = await getRequest(ctx, id, true)
  // One's own that has not gone is nobody else's to take back.
  const isOwn = row.state === 'waiting' && input.act === 'withdraw' && row.by_person === ctx.actor.person
  if (!isOwn) permit(ctx, 'exchange.release', 'node')
  const state = stateAfter(row.state, input.act, row.direction)
  if (state === undefined) throw new Problem('state-changed')
  if (input.act === 'refuse' && input.code === undefined) throw needs('code')
  if (input.release !== undefined) await requireRelease(ctx, row, input.release)
  const act = {
    act: input.act,
    text: input.text.trim(),
    code: input.act === 'refuse' ? input.code : undefined,
  }
  await ctx.tx.client.query('update request set state = $2, code = $3 where id = $1', [
    id,
    state,
    act.code ?? null,
  ])
  await noteAct(ctx, id, { ...act, direction: row.direction, release: input.release, by: ctx.actor.person })
  if (row.state !== 'waiting')
    await post(ctx, {
      peer: row.peer,
      kind: 'request-act',
      about: id,
      body: {
        ...{ request: id, act: input.act, text: act.text },
        ...(act.code === undefined ? {} : { code: act.code }),
        ...(input.release === undefined ? {} : { release: input.release }),
      },
    })
  await audit(ctx, { action: 'request.acted', object: id, detail: { act: input.act } })
  return viewRequest(ctx, await getRequest(ctx, id))
}

/** An answer points to a release that went to that partner from this desk. */
async function requireRelease(ctx: Context, row: RequestRow, release: string): Promise<void> {
  const found = await ctx.tx.client.query(
    `select 1 from release where id = $1 and direction = 'out' and peer = $2 and organisation = $3 and visible($4, marking_id)`,
    [release, row.peer, ctx.actor.organisation, Buffer.from(ctx.visible)],
  )
  if (found.rowCount === 0) throw notFound()
}

function needs(pointer: string): Problem {
  const hint = { en: 'say by which rule it is refused', th: 'โปรดระบุเหตุที่ปฏิเสธ' }
  return new Problem('body-invalid', undefined, [{ pointer: `/${pointer}`, rule: 'required', hint }])
}

/** A partner asks. */
export async function takeRequest(
  visit: Visit,
  { id, from, body }: Arrived<'request' | 'request-danger'>,
): Promise<Outcome> {
  const about = body.request
  const agreement = await findAgreement(visit, body.agreement)
  if (!agreement?.inForce || agreement.peer !== from) return { state: 'refused', code: 'NO-AGREEMENT', about }
  if (!agreement.body.purposes.includes(body.purpose))
    return { state: 'refused', code: 'PURPOSE-REFUSED', about }
  const asked = await visit.tx.client.query('select 1 from organisation where code = $1 and node = $2', [
    ...[body.to, visit.node.name],
  ])
  if (asked.rowCount === 0) return { state: 'refused', code: 'NOT-OWNER', about }
  const made = await visit.tx.client.query(
    `insert into request (id, direction, peer, organisation, other_organisation, agreement_id, kind, urgency, purpose, legal_basis,
       case_reference, asked, text, state, message_id, at, due_at)
     values ($1, 'in', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'sent', $13, $14, $15) on conflict do nothing`,
    [
      ...[
        body.request,
        from,
        body.to,
        body.from,
        body.agreement,
        body.kind,
        body.urgency,
        body.purpose,
        body.legalBasis,
      ],
      ...[body.case, JSON.stringify(body.asked), body.text, id, visit.now, body.dueAt],
    ],
  )
  if (made.rowCount === 0) return { state: 'refused', code: 'KNOWN', about }
  await audit(visit, {
    action: 'request.received',
    object: about,
    organisation: body.to,
    detail: { from, kind: body.kind },
  })
  return { state: 'accepted', about }
}

/** The other side did something with a request. */
export async function takeAct(visit: Visit, { from, body }: Arrived<'request-act'>): Promise<Outcome> {
  const about = body.request
  const found = await visit.tx.client.query<Pick<RequestRow, 'state' | 'direction'>>(
    'select state, direction from request where id = $1 and peer = $2 for update',
    [about, from],
  )
  const row = found.rows[0]
  if (!row) return { state: 'refused', code: 'NOT-OWNER', about }
  const theirs: Side = row.direction === 'out' ? 'in' : 'out'
  // Both acted at once: what ended it first stands, and who comes late is told that it was.
  const state = stateAfter(row.state, body.act, theirs)
  if (state === undefined) return { state: 'refused', code: 'KNOWN', about }
  await visit.tx.client.query('update request set state = $2, code = $3 where id = $1', [
    about,
    state,
    body.code ?? null,
  ])
  await noteAct(visit, about, { ...body, direction: theirs })
  await audit(visit, { action: 'request.act-received', object: about, detail: { from, act: body.act } })
  return { state: 'applied', about }
}

/** A person of the partner has opened it, or its node will not have it. */
export async function noteRequest(visit: Visit, receipt: Noted<'request' | 'request-danger'>): Promise<void> {
  const state = receipt.state === 'seen' ? 'seen' : receipt.state === 'refused' ? 'refused' : undefined
  if (state === undefined) return
  const { request } = receipt.body
  const changed = await visit.tx.client.query(
    `update request set state = $2 where id = $1 and direction = 'out' and peer = $3 and state = 'sent'`,
    [...[request, state, receipt.peer]],
  )
  if (changed.rowCount === 1 && state === 'refused')
    await noteAct(visit, request, { act: notTaken, direction: 'in', text: receipt.code ?? '' })
}

/** Reminds: both desks find it in the life of the request, and the partner's node is told. Runs again without harm. */
export async function chaseRequest(node: Node, { request }: { readonly request: string }): Promise<void> {
  await inVisit(node, async (visit) => {
    const found = await visit.tx.client.query<Pick<RequestRow, 'state' | 'peer' | 'due_at' | 'organisation'>>(
      `select state, peer, due_at, organisation from request where id = $1 and direction = 'out' for update`,
      [request],
    )
    const row = found.rows[0]
    if (!row || !isOpen(row.state)) return
    const text = row.due_at <= visit.now ? 'overdue' : 'due-soon'
    const before = await visit.tx.client.query(
      `select 1 from request_act where request_id = $1 and act = 'chase' and by_person is null and text = $2`,
      [request, text],
    )
    if (before.rowCount !== 0) return
    await noteAct(visit, request, { act: 'chase', direction: 'out', text })
    await post(visit, {
      peer: row.peer,
      kind: 'request-act',
      about: request,
      body: { request, act: 'chase', text },
    })
    await audit(visit, { action: 'request.chased', object: request, organisation: row.organisation })
  })
}
