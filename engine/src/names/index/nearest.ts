import type { Candidate } from './door.ts'
import type { Seeking } from './find-candidates.ts'

// A name that says more than was asked is a little further away for each part more.
const perExtraPart = 300
const mostForExtra = 1500
const bins = 1024
const binBits = 4

/**
 * The `most` best entities among the names that a query touched, each with its best name; level ones by their number.
 * A histogram finds how good one must be, so that only a few are sorted.
 */
export function nearest({ segment, scratch, plan }: Seeking, most: number): readonly Candidate[] {
  const { touched, scores } = scratch
  const { recordSize } = segment.columns
  const distances = scratch.nets(touched.length)
  const histogram = new Uint32Array(bins)
  for (let at = 0; at < touched.length; at += 1) {
    const record = touched.items[at] as number
    const extra = (recordSize[record] as number) - plan.size
    const score = (scores[record] as number) & 0xffff
    const net = extra > 0 ? Math.max(1, score - Math.min(mostForExtra, extra * perExtraPart)) : score
    distances[at] = net
    const bin = net >> binBits
    histogram[bin] = (histogram[bin] as number) + 1
  }
  let bin = bins
  let above = 0
  for (let wanted = most; ; wanted = above * 2 + most) {
    while (bin > 0 && above < wanted) above += histogram[(bin -= 1)] as number
    const best = bestOf(
      { segment, touched: touched.items, nets: distances, count: touched.length },
      bin << binBits,
    )
    // Several names of one entity may have filled the place of others.
    if (best.length >= most || bin === 0) return best.slice(0, most)
  }
}

interface Netted {
  readonly segment: Seeking['segment']
  readonly touched: Uint32Array
  readonly nets: Uint16Array
  readonly count: number
}

function bestOf({ segment, touched, nets, count }: Netted, least: number): readonly Candidate[] {
  const all: Candidate[] = []
  for (let at = 0; at < count; at += 1) {
    const score = nets[at] as number
    if (score < least) continue
    const record = touched[at] as number
    all.push({ entity: segment.columns.recordEntity[record] as number, record, score })
  }
  all.sort((a, b) => b.score - a.score || a.entity - b.entity || a.record - b.record)
  const entities = new Set<number>()
  return all.filter(({ entity }) => entities.size < entities.add(entity).size)
}
