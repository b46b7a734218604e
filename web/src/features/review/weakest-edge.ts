import type { ClusterEdge } from '../../api/wire.ts'

const order = ['weak', 'possible', 'probable', 'strong'] as const

type Edge = Pick<ClusterEdge, 'left' | 'right' | 'band'>

/**
 * The way from one member to another whose weakest edge is as strong as it can be, and that edge: what one would have to doubt
 * to doubt that both are one. Undefined where no way leads.
 */
export function strongestWay<E extends Edge>(
  edges: readonly E[],
  from: string,
  to: string,
): { readonly way: readonly E[]; readonly weakest: E } | undefined {
  for (const least of order.toReversed()) {
    const way = wayAmong(
      edges.filter((edge) => order.indexOf(edge.band) >= order.indexOf(least)),
      from,
      to,
    )
    const weakest = way?.toSorted((a, b) => order.indexOf(a.band) - order.indexOf(b.band))[0]
    if (way && weakest) return { way, weakest }
  }
  return undefined
}

function wayAmong<E extends Edge>(edges: readonly E[], from: string, to: string): readonly E[] | undefined {
  const reached = new Map<string, readonly E[]>([[from, []]])
  for (const [node, way] of reached) {
    if (node === to) return way
    for (const edge of edges) {
      const next = edge.left === node ? edge.right : edge.right === node ? edge.left : undefined
      if (next !== undefined && !reached.has(next)) reached.set(next, [...way, edge])
    }
  }
  return undefined
}
