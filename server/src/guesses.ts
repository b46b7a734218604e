import { createHash } from 'node:crypto'

import type { Node } from './context.ts'
import { Problem } from './problem.ts'

/** Different wrong credentials from one address within a minute, after which the next are not looked at until it is over. */
const mostWrong = 30
const windowMs = 60_000
/** Addresses that are remembered at once, and credentials that were right from each. */
const mostAddresses = 10_000
const mostRight = 1000

interface Guesses {
  readonly until: number
  /** Hashes: the same one again and again is a tool that was set up wrongly, and no guess. */
  readonly wrong: Set<string>
  /** Those who work behind the same address as a guesser go on. */
  readonly right: Set<string>
}

export interface Guess {
  readonly address: string
  readonly credential: string
}

const seen = new WeakMap<Node, Map<string, Guesses>>()

function guessesFrom(node: Node, address: string): Guesses {
  const addresses = seen.get(node) ?? new Map<string, Guesses>()
  seen.set(node, addresses)
  const now = node.now().getTime()
  const from = addresses.get(address)
  if (from && from.until >= now) return from
  if (addresses.size >= mostAddresses)
    for (const [other, { until }] of addresses) if (until < now) addresses.delete(other)
  const begun = { until: now + windowMs, wrong: new Set<string>(), right: from?.right ?? new Set<string>() }
  if (addresses.size < mostAddresses) addresses.set(address, begun)
  return begun
}

const hashOf = (credential: string): string => createHash('sha256').update(credential).digest('base64')

/** Before a credential is looked at: throws where too many were guessed from its address. */
export function permitGuess(node: Node, { address, credential }: Guess): void {
  const { wrong, right } = guessesFrom(node, address)
  if (wrong.size >= mostWrong && !right.has(hashOf(credential))) throw new Problem('too-many')
}

/** What became of it. */
export function noteGuess(node: Node, { address, credential }: Guess, isRight: boolean): void {
  const { wrong, right } = guessesFrom(node, address)
  if (!isRight) wrong.add(hashOf(credential))
  else if (right.size < mostRight) right.add(hashOf(credential))
}
