import type { Step } from './align.ts'

/**
 * Whether the words that agree stand in the same order. Between family name first and last lies a turn (Mao Zedong, Zedong Mao),
 * which in a person's name is no other order.
 */
export function isInOrder(steps: readonly Step[], isOrganisation: boolean): boolean {
  const pairs = steps
    .filter(
      ({ leftAt, rightAt, value, left }) => leftAt >= 0 && rightAt >= 0 && value > 0 && !left[0]?.isParticle,
    )
    .toSorted((one, other) => one.leftAt - other.leftAt)
  let falls = 0
  for (let at = 1; at < pairs.length; at += 1)
    if ((pairs[at]?.rightAt ?? 0) < (pairs[at - 1]?.rightAt ?? 0)) falls += 1
  if (falls === 0) return true
  if (isOrganisation || falls > 1) return false
  // One fall is a turn when the end goes on before the beginning.
  return (pairs.at(-1)?.rightAt ?? 0) < (pairs[0]?.rightAt ?? 0)
}
