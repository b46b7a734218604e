import type { OfflineRules, PackRow } from '@shield/contract'

import { audit } from '#audit/index.ts'
import type { Context } from '../../context.ts'
import { mayDo } from '../../permit.ts'
import { mayWipe, ownPacks } from './find-pack.ts'
import type { PackTableRow } from './find-pack.ts'
import { offlineRules } from './rules.ts'

/** Devices of the own organisation that carry people, the newest 200: which, who has it, when it last asked. */
export async function listPacks(ctx: Context): Promise<{ items: PackRow[]; rules: OfflineRules }> {
  const found = await ctx.tx.client.query<PackTableRow>(
    `${ownPacks} order by d.taken_at desc, d.id limit 200`,
    [ctx.visible, ctx.actor.organisation],
  )
  await audit(ctx, { action: 'pack.listed', detail: { count: found.rows.length } })
  return { items: found.rows.map((row) => packRow(ctx, row)), rules: await offlineRules(ctx) }
}

export function packRow(ctx: Context, row: PackTableRow): PackRow {
  const cares = mayDo(ctx, 'protection.work', 'node').allow
  const state = stateOf(row, ctx.now)
  return {
    id: row.id,
    kind: row.kind,
    device: row.device,
    holder: { en: row.name_en, th: row.name_th },
    ...(row.arrival_id && row.site !== null ? { arrival: { id: row.arrival_id, site: row.site } } : {}),
    // Whoever runs the node learns of devices, and of nobody in care, not even how many.
    ...(cares ? { people: row.codes.length } : {}),
    takenAt: row.taken_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    seenAt: row.seen_at.toISOString(),
    state,
    ...(row.wipe_at
      ? { ordered: { at: row.wipe_at.toISOString(), by: { en: row.wipe_en ?? '', th: row.wipe_th ?? '' } } }
      : {}),
    ...(row.wiped_at ? { wipedAt: row.wiped_at.toISOString() } : {}),
    can: [
      ...(mayWipe(ctx, row) && (state === 'out' || state === 'expired') ? ['packWipe'] : []),
      ...(row.person_id === ctx.actor.person && state !== 'wiped' && state !== 'ordered'
        ? ['packRenew']
        : []),
    ],
  }
}

function stateOf({ wipe_at, wiped_at, expires_at }: PackTableRow, now: Date): PackRow['state'] {
  if (wiped_at) return 'wiped'
  if (wipe_at) return 'ordered'
  return expires_at.getTime() <= now.getTime() ? 'expired' : 'out'
}
