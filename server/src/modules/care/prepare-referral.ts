import type { PrepareReferral, ReferralRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { Problem, faultAt, notFound } from '../../problem.ts'
import { askVault } from '../protection/index.ts'
import { collectFacts } from './facts.ts'
import { getReferral, viewReferral } from './find-referral.ts'
import { getCared } from './person.ts'

interface ServiceOf {
  readonly version: number
  readonly kind: string
  readonly organisation: string | null
  readonly is_open: boolean
}

/**
 * Seals the chosen facts one by one, as they are now. The preview opens this package by the same route as the receiver:
 * what was looked at is what goes.
 */
export async function prepareReferral(
  ctx: Context,
  code: string,
  asked: PrepareReferral,
): Promise<ReferralRow> {
  const person = await getCared(ctx, code, { lock: true })
  const known = await ctx.tx.client.query<{ code: string }>('select code from referral where id = $1', [
    asked.id,
  ])
  if (known.rows[0]) {
    if (known.rows[0].code !== code) throw notFound()
    return viewReferral(ctx, await getReferral(ctx, asked.id))
  }
  const service = await serviceOf(ctx, asked.service)
  if (!service?.is_open) throw faultAt('/service', notOpen)
  if (service.organisation === null) throw faultAt('/service', noAccount)
  if (person.carers.includes(service.organisation)) throw new Problem('conflict', caresAlready)
  const items = await collectFacts(ctx, person, { keys: asked.items, reason: asked.reason })
  const sealed = await askVault(ctx, (vault, asker) =>
    vault.seal(
      asker,
      items.map((item) => ({
        code,
        part: item.identity ? ('identity' as const) : ('words' as const),
        body: Buffer.from(JSON.stringify(item)),
      })),
    ),
  )
  await ctx.tx.client.query(
    `insert into referral (id, code, service_id, service_version, kind, from_organisation, to_organisation, purpose,
       answer_hours, prepared_at, by_person) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[asked.id, code, asked.service, service.version, service.kind, ctx.actor.organisation],
      ...[service.organisation, asked.purpose, asked.answerWithin, ctx.now, ctx.actor.person],
    ],
  )
  await ctx.tx.client.query(
    'insert into referral_item (referral_id, key, sealed_id) select $1, * from unnest($2::text[], $3::uuid[])',
    [asked.id, items.map(({ key }) => key), sealed.map(({ id }) => id)],
  )
  await audit(ctx, { action: 'referral.prepared', object: code, detail: { items: items.length } })
  return viewReferral(ctx, await getReferral(ctx, asked.id))
}

async function serviceOf(ctx: Context, id: string): Promise<ServiceOf | undefined> {
  const found = await ctx.tx.client.query<ServiceOf>(
    `select version, kind, body->>'organisation' as organisation, (body->>'isOpen')::boolean as is_open
     from service where id = $1`,
    [id],
  )
  return found.rows[0]
}

const notOpen = { en: 'choose an open service of the directory', th: 'โปรดเลือกบริการที่เปิดอยู่ในทำเนียบ' }
const noAccount = {
  en: 'this service has no organisation here: reach it by its contact, nothing can be sent',
  th: 'บริการนี้ไม่มีหน่วยงานในระบบ โปรดติดต่อตามช่องทางที่ระบุ ไม่สามารถส่งข้อมูลได้',
}
const caresAlready = {
  en: 'This organisation cares for the person already and sees what it needs',
  th: 'หน่วยงานนี้ดูแลบุคคลนี้อยู่แล้วและเห็นข้อมูลที่จำเป็น',
}
