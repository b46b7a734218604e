import type { LeftOut, MatchIdentifier } from '@shield/contract'

import { readIdentifier, recognise } from './token.ts'

interface Written {
  readonly identifier?: MatchIdentifier | undefined
  readonly value: string
}

export interface ReadValue {
  readonly number: number
  readonly identifier: MatchIdentifier | undefined
  readonly value: string
  readonly norm: string | undefined
  readonly leftOut: LeftOut | undefined
}

/** A list as it was written, each value read; what can't be compared stays in it with the reason, and so does what stands in it twice. */
export function readList(written: readonly Written[]): readonly ReadValue[] {
  const seen = new Set<string>()
  return written.map(({ identifier: said, value: text }, number) => {
    const value = text.trim()
    const identifier = said ?? recognise(value)
    const read =
      identifier === undefined ? { leftOut: 'kind-unknown' as const } : readIdentifier(identifier, value)
    const norm = 'norm' in read ? read.norm : undefined
    const key = `${identifier ?? ''} ${norm ?? value}`
    const isTwice = seen.has(key)
    seen.add(key)
    const leftOut = isTwice ? 'twice' : 'leftOut' in read ? read.leftOut : undefined
    return { number, identifier, value, norm: isTwice ? undefined : norm, leftOut }
  })
}
