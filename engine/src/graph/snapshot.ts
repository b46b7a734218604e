/**
 * The graph at one moment in compressed rows, all columns in shared memory: nodes in ascending order of entity, links in order of
 * the node they leave. `target`, `marking`, `kind`, `first`, `last` are columns of the links out; a row of links in says where
 * each comes from (`origin`), which link it is (`link`) and, once more, its marking: looked up in the other column it would be a
 * cache miss for each link. Markings take two bytes while all are below 65,536. 1 M nodes with 5 M links are 125 MB.
 */
export interface Snapshot {
  readonly entity: Float64Array
  /** Who may see a node, as codes of `audiences`. */
  readonly audience: Uint32Array
  readonly outStart: Uint32Array
  readonly target: Uint32Array
  readonly marking: Uint16Array | Uint32Array
  readonly kind: Uint8Array
  readonly first: Uint16Array
  readonly last: Uint16Array
  readonly inStart: Uint32Array
  readonly origin: Uint32Array
  readonly link: Uint32Array
  readonly inMarking: Uint16Array | Uint32Array
}

/** Links by node numbers, in any order. */
export interface LinkColumns {
  readonly count: number
  readonly from: Uint32Array
  readonly to: Uint32Array
  readonly marking: Uint32Array
  readonly kind: Uint8Array
  readonly first: Uint16Array
  readonly last: Uint16Array
}

export function sharedFloats(length: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(length * 8))
}
export function sharedWords(length: number): Uint32Array {
  return new Uint32Array(new SharedArrayBuffer(length * 4))
}
function sharedShorts(length: number): Uint16Array {
  return new Uint16Array(new SharedArrayBuffer(length * 2))
}
function sharedBytes(length: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(length))
}

/** Two counting sorts; the order of the links given does not matter but among links of one node. */
export function buildSnapshot(
  nodes: { readonly entity: Float64Array; readonly audience: Uint32Array },
  links: LinkColumns,
): Snapshot {
  const size = nodes.entity.length
  const { count } = links
  const outStart = starts(links.from, count, size)
  const inStart = starts(links.to, count, size)
  const isShort = links.marking.every((marking) => marking < 65_536)
  const markings = (): Snapshot['marking'] => (isShort ? sharedShorts(count) : sharedWords(count))
  const made: Snapshot = {
    ...nodes,
    outStart,
    target: sharedWords(count),
    marking: markings(),
    kind: sharedBytes(count),
    first: sharedShorts(count),
    last: sharedShorts(count),
    inStart,
    origin: sharedWords(count),
    link: sharedWords(count),
    inMarking: markings(),
  }
  const next = outStart.slice()
  for (let at = 0; at < count; at += 1) {
    const from = links.from[at] as number
    const place = next[from] as number
    next[from] = place + 1
    made.target[place] = links.to[at] as number
    made.marking[place] = links.marking[at] as number
    made.kind[place] = links.kind[at] as number
    made.first[place] = links.first[at] as number
    made.last[place] = links.last[at] as number
  }
  next.set(inStart)
  for (let from = 0; from < size; from += 1)
    for (let link = outStart[from] as number; link < (outStart[from + 1] as number); link += 1) {
      const to = made.target[link] as number
      const place = next[to] as number
      next[to] = place + 1
      made.origin[place] = from
      made.link[place] = link
      made.inMarking[place] = made.marking[link] as number
    }
  return made
}

function starts(ends: Uint32Array, count: number, size: number): Uint32Array {
  const start = sharedWords(size + 1)
  for (let at = 0; at < count; at += 1)
    start[(ends[at] as number) + 1] = (start[(ends[at] as number) + 1] as number) + 1
  for (let node = 0; node < size; node += 1)
    start[node + 1] = (start[node + 1] as number) + (start[node] as number)
  return start
}

/** The node of an entity by halving; undefined where it is not in the snapshot. */
export function findNode(entities: Float64Array, entity: number): number | undefined {
  let low = 0
  let high = entities.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((entities[middle] as number) < entity) low = middle + 1
    else high = middle
  }
  return entities[low] === entity ? low : undefined
}

export function snapshotBytes(snapshot: Snapshot): number {
  return Object.values(snapshot).reduce(
    (sum: number, column: { byteLength: number }) => sum + column.byteLength,
    0,
  )
}
