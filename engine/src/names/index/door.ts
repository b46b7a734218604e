import type { Band } from '../compare/compare.ts'
import type { Reason } from '../compare/reason.ts'
import type { NameKind, ReadName } from '../name.ts'

/** One name of an entity, as it goes into the index. An entity may have several. */
export interface NameRecord {
  readonly entity: number
  readonly text: string
  readonly kind?: NameKind
  /** Number of the marking that lets it be seen: the bit of `visible` that is looked at. */
  readonly marking: number
  /** In any way of writing that the evidence reads, also a year or a month alone. */
  readonly birthDate?: string | undefined
  /** What others call the entity, given back with what is found; nothing where the number says it. */
  readonly label?: string
  /** A number of the caller's below 65,536 that is kept beside the name. */
  readonly tag?: number
}

export interface NameQuery {
  readonly name: ReadName
  readonly birthDate?: string | undefined
  /** Bit n, least significant first: marking n may be seen. Past the end is not visible. */
  readonly visible: Uint8Array
  readonly top: number
}

/** An entity that a query found, by the name of it that is nearest. */
export interface NameHit {
  readonly entity: number
  readonly label: string
  readonly text: string
  readonly score: number
  readonly band: Band
  readonly because: readonly Reason[]
  /** What the birth dates say, where both are known: a level of `birthDates`. */
  readonly dates: string | undefined
}

/** A name that a query came near to. `score` counts in ten-thousandths and only chooses what is compared closely. */
export interface Candidate {
  readonly entity: number
  readonly record: number
  readonly score: number
}
