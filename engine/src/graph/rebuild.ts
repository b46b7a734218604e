import type { ChangedRow } from './graph.ts'
import { buildSnapshot, findNode, sharedFloats, sharedWords } from './snapshot.ts'
import type { LinkColumns, Snapshot } from './snapshot.ts'

/** What a new snapshot is made of: the old one and the rows that took the place of its own. */
export interface RebuildOrder {
  readonly snapshot: Snapshot
  readonly rows: ReadonlyMap<number, ChangedRow>
  /** Nodes that stand only as an end, and what nobody may see is called. */
  readonly added: readonly number[]
  readonly nobody: number
}

/** One snapshot of an old one and its changes. Takes about a second for 5 M links, so it runs in a thread of its own. */
export function rebuild({ snapshot, rows, added, nobody }: RebuildOrder): Snapshot {
  const nodes = joinedNodes(snapshot, { rows, added, nobody })
  const moved = new Uint32Array(snapshot.entity.length)
  for (let node = 0, at = 0; node < moved.length; node += 1, at += 1) {
    while (nodes.entity[at] !== snapshot.entity[node]) at += 1
    moved[node] = at
  }
  return buildSnapshot(nodes, joinedLinks(snapshot, { rows, moved, entity: nodes.entity }))
}

function joinedNodes(
  { entity, audience }: Snapshot,
  { rows, added, nobody }: Pick<RebuildOrder, 'rows' | 'added' | 'nobody'>,
): Pick<Snapshot, 'entity' | 'audience'> {
  const fresh = added.toSorted((a, b) => a - b)
  const joined = {
    entity: sharedFloats(entity.length + fresh.length),
    audience: sharedWords(entity.length + fresh.length),
  }
  for (let at = 0, old = 0, late = 0; at < joined.entity.length; at += 1) {
    const next = fresh[late]
    if (next !== undefined && (old >= entity.length || next < (entity[old] as number))) {
      joined.entity[at] = next
      joined.audience[at] = rows.get(next)?.audience ?? nobody
      late += 1
    } else {
      const own = entity[old] as number
      joined.entity[at] = own
      joined.audience[at] = rows.get(own)?.audience ?? (audience[old] as number)
      old += 1
    }
  }
  return joined
}

function joinedLinks(
  snapshot: Snapshot,
  {
    rows,
    moved,
    entity,
  }: Pick<RebuildOrder, 'rows'> & { readonly moved: Uint32Array; readonly entity: Float64Array },
): LinkColumns {
  let most = snapshot.target.length
  for (const { links } of rows.values()) most += links.length
  const [from, to, marking] = [new Uint32Array(most), new Uint32Array(most), new Uint32Array(most)]
  const [kind, first, last] = [new Uint8Array(most), new Uint16Array(most), new Uint16Array(most)]
  let count = 0
  for (let node = 0; node < moved.length; node += 1) {
    if (rows.has(snapshot.entity[node] as number)) continue
    const end = snapshot.outStart[node + 1] as number
    for (let link = snapshot.outStart[node] as number; link < end; link += 1, count += 1) {
      from[count] = moved[node] as number
      to[count] = moved[snapshot.target[link] as number] as number
      marking[count] = snapshot.marking[link] as number
      kind[count] = snapshot.kind[link] as number
      first[count] = snapshot.first[link] as number
      last[count] = snapshot.last[link] as number
    }
  }
  for (const [own, { links }] of rows)
    for (const link of links) {
      from[count] = findNode(entity, own) as number
      to[count] = findNode(entity, link.to) as number
      marking[count] = link.marking
      kind[count] = link.kind
      first[count] = link.first
      last[count] = link.last
      count += 1
    }
  return { count, from, to, marking, kind, first, last }
}
