import type { AgreementBody, AgreementVersion, ProposeAgreement } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem, notFound } from '../../problem.ts'
import { faultOfTerms, openStates } from './agreement-model.ts'
import { viewVersion } from './agreement-version.ts'

/** Writes a version that a second person of this side has to sign before the partner hears of it. */
export async function proposeAgreement(ctx: Context, input: ProposeAgreement): Promise<AgreementVersion> {
  const { peer, terms, reason } = input
  const fault = faultOfTerms(terms, ctx.now.toISOString().slice(0, 10))
  if (fault) throw new Problem('body-invalid', undefined, [fault])
  const place =
    input.agreement === undefined ? await newPlace(ctx, peer) : await nextPlace(ctx, peer, input.agreement)
  const body: AgreementBody = { ...place, parties: [ctx.node.name, peer].toSorted(), ...terms }
  const id = newId()
  await ctx.tx.client.query(
    `insert into agreement_version (id, agreement_id, peer, version, direction, state, body, made_at, first_by, first_at, first_reason)
     values ($1, $2, $3, $4, 'out', 'proposed', $5, $6, $7, $6, $8)`,
    [id, body.id, peer, body.version, JSON.stringify(body), ctx.now, ctx.actor.person, reason],
  )
  await audit(ctx, {
    action: 'agreement.proposed',
    object: body.id,
    detail: { version: body.version, peer },
  })
  return viewVersion(ctx, id)
}

interface Place {
  readonly id: string
  readonly version: number
}

async function newPlace({ tx }: Context, peer: string): Promise<Place> {
  const known = await tx.client.query('select 1 from peer where node = $1', [peer])
  if (known.rowCount === 0) throw notFound()
  return { id: newId(), version: 1 }
}

async function nextPlace({ tx }: Context, peer: string, agreement: string): Promise<Place> {
  const found = await tx.client.query<{ version: number; ended: boolean }>(
    'select version, ended_at is not null as ended from agreement where id = $1 and peer = $2 for update',
    [agreement, peer],
  )
  const row = found.rows[0]
  if (!row) throw notFound()
  if (row.ended)
    throw new Problem('conflict', {
      en: 'It has ended for good: propose a new agreement',
      th: 'ข้อตกลงนี้สิ้นสุดถาวรแล้ว โปรดเสนอข้อตกลงใหม่',
    })
  const open = await tx.client.query(
    'select 1 from agreement_version where agreement_id = $1 and state = any($2)',
    [agreement, openStates],
  )
  if (open.rowCount !== 0)
    throw new Problem('conflict', {
      en: 'Another version of it waits already: decide on that one first',
      th: 'มีฉบับอื่นของข้อตกลงนี้รออยู่แล้ว โปรดตัดสินฉบับนั้นก่อน',
    })
  return { id: agreement, version: row.version + 1 }
}
