import type { Edges } from './scan.ts'

/** Which records hang together by edges: for each the smallest of its component (union–find with halved paths). */
export function componentsOf(count: number, { lefts, rights }: Edges): Int32Array {
  const parent = Int32Array.from({ length: count }, (_, at) => at)
  const root = (start: number): number => {
    let at = start
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  for (let edge = 0; edge < lefts.length; edge += 1) {
    const [a, b] = [root(lefts[edge]!), root(rights[edge]!)]
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b)
  }
  return parent.map((_, at) => root(at))
}
