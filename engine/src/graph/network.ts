/** An undirected weighted network: each pair of neighbours stands in the rows of both; what a node holds inside is in its strength alone. */
export interface Network {
  readonly size: number
  readonly start: Uint32Array
  readonly other: Uint32Array
  readonly weight: Float64Array | Uint32Array
  /** Sum of the weights at a node, what is inside it counted twice. */
  readonly strength: Float64Array
  /** Sum of all strengths. */
  readonly total: number
}

export function networkOf(rows: Pick<Network, 'start' | 'other' | 'weight'>): Network {
  const size = rows.start.length - 1
  const strength = new Float64Array(size)
  let total = 0
  for (let node = 0; node < size; node += 1) {
    let sum = 0
    for (let at = rows.start[node] as number; at < (rows.start[node + 1] as number); at += 1)
      sum += rows.weight[at] as number
    strength[node] = sum
    total += sum
  }
  return { ...rows, size, strength, total }
}

/** Sums by group, of which few are not nought: `groups[0..count)` are those. */
export interface Tally {
  readonly sum: Float64Array
  readonly groups: Uint32Array
  count: number
}

export function newTally(size: number): Tally {
  return { sum: new Float64Array(size), groups: new Uint32Array(size), count: 0 }
}

export function tally(into: Tally, group: number, weight: number): void {
  const before = into.sum[group] as number
  if (before === 0) {
    into.groups[into.count] = group
    into.count += 1
  }
  into.sum[group] = before + weight
}

export function clear(into: Tally): void {
  for (let at = 0; at < into.count; at += 1) into.sum[into.groups[at] as number] = 0
  into.count = 0
}

/** The nodes of a partition as one node each, numbered by first appearance. */
export function aggregate(
  network: Network,
  partition: Uint32Array,
): { readonly network: Network; readonly numberOf: Uint32Array } {
  const { numberOf, size } = renumbered(partition)
  const { members, begin } = grouped(numberOf, size)
  const start = new Uint32Array(size + 1)
  const other = new Uint32Array(network.other.length)
  const weight = new Float64Array(network.other.length)
  const strength = new Float64Array(size)
  const towards = newTally(size)
  let length = 0
  for (let group = 0; group < size; group += 1) {
    for (let at = begin[group] as number; at < (begin[group + 1] as number); at += 1) {
      const node = members[at] as number
      strength[group] = (strength[group] as number) + (network.strength[node] as number)
      for (let link = network.start[node] as number; link < (network.start[node + 1] as number); link += 1) {
        const to = numberOf[network.other[link] as number] as number
        if (to !== group) tally(towards, to, network.weight[link] as number)
      }
    }
    for (let at = 0; at < towards.count; at += 1, length += 1) {
      other[length] = towards.groups[at] as number
      weight[length] = towards.sum[other[length] as number] as number
    }
    clear(towards)
    start[group + 1] = length
  }
  const rows = { start, other: other.slice(0, length), weight: weight.slice(0, length) }
  return { network: { ...rows, size, strength, total: network.total }, numberOf }
}

function renumbered(partition: Uint32Array): { readonly numberOf: Uint32Array; readonly size: number } {
  const numbers = new Uint32Array(partition.length)
  const numberOf = new Uint32Array(partition.length)
  let size = 0
  for (let node = 0; node < partition.length; node += 1) {
    const group = partition[node] as number
    if (numbers[group] === 0) {
      size += 1
      numbers[group] = size
    }
    numberOf[node] = (numbers[group] as number) - 1
  }
  return { numberOf, size }
}

function grouped(
  numberOf: Uint32Array,
  size: number,
): { readonly members: Uint32Array; readonly begin: Uint32Array } {
  const begin = new Uint32Array(size + 1)
  for (const group of numberOf) begin[group + 1] = (begin[group + 1] as number) + 1
  for (let group = 0; group < size; group += 1)
    begin[group + 1] = (begin[group + 1] as number) + (begin[group] as number)
  const next = begin.slice()
  const members = new Uint32Array(numberOf.length)
  numberOf.forEach((group, node) => {
    const place = next[group] as number
    members[place] = node
    next[group] = place + 1
  })
  return { members, begin }
}
