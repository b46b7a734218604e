/**
 * Every slot has spellings, likeliest first; the likeliest whole words come out first, at most `most` of them.
 * A second spelling costs one, a third two; ties keep the earlier slot's first choice. No more is put together than is kept.
 */
export function combine(slots: readonly (readonly string[])[], most: number): readonly string[] {
  let texts: string[] = ['']
  // Never falling.
  let ranks: number[] = [0]
  for (const slot of slots) {
    if (slot.length === 1) {
      const only = slot[0] ?? ''
      if (only !== '') texts = texts.map((text) => text + only)
      continue
    }
    const longer: string[] = []
    const costs: number[] = []
    const dearest = (ranks.at(-1) ?? 0) + slot.length
    for (let rank = 0; rank < dearest && longer.length < 3 * most; rank += 1)
      for (let at = 0; at < texts.length && longer.length < 3 * most; at += 1) {
        const place = rank - (ranks[at] as number)
        if (place < 0) break
        if (place >= slot.length) continue
        longer.push((texts[at] as string) + (slot[place] as string))
        costs.push(rank)
      }
    texts = longer
    ranks = costs
  }
  const found = new Set<string>()
  for (const text of texts) {
    if (found.size === most) break
    if (text !== '') found.add(text)
  }
  return [...found]
}
