interface Partial {
  readonly text: string
  readonly rank: number
}

/**
 * Every slot has spellings, likeliest first; the likeliest whole words come out first, at most `most` of them.
 * A second spelling costs one, a third two; ties keep the earlier slot's first choice.
 */
export function combine(slots: readonly (readonly string[])[], most: number): readonly string[] {
  let partials: readonly Partial[] = [{ text: '', rank: 0 }]
  for (const slot of slots) {
    if (slot.length === 1) {
      partials = partials.map(({ text, rank }) => ({ text: text + (slot[0] ?? ''), rank }))
      continue
    }
    const next = partials.flatMap(({ text, rank }) =>
      slot.map((spelling, at) => ({ text: text + spelling, rank: rank + at })),
    )
    partials = next.toSorted((a, b) => a.rank - b.rank).slice(0, 3 * most)
  }
  return [...new Set(partials.map(({ text }) => text))].filter((text) => text !== '').slice(0, most)
}
