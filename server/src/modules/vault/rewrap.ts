import { open, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'

import { unwrapKey, wrapKey } from './cipher.ts'
import { CustodyFault } from './custody.ts'
import type { KeyCustody } from './custody.ts'
import { keyFile, slotsOf } from './key-file.ts'
import { endRing, keepRing } from './ring.ts'
import type { Generation, Ring } from './ring.ts'
import type { Secret } from './secret.ts'
import { readSlot, slotBytes, writeSlot } from './slot.ts'
import type { Slot } from './slot.ts'
import { syncFolder } from './write-whole.ts'

/** Slots that are wrapped anew before other work gets a turn: 3 ms. */
const turn = 200

export interface Copying {
  readonly from: FileHandle
  readonly to: FileHandle
  readonly ring: Ring
  readonly begin: number
  readonly end: number
  readonly told: (done: number, of: number) => void
}

export const newKeyFile = (folder: string): string => `${keyFile(folder)}.new`

/** The file that will take the place of the other when every key is in it. */
export async function beginKeyFile(folder: string): Promise<FileHandle> {
  return open(newKeyFile(folder), 'w+', 0o600)
}

export async function putInPlace(folder: string, written: FileHandle): Promise<void> {
  await written.sync()
  await rename(newKeyFile(folder), keyFile(folder))
  // Before the ring says so: a ring of the next generation beside keys of this one would open nothing.
  await syncFolder(folder)
}

/** Copies slots under the next generation; gives the place after the last. */
export async function rewrap({ from, to, ring, begin, end, told }: Copying): Promise<number> {
  for (let place = begin; place < end; place += turn) {
    const bytes = Buffer.alloc(Math.min(turn, end - place) * slotBytes)
    await from.read(bytes, 0, bytes.length, place * slotBytes)
    for (let at = 0; at < bytes.length; at += slotBytes) {
      const slot = readSlot(bytes.subarray(at, at + slotBytes))
      if (slot?.state === 'live') rewrapped(slot, ring).copy(bytes, at)
    }
    await to.write(bytes, 0, bytes.length, place * slotBytes)
    told(Math.min(place + turn, end), end)
  }
  return end
}

function rewrapped(slot: Slot, ring: Ring): Buffer {
  const to = ring.next ?? ring.now
  using key = openSlot(slot, ring) ?? ended(slot)
  return writeSlot({ ...slot, generation: to.number, wrapped: wrapKey(to.key, key, aboutSlot(slot)) })
}

function ended({ generation }: Slot): never {
  throw new CustodyFault(`a key is of generation ${generation}, which has ended`)
}

export const aboutSlot = ({ tag }: Pick<Slot, 'tag'>): string => tag.toString('hex')

/** Undefined where the slot is of a generation that the ring does not hold. */
export function openSlot(slot: Slot, { now, next }: Ring): Secret | undefined {
  const generation = [now, next].find((one) => one?.number === slot.generation)
  return generation && unwrapKey(generation.key, slot.wrapped, aboutSlot(slot))
}

export interface Unfinished {
  readonly folder: string
  readonly custody: KeyCustody
  readonly ring: Ring
  readonly handle: FileHandle
}

/**
 * Settles a rotation that a stop or a fault cut: where the new file is in place it is finished, else given up. The root
 * of what ended is destroyed, also where a stop came just before that.
 */
export async function settleRotation(unfinished: Unfinished): Promise<Ring> {
  const { folder, custody, ring, handle } = unfinished
  if (!ring.next) {
    await custody.end(ring.now.number - 1)
    return ring
  }
  await rm(newKeyFile(folder), { force: true })
  return (await generationIn(handle)) === ring.next.number
    ? finishRotation(unfinished, ring.next)
    : finishRotation({ ...unfinished, ring: { ...ring, now: ring.next, next: ring.now } }, ring.now)
}

/** `kept` is in force from now on; the other generation of the ring ends, and with it every copy of its keys. */
export async function finishRotation(
  { folder, custody, ring }: Omit<Unfinished, 'handle'>,
  kept: Generation,
): Promise<Ring> {
  const settled = { ...ring, now: kept, next: undefined }
  await keepRing(folder, custody, settled)
  await custody.end(ring.now.number)
  ring.now.key[Symbol.dispose]()
  return settled
}

/** The generation that the keys of a file are of. */
async function generationIn(handle: FileHandle): Promise<number | undefined> {
  for await (const { slot } of slotsOf(handle)) if (slot?.state === 'live') return slot.generation
  return undefined
}

/** The ring after a lost custodian: under the new one, and only where the keys are of its generation. */
export async function moveRing({ folder, custody, ring, handle }: Unfinished): Promise<void> {
  const found = await generationIn(handle)
  if (found !== undefined && found !== ring.now.number)
    throw new CustodyFault(
      `the keys of persons are of generation ${found}, the shares of ${ring.now.number}: put the latest copy of the vault in place first`,
    )
  await keepRing(folder, custody, ring)
  endRing(ring)
}
