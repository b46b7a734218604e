import type { RequestPartner } from '@shield/contract'
import type { Words } from '@shield/core'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { agreementsInForce } from '../exchange/index.ts'

interface Row {
  readonly node: string
  readonly name: Words
  readonly organisations: RequestPartner['organisations']
}

/** Whom one may ask: the organisations of every partner with which an agreement is in force. */
export async function listPartners(ctx: Context): Promise<{ items: RequestPartner[] }> {
  const agreements = await agreementsInForce(ctx)
  const found = await ctx.tx.client.query<Row>(
    `select p.node, jsonb_build_object('en', p.name_en, 'th', p.name_th) as name,
       coalesce(jsonb_agg(jsonb_build_object('code', o.code, 'name', jsonb_build_object('en', o.name_en, 'th', o.name_th)) order by o.code)
         filter (where o.code is not null), '[]') as organisations
     from peer p left join organisation o on o.node = p.node where p.node = any($1::text[]) group by p.node`,
    [agreements.map((one) => one.peer)],
  )
  await audit(ctx, { action: 'request.partners-listed', detail: { count: agreements.length } })
  return {
    items: agreements.flatMap(({ body, peer }) => {
      const partner = found.rows.find((row) => row.node === peer)
      return partner
        ? [
            {
              agreement: body.id,
              title: body.title,
              peer: { node: peer, name: partner.name },
              purposes: [...body.purposes],
              legalBasis: body.legalBasis,
              organisations: partner.organisations,
            },
          ]
        : []
    }),
  }
}
