import type { AgreedExport, ExportRequest } from '@shield/contract'

import { audit } from '#audit/index.ts'
import { newId } from '#store/identifier.ts'
import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import { viewAgreed } from './agreed-rows.ts'
import { chosenEntities } from './export.ts'
import { isSet, mayLeave } from './may-leave.ts'
import { nothingLeaves } from './write-file.ts'

/** Asks a second person for an export that holds what is confidential. What it would hold is fixed now: which entities, as they stand. */
export async function askExport(ctx: Context, input: ExportRequest): Promise<AgreedExport> {
  const alone = await mayLeave(ctx, false)
  const { entities, markings } = await standing(ctx, await chosenEntities(ctx, input))
  if (entities.length === 0) throw new Problem('not-allowed', nothingLeaves)
  if (markings.every((marking) => isSet(alone, marking)))
    throw new Problem('conflict', {
      en: 'Nothing of this needs a second person: export it at once',
      th: 'ข้อมูลนี้ไม่ต้องใช้บุคคลที่สอง ส่งออกได้ทันที',
    })
  const id = newId()
  await ctx.tx.db
    .insertInto('export_request')
    .values({
      id,
      organisation: ctx.actor.organisation,
      format: input.format,
      entities: entities.map((entity) => entity.id),
      markings: [...markings],
      purpose: ctx.purpose,
      reference: ctx.reference,
      reason: input.reason,
      state: 'waiting',
      by_person: ctx.actor.person,
      at: ctx.now,
    })
    .execute()
  await audit(ctx, {
    action: 'export.asked',
    object: id,
    shown: entities.map((entity) => entity.wire),
    detail: { format: input.format, count: entities.length },
  })
  return viewAgreed(ctx, id)
}

interface Standing {
  readonly entities: readonly { readonly id: number; readonly wire: string }[]
  readonly markings: readonly number[]
}

/** Of these entities those of which something may leave with a second person, and the markings of it. */
async function standing(ctx: Context, ids: readonly number[]): Promise<Standing> {
  const bits = await mayLeave(ctx, true)
  const found = await ctx.tx.client.query<{ id: number; wire: string; markings: number[] }>(
    `select e.id, e.wire, array_agg(distinct st.marking_id) as markings
     from unnest($1::bigint[]) as asked (id) join entity e on e.id = asked.id
     cross join lateral (select marking_id from statement where entity_id = e.id and retracted_at is null
       and visible($2, marking_id) offset 0) as st
     group by e.id, e.wire order by e.id`,
    [ids, bits],
  )
  const entities = found.rows.map((row) => row.id)
  const links = await ctx.tx.client.query<{ marking_id: number }>(
    `select distinct marking_id from link where from_entity = any($1::bigint[]) and to_entity = any($1::bigint[])
       and retracted_at is null and visible($2, marking_id)`,
    [entities, bits],
  )
  const markings = [...found.rows.flatMap((row) => row.markings), ...links.rows.map((row) => row.marking_id)]
  return { entities: found.rows, markings: [...new Set(markings)].toSorted((a, b) => a - b) }
}
