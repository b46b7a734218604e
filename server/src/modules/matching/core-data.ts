import { properties } from '@shield/core'
import type { ReleaseDraft, ReleasePreview } from '@shield/contract'

import type { Context } from '../../context.ts'
import { permit } from '../../permit.ts'
import { Problem } from '../../problem.ts'
import { seal } from '../../seal.ts'
import { createRelease, findAgreement, previewRelease } from '../exchange/index.ts'
import { numbersOf } from './token.ts'
import { getHit, viewHit } from './view-hit.ts'
import type { HitRow } from './view-hit.ts'

/** Core data: the value itself, names and birth of one entity, as far as the agreement lets them go. */
const coreProperties = [properties.name, properties.alias, properties.birthDate].map((one) => one.number)

/** Exactly what the partner would see of one of the profiles that a hit leads to. */
export async function previewHit(ctx: Context, id: string, entity: string): Promise<ReleasePreview> {
  permit(ctx, 'exchange.release', 'node')
  return previewRelease(ctx, await draftCore(ctx, await getHit(ctx, id), entity))
}

async function draftCore(ctx: Context, hit: HitRow, entity: string | undefined): Promise<ReleaseDraft> {
  const view = await viewHit(ctx, hit)
  if (entity === undefined || !view.entities.some((one) => one.id === entity)) throw notChosen()
  const agreement = await findAgreement(ctx, hit.agreement_id)
  if (!agreement?.inForce) throw new Problem('agreement-missing')
  const agreed = agreement.body.properties.map((name) => properties[name].number as number)
  const found = await ctx.tx.client.query<{ id: number; entity_id: number }>(
    `select st.id, st.entity_id from statement st join entity e on e.id = st.entity_id
     where e.wire = $1 and st.retracted_at is null and visible($2, st.marking_id) and st.property = any($3::smallint[])
       and (st.property = any($4::smallint[]) or st.norm = $5)`,
    [
      ...[entity, Buffer.from(ctx.visible)],
      [...coreProperties, ...numbersOf(hit.identifier)].filter((one) => agreed.includes(one)),
      ...[coreProperties, hit.identifier === 'document' ? hit.norm.slice(3) : hit.norm],
    ],
  )
  return {
    agreement: hit.agreement_id,
    entities: [
      { entity, statements: found.rows.map((row) => seal(ctx.node, 'statement', row.entity_id, row.id)) },
    ],
    purpose: ctx.purpose,
  }
}

/** Hands core data over as any release goes: the same agreement, the same policy, a second person where it asks for one. What may not go stays. */
export async function releaseCore(
  ctx: Context,
  hit: HitRow,
  { entity, reason }: { readonly entity?: string | undefined; readonly reason: string },
): Promise<string> {
  permit(ctx, 'exchange.release', 'node')
  const draft = await draftCore(ctx, hit, entity)
  const { refused } = await previewRelease(ctx, draft)
  const stays = new Set(refused.map((one) => one.statement))
  const entities = draft.entities.map((one) => ({
    ...one,
    statements: one.statements.filter((statement) => !stays.has(statement)),
  }))
  if (entities.every((one) => one.statements.length === 0))
    throw new Problem('not-allowed', refused[0]?.because)
  const agreement = await findAgreement(ctx, hit.agreement_id)
  const made = await createRelease(ctx, {
    ...{ ...draft, entities },
    legalBasis: agreement?.body.legalBasis ?? '',
    reason,
  })
  return made.id
}

function notChosen(): Problem {
  const hint = { en: 'choose whose core data goes', th: 'โปรดเลือกว่าจะส่งข้อมูลหลักของผู้ใด' }
  return new Problem('body-invalid', undefined, [{ pointer: '/entity', rule: 'required', hint }])
}
