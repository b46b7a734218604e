import fc from 'fast-check'

import type { GraphIndex, GraphRow, LinkPage } from './graph-door.ts'
import { createGraphIndex } from './graph-index.ts'
import { rebuild } from './rebuild.ts'

export interface SmallLink {
  readonly from: number
  readonly to: number
  readonly marking: number
  readonly kind: number
  readonly first: number
  readonly last: number
}

export interface SmallJudgement {
  readonly id: number
  readonly left: number
  readonly right: number
  readonly verdict: string
  readonly marking: number
}

export interface SmallWorld {
  readonly entities: ReadonlyMap<number, readonly number[]>
  readonly links: readonly SmallLink[]
  readonly judged: readonly SmallJudgement[]
}

/** Markings 1 and 2 are seen, 3 and 4 not; 9 is past the end of the bits. */
export const seenBits = new Uint8Array([0b110])
const isSeen = (marking: number): boolean => marking === 1 || marking === 2
const marking = fc.constantFrom(1, 1, 1, 1, 1, 2, 2, 3, 4, 9)

export const smallWorlds: fc.Arbitrary<SmallWorld> = fc
  .tuple(
    fc.uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 14 }), fc.array(marking, { maxLength: 3, minLength: 1 })),
      {
        minLength: 5,
        maxLength: 12,
        selector: ([entity]) => entity,
      },
    ),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat(),
        marking,
        fc.integer({ min: 1, max: 2 }),
        fc.nat({ max: 9 }),
        fc.nat({ max: 3 }),
      ),
      {
        maxLength: 45,
      },
    ),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom('same', 'same', 'different', 'unsure'), marking), {
      maxLength: 5,
    }),
  )
  .map(([entities, links, judged]) => {
    const ids = entities.map(([entity]) => entity)
    const pick = (at: number): number => ids[at % ids.length] ?? 0
    return {
      entities: new Map(entities.map(([entity, markings]) => [entity, [...new Set(markings)].toSorted()])),
      links: links.map(([from, to, mark, kind, first, more]) => ({
        from: pick(from),
        to: pick(to),
        marking: mark,
        kind,
        first,
        last: first === 0 ? 0 : first + more,
      })),
      judged: judged.flatMap(([one, other, verdict, mark], id) => {
        const [left, right] = [pick(one), pick(other)].toSorted((a, b) => a - b) as [number, number]
        return left === right ? [] : [{ id, left, right, verdict, marking: mark }]
      }),
    }
  })

/** The world without what may not be seen. */
export function onlySeen({ entities, links, judged }: SmallWorld): SmallWorld {
  const kept = new Map(
    [...entities]
      .map(([entity, markings]) => [entity, markings.filter(isSeen)] as const)
      .filter(([, markings]) => markings.length > 0),
  )
  return {
    entities: kept,
    links: links.filter((link) => isSeen(link.marking) && kept.has(link.from) && kept.has(link.to)),
    judged: judged.filter((one) => isSeen(one.marking) && kept.has(one.left) && kept.has(one.right)),
  }
}

export function rowsOf({ entities, links, judged }: SmallWorld): readonly GraphRow[] {
  return [...entities].map(([entity, markings]) => ({
    entity,
    markings,
    links: links.filter((link) => link.from === entity),
    judged: judged.filter((one) => one.left === entity),
  }))
}

export function pageOf(links: readonly SmallLink[]): LinkPage {
  return {
    from: Float64Array.from(links, (link) => link.from),
    to: Float64Array.from(links, (link) => link.to),
    kind: Uint8Array.from(links, (link) => link.kind),
    marking: Uint32Array.from(links, (link) => link.marking),
    first: Uint16Array.from(links, (link) => link.first),
    last: Uint16Array.from(links, (link) => link.last),
  }
}

/** The world read whole at the start; its judgements come as a change, as they do in a node. */
export function loaded(world: SmallWorld): GraphIndex {
  const index = createGraphIndex()
  const entities = [...world.entities].toSorted(([a], [b]) => a - b)
  index.addNodes({
    entity: Float64Array.from(entities, ([entity]) => entity),
    markings: entities.map(([, markings]) => markings),
  })
  index.addLinks(pageOf(world.links))
  index.finish()
  index.replace(rowsOf(world).filter((row) => row.judged.length > 0))
  return index
}

/** The world come bit by bit, in the order of its entities: first other links than those that stand at last. */
export function followed(world: SmallWorld): GraphIndex {
  const index = createGraphIndex()
  index.finish()
  for (const row of rowsOf(world))
    index.replace([
      { ...row, markings: [1], links: row.links.slice(1).map((link) => ({ ...link, marking: 1 })) },
    ])
  for (const row of rowsOf(world)) index.replace([row])
  return index
}

/** Half of it changed after the start, folded into a new snapshot, and a few rows changed while that was made. */
export async function folded(world: SmallWorld): Promise<GraphIndex> {
  const rows = rowsOf(world)
  const half = Math.ceil(rows.length / 2)
  const gate = Promise.withResolvers<undefined>()
  const index = createGraphIndex(
    async (order) => {
      const made = rebuild(structuredClone(order))
      await gate.promise
      return made
    },
    { leastChanged: 1 },
  )
  index.finish()
  for (const row of rows.slice(0, half)) index.replace([row])
  for (const row of rows.slice(half)) index.replace([{ ...row, links: [] }, row])
  gate.resolve(undefined)
  await index.settled()
  return index
}
