import type { Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'

export interface PackTableRow {
  readonly id: string
  readonly kind: 'arrival' | 'interview'
  readonly arrival_id: string | null
  readonly device: string
  readonly codes: readonly string[]
  readonly chosen: readonly string[]
  readonly person_id: string
  readonly taken_at: Date
  readonly expires_at: Date
  readonly seen_at: Date
  readonly wipe_at: Date | null
  readonly wiped_at: Date | null
  readonly site: string | null
  readonly name_en: string
  readonly name_th: string
  readonly wipe_en: string | null
  readonly wipe_th: string | null
}

/** Packs of the reader's own organisation, each with its holder, and its board where the reader works at it. $1: bitmap, $2: organisation. */
export const ownPacks = `select d.id, d.kind, d.arrival_id, d.device, d.codes, d.chosen, d.person_id, d.taken_at, d.expires_at, d.seen_at,
    d.wipe_at, d.wiped_at, a.site, h.name_en, h.name_th, w.name_en as wipe_en, w.name_th as wipe_th
  from device_pack d join person h on h.id = d.person_id left join person w on w.id = d.wipe_by
  left join arrival a on a.id = d.arrival_id and visible($1, a.marking_id)
  where d.organisation = $2`

/** One pack of the own organisation; for everybody else there is none. */
export async function getPack(
  ctx: Context,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<PackTableRow> {
  const found = await ctx.tx.client.query<PackTableRow>(
    `${ownPacks} and d.id = $3 ${lock ? 'for no key update of d' : ''}`,
    [ctx.visible, ctx.actor.organisation, id],
  )
  return found.rows[0] ?? Promise.reject(notFound())
}

export const nameOf = ({ name_en: en, name_th: th }: Pick<PackTableRow, 'name_en' | 'name_th'>): Words => ({
  en,
  th,
})

const leads: readonly string[] = ['supervisor', 'shelter-head', 'administrator']

/** Who carries it may have it wiped, and who leads or runs the organisation. */
export function mayWipe({ actor }: Context, { person_id: holder }: Pick<PackTableRow, 'person_id'>): boolean {
  return holder === actor.person || actor.roles.some((role) => leads.includes(role))
}
