import type { PackContents } from '../api/wire.ts'

export type Rules = PackContents['rules']

/** Wrong passphrases since the last right one. */
export interface Guesses {
  readonly wrong: number
  /** When the last one was; ms. */
  readonly at: number
}

/** How long from now until the next one is looked at; ms. Each after the free ones waits twice as long as the one before. */
export function waitOf({ wrong, at }: Guesses, rules: Rules, now: number): number {
  if (wrong < rules.wrongFree) return 0
  const wait = rules.slowSeconds * 1000 * 2 ** (wrong - rules.wrongFree)
  // A clock that was set back makes the wait no shorter, one set ahead by a guesser costs nothing but his own time.
  return Math.min(wait, Math.max(0, at + wait - now))
}

/** So many wrong ones: everything goes. */
export function isOver({ wrong }: Guesses, rules: Rules): boolean {
  return wrong >= rules.wrongMost
}
