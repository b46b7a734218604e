import { emptyEdge, emptyRoot, grow, rootOf, tileWidth } from './merkle.ts'
import type { FullTile, Hash } from './merkle.ts'

/** A tree that grows leaf by leaf and remembers its root at the sizes somebody asks for. */
export interface Roots {
  /** A leaf that is not known ends the tree: no root beyond it can be told. */
  add(leaves: readonly (Hash | undefined)[]): void
  /** Places taken, known or not. */
  places(): number
  at(size: number): Hash | undefined
  /** Tiles above level 0 as far as the leaves are known, those that are not full last. */
  tilesAbove(): readonly FullTile[]
}

export function createRoots(sizes: ReadonlySet<number>): Roots {
  let edge = emptyEdge
  let places = 0
  const roots = new Map<number, Hash>([[0, emptyRoot]])
  const full: FullTile[] = []
  return {
    add: (leaves) => {
      const isKnown = places === edge.size
      places += leaves.length
      if (!isKnown) return
      const gap = leaves.indexOf(undefined)
      const known = leaves.slice(0, gap < 0 ? leaves.length : gap).filter((leaf) => leaf !== undefined)
      for (let from = 0; from < known.length;) {
        let until = from + 1
        while (until < known.length && !sizes.has(edge.size + until - from)) until += 1
        const grown = grow(edge, known.slice(from, until))
        edge = grown.edge
        full.push(...grown.full.filter((tile) => tile.level > 0))
        if (sizes.has(edge.size)) roots.set(edge.size, rootOf(edge))
        from = until
      }
    },
    places: () => places,
    at: (size) => roots.get(size),
    tilesAbove: () => [
      ...full,
      ...edge.levels.flatMap((hashes, level) =>
        level === 0 || hashes.length === 0
          ? []
          : [{ level, number: Math.floor(edge.size / tileWidth ** (level + 1)), hashes }],
      ),
    ],
  }
}
