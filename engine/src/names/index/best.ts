import type { Candidate } from './door.ts'
import type { Wish } from './find-candidates.ts'

// A name that says more than was asked is a little further away for each part more.
const perExtraPart = 300
const mostForExtra = 1500

/** What a score is worth for a name with so many parts more than the query. */
export function lessExtra(score: number, extra: number): number {
  return extra > 0 ? Math.max(1, score - Math.min(mostForExtra, extra * perExtraPart)) : score
}

/** The best entities so far; better ones may be offered later. */
export interface Best {
  /** What scores less has no place any more. */
  readonly least: number
  /** Names of which the best is worth so much more are of no use, when enough are found. */
  readonly enough: number
  /** What scores less has no place or is of no use. */
  readonly floor: number
  readonly all: readonly Candidate[]
  offer(candidate: Candidate): void
}

/** A class, so that all have one shape to the machine: `least` is asked for each name that a query touches. */
export class BestEntities implements Best {
  readonly all: Candidate[] = []
  readonly #most: number
  readonly #top: number
  readonly #leastOfBest: number
  readonly #entities = new Set<number>()
  #least = 1
  #enough = 0

  constructor({ most, top }: Wish, leastOfBest: number) {
    this.#most = most
    this.#top = top
    this.#leastOfBest = leastOfBest
  }

  get least(): number {
    return this.#least
  }

  get enough(): number {
    return this.#enough
  }

  get floor(): number {
    return this.all.length === this.#most && this.#least > this.#enough ? this.#least : this.#enough
  }

  offer(candidate: Candidate): void {
    const { all } = this
    const most = this.#most
    if (all.length === most && !comesBefore(candidate, all[most - 1] as Candidate)) return
    if (this.#entities.has(candidate.entity)) {
      const own = all.findIndex(({ entity }) => entity === candidate.entity)
      if (!comesBefore(candidate, all[own] as Candidate)) return
      all.splice(own, 1)
    } else if (all.length === most) this.#entities.delete((all.pop() as Candidate).entity)
    this.#entities.add(candidate.entity)
    all.splice(placeOf(all, candidate), 0, candidate)
    if (all.length === most) this.#least = (all[most - 1] as Candidate).score
    if (all.length >= this.#top)
      this.#enough = Math.min(
        (all[this.#top - 1] as Candidate).score,
        this.#leastOfBest * (all[0] as Candidate).score,
      )
  }
}

/** Where nothing is cut short, for all are wanted. */
export const nobody: Best = { least: 1, enough: 0, floor: 0, all: [], offer: () => undefined }

/** The nearer one first; level ones by entity, and names of one entity as they came. */
function comesBefore(a: Candidate, b: Candidate): boolean {
  return a.score !== b.score
    ? a.score > b.score
    : a.entity !== b.entity
      ? a.entity < b.entity
      : a.record < b.record
}

function placeOf(all: readonly Candidate[], candidate: Candidate): number {
  let from = 0
  let to = all.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if (comesBefore(all[middle] as Candidate, candidate)) from = middle + 1
    else to = middle
  }
  return from
}
