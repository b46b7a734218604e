import type { FoundValue } from './find-values.ts'
import { reasons } from './index-door.ts'
import type { Hit, Reason, SearchReply, SearchRequest } from './index-door.ts'

// So many of the nearest are told apart by their reasons; beyond that nobody reads on.
const mostTold = 2000
const mostBecause = 5

interface Ranked {
  readonly entity: number
  readonly values: readonly FoundValue[]
  readonly score: number
}

interface Told {
  readonly hit: Hit
  readonly rank: number
  readonly score: number
}

/** Each entity once, with the values that it was found by; the best reason first. */
export function rankEntities(
  found: readonly FoundValue[],
  request: Pick<SearchRequest, 'kinds' | 'limit' | 'offset'>,
): SearchReply {
  const kinds = new Map<number, number>()
  const ranked: Ranked[] = []
  for (const [entity, values] of Map.groupBy(found, (value) => value.entity)) {
    const kind = values[0]?.kind ?? 0
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    if (request.kinds && !request.kinds.includes(kind)) continue
    ranked.push({ entity, values, score: Math.max(...values.map((value) => value.score)) })
  }
  ranked.sort((a, b) => b.score - a.score || a.entity - b.entity)
  const from = request.offset ?? 0
  const to = from + request.limit
  const told = ranked
    .slice(0, mostTold)
    .map(tell)
    .toSorted((a, b) => a.rank - b.rank || b.score - a.score || a.hit.entity - b.hit.entity)
  const rest = ranked.slice(mostTold, Math.max(mostTold, to)).map(tell)
  return {
    hits: [...told, ...rest].slice(from, to).map(({ hit }) => hit),
    total: ranked.length,
    kinds: [...kinds].toSorted(([a], [b]) => a - b),
  }
}

function tell({ entity, values, score }: Ranked): Told {
  const because = values
    .map((value) => ({ property: value.property, text: value.text(), reason: value.reason() }))
    .toSorted(
      (a, b) => rankOf(a.reason) - rankOf(b.reason) || compare(a.text, b.text) || a.property - b.property,
    )
    .filter((one, at, all) => !all.slice(0, at).some((other) => isSame(one, other)))
    .slice(0, mostBecause)
  const best = because[0]?.reason ?? 'some-words'
  return { hit: { entity, band: bands[best], because }, rank: rankOf(best), score }
}

type Because = Hit['because'][number]

/** A value that was found in two ways is told of by the better one. */
function isSame(a: Because, b: Because): boolean {
  return a.property === b.property && a.text === b.text
}

function rankOf(reason: Reason): number {
  return reasons.indexOf(reason)
}

const bands: Readonly<Record<Reason, Hit['band']>> = {
  same: 'exact',
  'same-identifier': 'exact',
  'all-words': 'strong',
  pattern: 'strong',
  reading: 'strong',
  joined: 'strong',
  spelling: 'probable',
  form: 'probable',
  sound: 'possible',
  initial: 'possible',
  'some-words': 'possible',
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
