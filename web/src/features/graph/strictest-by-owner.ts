import { strictest } from '@shield/core'
import type { Marking } from '@shield/core'

/** One block for each owner: the strictest of all of theirs, the strictest owner first. Two owners have no common block. */
export function strictestByOwner(markings: readonly Marking[]): readonly Marking[] {
  const owners = new Map<string, Marking>()
  for (const marking of markings) {
    const owner = `${marking.node}/${marking.organisation}`
    const known = owners.get(owner)
    owners.set(owner, known ? strictest(known, marking) : marking)
  }
  return [...owners.values()].toSorted(
    (a, b) => b.level - a.level || a.organisation.localeCompare(b.organisation),
  )
}
