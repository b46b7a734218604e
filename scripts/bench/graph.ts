import { createGraphIndex } from '@shield/engine'
import type { GraphIndex } from '@shield/engine'

import type { Bench, Figure } from './figure.ts'
import { quantile } from './figure.ts'

const seed = 20260201
const blocks = 20_000

/** The graph in one thread: neighbourhoods, paths, and work on the whole of it, by a viewer who sees nine blocks in ten. */
export const graphing: Bench = {
  name: 'graph',
  summary: 'neighbourhoods, paths, components, ranks and communities in 5 M links',
  run: async ({ scale, tell }) => {
    const [nodes, links] = [Math.round(1_000_000 * scale), Math.round(5_000_000 * scale)]
    const before = residentMegabytes()
    const from = performance.now()
    const index = powerLaw(nodes, links)
    tell(`${nodes} nodes, ${links} links: made and read in ${seconds(from)} s`)
    tell(`memory of the process grew by ${Math.round(residentMegabytes() - before)} MB`)
    const conditions = `${nodes} nodes, ${links} links, power law, seed ${seed}; ${blocks} blocks, 9 in 10 visible`
    const visible = mostVisible()
    const figure = (name: string, value: number, unit: string, most: number, more = ''): Figure => {
      tell(`${name}: ${value} ${unit} ${more}`)
      return { name, value, unit, goal: { at: 'most', value: most }, conditions: `${conditions}${more}` }
    }
    const near = sampled(2000, (random) =>
      index.expand({ visible, from: [pick(random, nodes)], hops: 2, fanOut: 1000 }),
    )
    const way = sampled(1000, (random) =>
      index.paths({ visible, from: pick(random, nodes), to: pick(random, nodes), count: 1, most: 6 }),
    )
    const five = sampled(200, (random) =>
      index.paths({ visible, from: pick(random, nodes), to: pick(random, nodes), count: 5, most: 6 }),
    )
    const timed = sampled(100, (random) => {
      const ends = { from: pick(random, nodes), to: pick(random, nodes) }
      return index.paths({ visible, ...ends, count: 1, most: 6, during: { first: 1, last: 65_535 } })
    })
    const whole = (act: () => unknown): number => {
      const start = performance.now()
      act()
      return Number(seconds(start))
    }
    return [
      figure('graph in memory', Math.round(index.size().bytes / 1e6), 'MB', 150),
      figure('2 hops, median', near.median, 'ms', 0.05, `; p95 ${near.p95} ms`),
      figure('shortest path, median', way.median, 'ms', 1, `; p95 ${way.p95} ms`),
      figure('five shortest paths, median', five.median, 'ms', 50, `; p95 ${five.p95} ms`),
      figure('shortest path in order of time, median', timed.median, 'ms', 50, `; p95 ${timed.p95} ms`),
      figure(
        'components',
        whole(() => index.components({ visible })),
        's',
        0.5,
      ),
      figure(
        'PageRank, 20 rounds',
        whole(() => index.pageRank({ visible, iterations: 20, damping: 0.85 })),
        's',
        3,
      ),
      ...communityFigures(index, visible, figure),
    ]
  },
}

function communityFigures(
  index: GraphIndex,
  visible: Uint8Array,
  figure: (name: string, value: number, unit: string, most: number, more?: string) => Figure,
): readonly Figure[] {
  const start = performance.now()
  const { count, modularity } = index.communities({ visible, seed: 1, resolution: 1 })
  const found = `; ${count} communities, modularity ${modularity.toFixed(3)}`
  return [figure('communities', Number(seconds(start)), 's', 20, found)]
}

function seconds(from: number): string {
  return ((performance.now() - from) / 1000).toFixed(2)
}

function residentMegabytes(): number {
  return process.memoryUsage().rss / 2 ** 20
}

function mostVisible(): Uint8Array {
  const visible = new Uint8Array(blocks / 8)
  for (let block = 0; block < blocks; block += 1)
    if (!isHidden(block)) visible[block >> 3] = (visible[block >> 3] ?? 0) | (1 << (block & 7))
  return visible
}

/** The blocks of nodes are scattered, and known without keeping them. */
function blockOf(id: number): number {
  return (Math.imul(id, 0x9e37_79b1) >>> 0) % blocks
}

function isHidden(block: number): boolean {
  return block % 10 === 3
}

/** An end that the viewer sees: a question about what is not there is answered at once. */
function pick(random: () => number, nodes: number): number {
  const id = 1 + Math.floor(random() * nodes)
  return isHidden(blockOf(id)) ? pick(random, nodes) : id
}

/** Times of one act with different ends, after a tenth as many to warm up; the same ends each run. */
function sampled(
  count: number,
  act: (random: () => number) => unknown,
): { readonly median: number; readonly p95: number } {
  const random = randomFrom(seed + 1)
  for (let at = 0; at < count / 10; at += 1) act(random)
  const times = Array.from({ length: count }, () => {
    const start = performance.now()
    act(random)
    return performance.now() - start
  })
  const digits = (share: number): number => Number(quantile(times, share).toPrecision(2))
  return { median: digits(0.5), p95: digits(0.95) }
}

/** Ends drawn by the square of a uniform number and scattered: most have a few links, the largest some ten thousand. */
function powerLaw(nodes: number, links: number): GraphIndex {
  const random = randomFrom(seed)
  const index = createGraphIndex()
  const entity = Float64Array.from({ length: nodes }, (_, at) => at + 1)
  const pageSize = 20_000
  for (let at = 0; at < nodes; at += pageSize) {
    const page = entity.slice(at, at + pageSize)
    index.addNodes({ entity: page, markings: Array.from(page, (id) => [blockOf(id)]) })
  }
  // A step that has no divisor in common with the number of nodes visits each once.
  const scattered = (at: number): number => 1 + ((at * 611_953 + 7) % nodes)
  const draw = (): number => scattered(Math.floor(nodes * random() ** 2))
  for (let at = 0; at < links; at += pageSize) {
    const size = Math.min(pageSize, links - at)
    const floats = (): Float64Array => Float64Array.from({ length: size }, draw)
    const first = Uint16Array.from({ length: size }, () => 36_000 + Math.floor(random() * 10_000))
    index.addLinks({
      from: floats(),
      to: floats(),
      kind: Uint8Array.from({ length: size }, () => 1 + Math.floor(random() * 8)),
      marking: Uint32Array.from({ length: size }, () => Math.floor(random() * blocks)),
      first,
      last: first,
    })
  }
  index.finish()
  return index
}

/** mulberry32: the same graph each run. */
function randomFrom(from: number): () => number {
  let state = from
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
