import type { Words } from '@shield/core'
import type { PackageLink, ReleaseEdge } from '@shield/contract'

import type { Context } from '../../context.ts'
import { notFound } from '../../problem.ts'
import { captionsOf } from '../registry/index.ts'
import type { ChosenEntity, FoundLink } from './choose.ts'
import { decideItem, sortItems } from './decide-item.ts'
import type { Sorted, Under } from './decide-item.ts'

const endMissing: Words = {
  en: 'One of its ends is not in the package',
  th: 'ปลายด้านหนึ่งไม่อยู่ในชุดข้อมูล',
}
const withinOne: Words = {
  en: 'Both its ends are one and the same here',
  th: 'ปลายทั้งสองด้านเป็นสิ่งเดียวกัน',
}

export interface AmongThese {
  readonly found: readonly FoundLink[]
  /** Wire ids of those that a person chose. */
  readonly wanted: readonly string[]
  /** Number of an entity to the id it has in the package, of those that have a value in it. */
  readonly ends: ReadonlyMap<number, string>
  readonly under: Under
  readonly isHeld: (link: string) => boolean
}

/** Of the links that a person chose, those that may go: allowed by their handling, and with both their ends in the package. */
export function sortLinks(
  ctx: Context,
  { found, wanted, ends, under, isHeld }: AmongThese,
): Sorted<FoundLink> {
  const byWire = new Map(found.map((one) => [one.wire, one]))
  const chosen = [...new Set(wanted)].map((wire) => byWire.get(wire))
  // One that may not be seen is one that is not there.
  if (chosen.some((one) => one === undefined)) throw notFound()
  return sortItems(
    chosen.flatMap((one) => one ?? []),
    (one) => {
      const [from, to] = [ends.get(one.from), ends.get(one.to)]
      if (from === undefined || to === undefined) return { refused: endMissing }
      if (from === to) return { refused: withinOne }
      return decideItem(ctx, ctx.node.markings.block(one.marking_id), { ...under, isHeld: isHeld(one.wire) })
    },
  )
}

/** A link as it travels; both its ends are in the package. */
export function packageLink(
  { wire, kind, from, to, starts, ends: until, amount, detail }: FoundLink,
  ends: ReadonlyMap<number, string>,
): PackageLink {
  return {
    ...{ link: wire, kind, from: ends.get(from) ?? '', to: ends.get(to) ?? '' },
    ...(starts === undefined ? {} : { starts }),
    ...(until === undefined ? {} : { ends: until }),
    ...(amount === undefined ? {} : { amount }),
    ...(detail === undefined ? {} : { detail }),
  }
}

/** Every link that touches what is chosen, for a person to decide on; one within a single thing is none. */
export async function edgesOf(
  ctx: Context,
  {
    found,
    entities,
    under,
    isHeld,
  }: Omit<AmongThese, 'wanted' | 'ends'> & { readonly entities: readonly ChosenEntity[] },
): Promise<ReleaseEdge[]> {
  const own = new Map(entities.flatMap((one) => one.members.map((member) => [member, one.wire] as const)))
  const captions = await captionsOf(ctx, [...new Set(found.flatMap((one) => [one.from, one.to]))])
  const endOf = (number: number): ReleaseEdge['from'] | undefined => {
    const told = captions.get(number)
    return told && { entity: own.get(number) ?? told.wire, kind: told.kind, caption: told.caption }
  }
  return found.flatMap((one): ReleaseEdge[] => {
    const [from, to] = [endOf(one.from), endOf(one.to)]
    if (!from || !to || from.entity === to.entity) return []
    const outside = own.has(one.from) ? (own.has(one.to) ? undefined : to.entity) : from.entity
    const block = ctx.node.markings.block(one.marking_id)
    const { refused } = decideItem(ctx, block, { ...under, isHeld: isHeld(one.wire) })
    return [
      {
        ...packageLink(one, new Map()),
        ...{ from, to },
        ...(outside === undefined ? {} : { outside }),
        ...(refused === undefined ? {} : { because: refused }),
      },
    ]
  })
}
