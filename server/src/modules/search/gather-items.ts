import type { ExportRequest } from '@shield/contract'
import type { Json } from '@shield/core'
import type { ExportEntity, ExportLink } from '@shield/formats'

import type { Context } from '../../context.ts'
import { isKeptHome } from '../../kept-home.ts'
import { gatherEntities, gatherLinks } from './gather.ts'
import type { GatheredEntity } from './gather.ts'

export interface Leaving {
  readonly ids: readonly number[]
  /** The markings that may leave, a bitmap. */
  readonly bits: Buffer
  readonly format: ExportRequest['format']
  /** Only what was stated by then. */
  readonly until?: Date
}

/** The entities of an export with their values, and the links among them, as far as they may leave. */
export async function gatherItems(
  ctx: Context,
  { ids, ...taken }: Leaving,
): Promise<readonly (ExportEntity | ExportLink)[]> {
  const gathered = await gatherEntities(ctx, { ...taken, ids })
  // What is made for a community of other tools leaves out whom their doors leave out.
  const entities = taken.format === 'misp' ? gathered.filter((one) => !staysHome(one, ctx.now)) : gathered
  const links = await gatherLinks(ctx, { ...taken, among: entities.map((one) => one.number) })
  const written = new Set(entities.flatMap((one) => one.verbatim ?? []))
  // A reference inside a body that leaves as it came is written with it.
  return [...entities, ...links.filter((link) => !written.has(link.record))]
}

/** MISP has an object of its own for one who suffered. */
function staysHome(entity: GatheredEntity, today: Date): boolean {
  const { name } = (entity.body ?? {}) as { readonly name?: Json }
  return name === 'victim' || isKeptHome(entity, today)
}
