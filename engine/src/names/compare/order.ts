import type { Step } from './align.ts'

/**
 * Whether the words that agree stand in the same order. Between family name first and last lies a turn (Mao Zedong, Zedong Mao),
 * which in a person's name is no other order.
 */
export function isInOrder(steps: readonly Step[], isOrganisation: boolean): boolean {
  let falls = 0
  let first = -1
  let last = -1
  let from = -1
  // The steps of the words come in the order of the left name only where that is the shorter one: the next place is looked for.
  for (;;) {
    const next = nextOf(steps, from)
    if (!next) break
    from = next.leftAt
    if (first < 0) first = next.rightAt
    else if (next.rightAt < last) falls += 1
    last = next.rightAt
  }
  if (falls === 0) return true
  // One fall is a turn when the end goes on before the beginning.
  return !isOrganisation && falls === 1 && last < first
}

/** The step of the next word of the left name that has its like. */
function nextOf(steps: readonly Step[], from: number): Step | undefined {
  let next: Step | undefined
  for (const step of steps)
    if (step.leftAt > from && isPair(step) && (!next || step.leftAt < next.leftAt)) next = step
  return next
}

function isPair({ left, right, rightAt, value }: Step): boolean {
  return rightAt >= 0 && value > 0 && !left[0]?.isParticle && !right[0]?.isParticle
}
