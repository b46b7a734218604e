import { push } from './grow.ts'
import type { Near } from './near-parts.ts'
import { gainOf } from './seeking.ts'
import type { Seeking } from './seeking.ts'
import { nearIn, supportOf, walksOf, walksPerLook } from './walk.ts'
import type { SlotPlace } from './walk.ts'

/**
 * Whether the names that have the last part of the query and nothing else can be told apart by how they lie: in one list all
 * are worth the same, so its first ones are as good as any. Names that another part speaks for besides are touched here, so
 * that none of them is taken for such a one.
 */
export function canFill(seeking: Seeking, last: SlotPlace, others: readonly SlotPlace[]): boolean {
  const { segment, plan } = seeking
  if (!plan.isLatin || plan.slots.some(({ part }) => part.initial)) return false
  const support = others.flatMap(({ here, near }) => supportOf(here.slot, near))
  if (walksOf(segment, support) * walksPerLook > last.walks) return false
  touchSupported(seeking, last, support)
  return true
}

function touchSupported(
  { segment, scratch, visible }: Seeking,
  { here, near }: SlotPlace,
  support: readonly Near[],
): void {
  const { postingStarts, postings, recordMarking, recordPartStarts, recordParts } = segment.columns
  const { scores, touched } = scratch
  const finding = new Set(near.strong.map(({ part }) => part))
  const isFound = (record: number): boolean => {
    const end = recordPartStarts[record + 1] as number
    for (let at = recordPartStarts[record] as number; at < end; at += 1)
      if (finding.has(recordParts[at] as number)) return true
    return false
  }
  for (const { part } of support) {
    const to = postingStarts[part + 1] as number
    for (let at = postingStarts[part] as number; at < to; at += 1) {
      const record = postings[at] as number
      const marking = recordMarking[record] as number
      if (scores[record] !== 0 || (((visible[marking >>> 3] as number) >> (marking & 7)) & 1) === 0) continue
      if (!isFound(record)) continue
      push(touched, record)
      scores[record] = gainOf(here.slot, nearIn(segment, record, here))
    }
  }
}

/**
 * Touches as many names as can be among the best `most` of those that have one of the parts and nothing else of the query.
 * `near` comes with the most alike first. Lists are in the order of entities, as level names are: of each the first `most`
 * that say no more than was asked will do, and where these are enough no part that is worth less is looked at.
 */
export function fill(
  { segment, scratch, visible, plan }: Seeking,
  { near, here }: { readonly near: readonly Near[]; readonly here: SlotPlace['here'] },
  most: number,
): void {
  const { postingStarts, postings, recordMarking, recordSize, recordEntity } = segment.columns
  const { scores, touched } = scratch
  const entities = new Set<number>()
  let before = 0
  for (const { part, alike } of near) {
    const gain = gainOf(here.slot, alike)
    if (gain !== before && entities.size >= most) return
    before = gain
    let found = 0
    let last = -1
    const to = postingStarts[part + 1] as number
    for (let at = postingStarts[part] as number; at < to && found < most; at += 1) {
      const record = postings[at] as number
      const marking = recordMarking[record] as number
      if (scores[record] !== 0 || (((visible[marking >>> 3] as number) >> (marking & 7)) & 1) === 0) continue
      push(touched, record)
      scores[record] = gain
      const entity = recordEntity[record] as number
      if ((recordSize[record] as number) > plan.size || entity === last) continue
      last = entity
      found += 1
      entities.add(entity)
    }
  }
}
