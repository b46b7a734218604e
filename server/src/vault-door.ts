import type { BlindKind, SealedPart } from '@shield/contract'
import type { Purpose } from '@shield/core'

/** Who asks, and what for: the vault notes it before it answers. */
export interface VaultAsker {
  /** A person of this node, or `node` for a job that nobody signed in for. */
  readonly person: string
  readonly organisation: string
  readonly purpose: Purpose
  /** The case, task or act it is for. */
  readonly reference: string
}

/** A value that others may be compared with blindly: the vault keeps a keyed digest of it, cut to 16 bytes. */
export interface BlindValue {
  readonly kind: BlindKind
  /** In normal form, for example `TH|AA1234567`. */
  readonly value: string
}

export interface ToSeal {
  /** Code of the person (core/person-code). A code that is new gets its key. */
  readonly code: string
  readonly part: SealedPart
  /** UTF-8 text, most often JSON, or the bytes of a picture; at most 8 MiB. */
  readonly body: Uint8Array
  readonly blind?: readonly BlindValue[]
}

export interface SealedValue {
  readonly code: string
  /** What `seal` gave. */
  readonly id: string
}

export interface Sealed {
  readonly id: string
  /** A digest of the value is of somebody who was erased: nobody is brought back unawares. */
  readonly erasedBefore?: true
}

/** `erased`: the key of the person is no more. `missing`: never sealed here, or sealed for another person. */
export interface OpenedValue extends SealedValue {
  readonly body?: Uint8Array
  readonly lost?: 'erased' | 'missing'
}

export interface BlindFound {
  readonly code: string
  /** Which of the values asked for fit, by their place in the question. */
  readonly fits: readonly number[]
}

export interface Erasure {
  readonly code: string
  readonly erasedAt: string
  /** How many sealed values went with the key. */
  readonly values: number
}

export interface Lifting {
  /** Whose limit; null: of the whole node. */
  readonly person: string | null
  /** Persons that may be opened: of an officer in 24 hours, of the node in one. */
  readonly people: number
  /** At most 24 hours from now. */
  readonly until: string
  readonly reason: string
  readonly askedBy: string
}

export interface VaultState {
  readonly custody: 'file' | 'pkcs11' | 'openbao'
  /** Number of the key in force that wraps the keys of persons, and since when. */
  readonly generation: number
  readonly since: string
  readonly people: number
  /** Keys whose place in the file can't be read. */
  readonly damaged: number
  readonly erased: number
  /** Opened in the last hour: persons of the node, of how many it stops at. */
  readonly openedThisHour: number
  readonly stopsAt: number
  /** Reads of canary identities that nobody has looked into. */
  readonly alarms: number
  /** Of which generation there are recovery shares; absent: there are none. */
  readonly sharedGeneration?: number
  /** The latest copy of the keys; absent: none was ever made. */
  readonly copy?: {
    readonly at: string
    /** One of a generation that has ended opens nothing. */
    readonly generation: number
    /** Persons who came since: lost with the disk. */
    readonly peopleSince: number
    /** Persons erased since: the copy still has their keys. */
    readonly erasedSince: number
  }
}

/** Somebody opened an identity that nobody has reason to open. */
export interface VaultAlarm {
  readonly id: string
  readonly person: string
  readonly organisation: string
  readonly part: SealedPart
  /** What was stated for it. */
  readonly purpose: string
  readonly reference: string
  readonly at: string
  readonly answer?: { readonly by: string; readonly at: string; readonly outcome: string }
}

export interface AlarmAnswer {
  readonly id: string
  /** What was found. */
  readonly outcome: string
}

/** Why the vault does not answer. */
export type VaultRefusal = 'unavailable' | 'too-many' | 'purpose' | 'too-large' | 'erased' | 'answered'

export class VaultFault extends Error {
  readonly refusal: VaultRefusal
  constructor(refusal: VaultRefusal, message: string = refusal) {
    super(message)
    this.refusal = refusal
  }
}

/**
 * The one port to the sealed identities. Nothing of the vault takes part in the caller's transaction: what was sealed
 * for an act that did not happen is a value nobody holds the id of. Every method throws VaultFault.
 */
export interface VaultDoor {
  /** Seals each value under a key of its own; gives their ids in order. Durable when it answers. */
  seal(asker: VaultAsker, values: readonly ToSeal[]): Promise<readonly Sealed[]>
  /** Opens values; who, what for and whose is noted before the answer. */
  open(asker: VaultAsker, values: readonly SealedValue[]): Promise<readonly OpenedValue[]>
  /** Whose values have these digests; at most 50 values a question, at most 20 persons an answer. */
  find(asker: VaultAsker, values: readonly BlindValue[]): Promise<readonly BlindFound[]>
  /** Destroys the key of a person: what is sealed with it can't be read again, in no backup. */
  erase(asker: VaultAsker, code: string): Promise<Erasure>
  /** `asker` is the second person. */
  lift(asker: VaultAsker, lifting: Lifting): Promise<void>
  /** Openings of canaries, newest first; at most 200. Needs no key: also a vault that is closed tells them. */
  alarms(wanted: 'waiting' | 'all'): Promise<readonly VaultAlarm[]>
  /** Notes what came of looking into one; never by who opened it. */
  answerAlarm(asker: VaultAsker, answer: AlarmAnswer): Promise<void>
  state(): Promise<VaultState>
  close(): Promise<void>
}
