import { wasSetBack } from './clock.ts'
import type { Clock } from './clock.ts'
import type { DeviceState, Token } from './device-state.ts'
import type { Guesses, Rules } from './guess.ts'
import type { KeyParts } from './key.ts'
import type { Sealed, Shelf } from './shelf.ts'

/** How the device opens and what it knows of time. It lies open, and tells nothing of anybody. */
export interface Lock {
  readonly id: 'lock'
  readonly key: KeyParts
  /** Opens with the right passphrase. */
  readonly check: Sealed
  readonly guesses: Guesses
  readonly clock: Clock
  readonly rules: Rules
  readonly tokens: readonly Token[]
  /** Of a node that holds invented people only. */
  readonly isTraining: boolean
}

/** Packs that are no longer here, of which the node has to be told. */
interface Gone {
  readonly id: 'gone'
  readonly tokens: readonly Token[]
}

export async function readLock(shelf: Shelf): Promise<Lock | undefined> {
  const locks = await shelf.all<Lock | Gone>('lock')
  return locks.find((one): one is Lock => one.id === 'lock')
}

/** What asks the node: of packs that are here, and of those it has to be told are gone. */
export async function readTokens(
  shelf: Shelf,
): Promise<{ readonly here: readonly Token[]; readonly gone: readonly Token[] }> {
  const locks = await shelf.all<Lock | Gone>('lock')
  const of = (id: string): readonly Token[] => locks.find((one) => one.id === id)?.tokens ?? []
  return { here: of('lock'), gone: of('gone') }
}

export async function keepGone(shelf: Shelf, tokens: readonly Token[]): Promise<void> {
  if (tokens.length > 0) await shelf.put('lock', [{ id: 'gone', tokens } satisfies Gone])
  else await shelf.drop('lock', ['gone'])
}

export async function dropGone(shelf: Shelf, ids: readonly string[]): Promise<void> {
  const { gone } = await readTokens(shelf)
  await keepGone(
    shelf,
    gone.filter(({ id }) => !ids.includes(id)),
  )
}

/** A lock that nothing lies behind yet. */
export function newLock(made: Pick<Lock, 'key' | 'check' | 'clock' | 'rules'>): Lock {
  return { ...made, id: 'lock', guesses: { wrong: 0, at: 0 }, tokens: [], isTraining: false }
}

/** Tokens with the time anew of one pack. */
export function tokensUntil({ tokens }: Lock, { id, expiresAt }: Omit<Token, 'secret'>): readonly Token[] {
  return tokens.map((one) => (one.id === id ? { ...one, expiresAt } : one))
}

/** What a locked device shows: how much waits, and nothing of whom. `now`: its own clock, in ms. */
export function lockedState(lock: Lock, waiting: number, now: number): DeviceState {
  const { isTraining, clock, tokens, guesses, rules } = lock
  return {
    ...{ at: 'locked', waiting, isTraining, guesses, rules },
    isSetBack: wasSetBack(clock, now),
    isExpired: tokens.length === 0,
  }
}
