import type { IndicatorSet, Texts } from '@shield/core'

import type { AskedSet } from '../api/wire.ts'

interface Used {
  readonly id: string
  readonly version: string
}

/** The sets of an interview as far as this node shows their words. */
export interface SetsHere<S = AskedSet> {
  readonly shown: readonly S[]
  /** Of these an earlier version was used than the one whose words are shown. */
  readonly other: readonly Used[]
}

/** Sets in the order the interview has them. Of a version that is not here any more the words of the present one are shown, and it is said. */
export function setsOf<S extends Used>(
  interview: { readonly sets: readonly Used[] },
  all: readonly S[],
): SetsHere<S> {
  const found = interview.sets.map((used) => ({
    used,
    set: all.find(({ id, version }) => id === used.id && version === used.version),
    alike: all.find(({ id }) => id === used.id),
  }))
  return {
    shown: found.flatMap(({ set, alike }) => set ?? alike ?? []),
    other: found.filter(({ set }) => set === undefined).map(({ used }) => used),
  }
}

/** A text of a set in the reader's language, else in English. */
export function textIn(texts: Texts, language: string): string {
  return texts[language] ?? texts['en'] ?? ''
}

/** What a code of a set stands for, in words of the reader; of a code that is in none, the code. */
export function indicatorName(sets: readonly IndicatorSet[], id: string, language: string): string {
  const known = sets.flatMap((set) => [...set.indicators, ...set.contraInformation])
  const found = known.find((one) => one.id === id)
  return found ? textIn(found.name, language) : id
}
