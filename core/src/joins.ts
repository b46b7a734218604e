/** What was judged of two entities, in the order of judging when in a list. */
export interface Judged {
  readonly left_entity: number
  readonly right_entity: number
  readonly verdict: string
}

/** "Same" joins, in order of judging; a join that would bring two together that are judged different is left out. */
export function joinsOf(judged: readonly Judged[]): ReadonlyMap<number, readonly number[]> {
  const joined = new Map<number, number[]>()
  const different = judged.filter((one) => one.verdict === 'different')
  for (const { left_entity: left, right_entity: right, verdict } of judged) {
    if (verdict !== 'same') continue
    const both = new Set([...reachable(left, joined), ...reachable(right, joined)])
    if (different.some((one) => both.has(one.left_entity) && both.has(one.right_entity))) continue
    joined.set(left, [...(joined.get(left) ?? []), right])
    joined.set(right, [...(joined.get(right) ?? []), left])
  }
  return joined
}

/** All that joins hold together with one entity, itself first. */
export function reachable(
  start: number,
  joined: ReadonlyMap<number, readonly number[]>,
): ReadonlySet<number> {
  const found = new Set([start])
  for (const id of found) for (const next of joined.get(id) ?? []) found.add(next)
  return found
}
