/** Places of those edges without which what hangs together falls apart. Edges given twice are no bridge. */
export function bridgesOf(edges: readonly (readonly [string, string])[]): ReadonlySet<number> {
  const around = new Map<string, { readonly to: string; readonly edge: number }[]>()
  edges.forEach(([one, other], edge) => {
    around.set(one, [...(around.get(one) ?? []), { to: other, edge }])
    around.set(other, [...(around.get(other) ?? []), { to: one, edge }])
  })
  const order = new Map<string, number>()
  const bridges = new Set<number>()
  /** The earliest place that a walk from here reaches without the edge it came by. */
  const walk = (node: string, by: number): number => {
    const place = order.size
    order.set(node, place)
    let lowest = place
    for (const { to, edge } of around.get(node) ?? []) {
      if (edge === by) continue
      const known = order.get(to)
      const reached = known ?? walk(to, edge)
      if (known === undefined && reached > place) bridges.add(edge)
      lowest = Math.min(lowest, reached)
    }
    return lowest
  }
  for (const node of around.keys()) if (!order.has(node)) walk(node, -1)
  return bridges
}
