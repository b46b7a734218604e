import type { MatchIdentifier } from '@shield/contract'

/** What a list looks like, told by the asker's own node and attested in its ticket. */
export interface ListLooks {
  /** Numbers that count up: a range is walked through, not a case. */
  readonly sequential: boolean
  /** Nearly all begin alike though there are many: part of a register, not of a case. */
  readonly register: boolean
}

const leastSuspect = 20
const sequentialShare = 0.3
const registerShare = 0.9
const leastRegister = 100

/** Looks of a list by kind: of numbers as far as they end in digits. Nothing of it says what a single value is. */
export function looksOf(
  items: readonly { readonly identifier: MatchIdentifier; readonly norm: string }[],
): ListLooks {
  const lists = Map.groupBy(items, (item) => item.identifier)
  return {
    sequential: [...lists.values()].some((list) => isSequential(list.map((item) => item.norm))),
    register: [...lists.entries()].some(
      ([identifier, list]) => identifier !== 'wallet' && isRegister(list.map((item) => item.norm)),
    ),
  }
}

/** At least 20, of which three in ten have a neighbour at most three away. */
function isSequential(norms: readonly string[]): boolean {
  if (norms.length < leastSuspect) return false
  const tails = norms
    .flatMap((norm) => {
      const [, head = '', tail] = /^(.*?)(\d{1,15})$/u.exec(norm) ?? []
      return tail === undefined ? [] : [{ head, tail: Number(tail) }]
    })
    .toSorted((a, b) => a.head.localeCompare(b.head) || a.tail - b.tail)
  const near = tails.filter((one, at) => {
    const next = tails[at + 1]
    return next?.head === one.head && next.tail - one.tail <= 3
  })
  return near.length >= norms.length * sequentialShare
}

/** At least 100, of which nine in ten share all but their last four signs with ten others or more. */
function isRegister(norms: readonly string[]): boolean {
  if (norms.length < leastRegister) return false
  const blocks = Map.groupBy(norms, (norm) => norm.slice(0, -4))
  const crowded = [...blocks.values()].filter((block) => block.length > 10)
  return crowded.reduce((sum, block) => sum + block.length, 0) >= norms.length * registerShare
}

const leastCounted = 1000

/** Do the hits of a partner say that it fishes (nearly none) or walks through what it knows is there (nearly all)? */
export function rateAlarm({
  asked,
  hits,
}: {
  readonly asked: number
  readonly hits: number
}): 'few-hits' | 'many-hits' | undefined {
  if (asked < leastCounted) return undefined
  if (hits < asked * 0.001) return 'few-hits'
  return hits > asked * 0.6 ? 'many-hits' : undefined
}
