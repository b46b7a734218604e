import { kinds } from '@shield/core'
import type { KindName } from '@shield/core'
import type { EntityRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { seal, unseal } from '../../seal.ts'
import { captionsOf } from './cluster.ts'

/** Newest visible entities, walked by number from the newest: what is hidden is passed over, not counted. */
export async function listNewest(
  ctx: Context,
  filter: {
    readonly kind?: KindName
    readonly source?: string
    readonly cursor?: string
    readonly limit?: number
  },
): Promise<{ items: EntityRow[]; next?: string }> {
  const limit = filter.limit ?? 50
  const [before] = unseal(ctx.node, 'place', filter.cursor) ?? [Number.MAX_SAFE_INTEGER]
  const found = await ctx.tx.client.query<{ id: number; recorded_at: Date; source: string }>(
    `select id, recorded_at, (select name from source where source.id = source_id) as source from entity
     where id < $1 and any_visible($2, markings) and ($3::int is null or kind = $3)
       and ($4::uuid is null or source_id = (select id from source where wire = $4))
     order by id desc limit $5`,
    [
      before,
      Buffer.from(ctx.visible),
      filter.kind === undefined ? null : kinds[filter.kind].number,
      filter.source ?? null,
      limit + 1,
    ],
  )
  const rows = found.rows.slice(0, limit)
  const captions = await captionsOf(
    ctx,
    rows.map((row) => row.id),
  )
  await audit(ctx, { action: 'entity.listed', shown: [...captions.values()].map((caption) => caption.wire) })
  return {
    items: rows.flatMap((row) => {
      const caption = captions.get(row.id)
      return caption
        ? [
            {
              id: caption.wire,
              kind: caption.kind,
              caption: caption.caption,
              sourceName: row.source,
              recordedAt: row.recorded_at.toISOString(),
            },
          ]
        : []
    }),
    ...(found.rows.length > limit ? { next: seal(ctx.node, 'place', rows.at(-1)?.id ?? 0) } : {}),
  }
}
