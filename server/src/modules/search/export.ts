import type { ExportRequest } from '@shield/contract'

import type { Context } from '../../context.ts'
import { Problem } from '../../problem.ts'
import type { Download } from '../../serve.ts'
import { gatherItems } from './gather-items.ts'
import { mayLeave } from './may-leave.ts'
import { entitiesOf } from './run-search.ts'
import { writeFile } from './write-file.ts'

const most = 10_000

/** Takes what may be taken along of a search or of chosen entities; the file is audited with every entity in it. */
export async function exportEntities(ctx: Context, input: ExportRequest): Promise<Download> {
  const bits = await mayLeave(ctx, false)
  const ids = await chosenEntities(ctx, input)
  const items = await gatherItems(ctx, { ids, bits, format: input.format })
  const { download } = await writeFile(ctx, { items, format: input.format, reason: input.reason })
  return download
}

/** What the request names or finds, of what the asker sees. */
export async function chosenEntities(ctx: Context, input: ExportRequest): Promise<readonly number[]> {
  if ((input.q === undefined) === (input.entities === undefined))
    throw new Problem('body-invalid', undefined, [
      { pointer: 'q', rule: 'one-of', hint: 'give either q or entities' },
    ])
  if (input.q !== undefined) return entitiesOf(ctx, { ...input, q: input.q }, most)
  const found = await ctx.tx.client.query<{ id: number }>(
    'select id from entity where wire = any($1::uuid[]) and any_visible($2, markings)',
    [input.entities, Buffer.from(ctx.visible)],
  )
  return found.rows.map((row) => row.id)
}
