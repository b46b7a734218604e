import { keyBytes, wrapKey } from './cipher.ts'
import { copyKeys } from './copy-keys.ts'
import { CustodyFault } from './custody.ts'
import type { KeyCustody } from './custody.ts'
import { openKeyFile, readSlotAt, slotsOf } from './key-file.ts'
import { aboutSlot, beginKeyFile, finishRotation, openSlot } from './rewrap.ts'
import { putInPlace, rewrap, settleRotation } from './rewrap.ts'
import { digest, endRing, keepRing, newGeneration, openRing } from './ring.ts'
import type { Generation, Ring } from './ring.ts'
import { Secret } from './secret.ts'
import { destroyedSlot, slotBytes, writeSlot } from './slot.ts'

/**
 * The keys of persons, one slot of a file each, wrapped by the key of the generation. They lie outside the database so
 * that a backup of it, however old, holds none: a key that is destroyed here is destroyed. Which person a slot is of
 * shows only to who has the ring.
 */
export interface KeyShelf {
  readonly ring: Ring
  /** Persons with a key. */
  readonly size: number
  /** Slots that can't be read: a latest copy of the file should be put back. */
  readonly damaged: number
  has(code: string): 'live' | 'destroyed' | undefined
  /** Throws where the slot can't be opened by the ring. Who asked ends it. */
  keyOf(code: string): Promise<Secret>
  /** Makes keys for those who have none; on the disk when it answers. */
  admit(codes: readonly string[]): Promise<void>
  /** Overwrites the key; a code that has none is noted so that it gets none. */
  destroy(code: string): Promise<void>
  /** Wraps every key anew under a new generation, and ends the old one. Reading goes on. */
  rotate(told: (done: number, of: number) => void): Promise<void>
  /** Puts the keys and the ring, as of one moment, into a folder in the place of an earlier copy. */
  copy(to: string): Promise<void>
  close(): Promise<void>
}

export async function openShelf(folder: string, custody: KeyCustody): Promise<KeyShelf> {
  let ring = await openRing(folder, custody)
  let handle = await openKeyFile(folder)
  const places = new Map<string, { readonly place: number; readonly isLive: boolean }>()
  let [length, holes, damaged] = [0, 0, 0]
  for await (const { slot, place } of slotsOf(handle)) {
    if (slot) {
      places.set(slot.tag.toString('latin1'), { place, isLive: slot.state === 'live' })
      length = place + 1
      damaged = holes
    } else holes += 1
  }
  // What a stop left half-written at the end was never acknowledged.
  await handle.truncate(length * slotBytes)
  ring = await settleRotation({ folder, custody, ring, handle })
  /** What the keys of the file are wrapped by: a new one must not be left behind by the end of a generation. */
  let written = ring.now
  let live = [...places.values()].filter((one) => one.isLive).length
  let rotation: Promise<void> | undefined
  /** Destroyed while a rotation copies: the copy may hold the key still. */
  let destroyed: Buffer[] = []
  let last: Promise<unknown> = Promise.resolve()
  /** One after the other: two writers would choose the same place. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const done = last.then(act, act)
    last = done.catch(() => undefined)
    return done
  }
  const tagOf = (code: string): Buffer => digest(ring.blindKey, 'slot', code)
  const placeOf = (code: string) => places.get(tagOf(code).toString('latin1'))

  const append = async (codes: readonly string[]): Promise<void> => {
    const fresh = [...new Set(codes)].filter((code) => placeOf(code) === undefined)
    if (fresh.length === 0) return
    const tags = fresh.map(tagOf)
    const slots = tags.map((tag) => newSlot(written, tag))
    await handle.write(Buffer.concat(slots), 0, slots.length * slotBytes, length * slotBytes)
    await handle.datasync()
    for (const tag of tags) {
      places.set(tag.toString('latin1'), { place: length, isLive: true })
      length += 1
      live += 1
    }
  }
  const overwrite = async (code: string): Promise<void> => {
    const tag = tagOf(code)
    const found = placeOf(code)
    if (found && !found.isLive) return
    const place = found?.place ?? length
    await handle.write(destroyedSlot(tag), 0, slotBytes, place * slotBytes)
    await handle.datasync()
    places.set(tag.toString('latin1'), { place, isLive: false })
    if (found) live -= 1
    else length += 1
    destroyed.push(tag)
  }
  const rotate = async (told: (done: number, of: number) => void): Promise<void> => {
    ring = await inTurn(() => settleRotation({ folder, custody, ring, handle }))
    written = ring.now
    const next = newGeneration(ring.now.number + 1)
    ring = { ...ring, next }
    await keepRing(folder, custody, ring)
    destroyed = []
    const copy = await beginKeyFile(folder)
    try {
      const copied = await rewrap({ from: handle, to: copy, ring, begin: 0, end: length, told })
      await inTurn(async () => {
        await rewrap({ from: handle, to: copy, ring, begin: copied, end: length, told })
        for (const tag of destroyed) {
          const { place } = places.get(tag.toString('latin1')) ?? { place: length }
          await copy.write(destroyedSlot(tag), 0, slotBytes, place * slotBytes)
        }
        await putInPlace(folder, copy)
        const old = handle
        handle = copy
        written = next
        await old.close()
        // A stop or a fault here leaves this step to the next opening or rotation.
        ring = await finishRotation({ folder, custody, ring }, next)
      })
    } catch (error) {
      if (handle !== copy) await copy.close()
      throw error
    }
  }
  return {
    get ring() {
      return ring
    },
    get size() {
      return live
    },
    damaged,
    has: (code) => {
      const found = placeOf(code)
      return found && (found.isLive ? 'live' : 'destroyed')
    },
    keyOf: async (code) => {
      // A rotation may end between the reading of the slot and its opening: then the slot stands in another file.
      for (let tries = 0; tries < 2; tries += 1) {
        const found = placeOf(code)
        const slot = found && (await readSlotAt(handle, found.place))
        if (slot?.state !== 'live') throw new CustodyFault('there is no key of this person')
        const key = openSlot(slot, ring)
        if (key) return key
      }
      throw new CustodyFault('the key is of a generation that has ended')
    },
    admit: (codes) => inTurn(() => append(codes)),
    destroy: (code) => inTurn(() => overwrite(code)),
    rotate: async (told) => {
      if (rotation) throw new CustodyFault('the keys are being wrapped anew already')
      rotation = rotate(told).finally(() => (rotation = undefined))
      await rotation
    },
    copy: async (to) => {
      // A copy of before its end would be one of a generation that has ended: it would open nothing.
      await rotation?.catch(() => undefined)
      await inTurn(() => copyKeys(folder, to))
    },
    close: async () => {
      await rotation?.catch(() => undefined)
      await last
      await handle.close()
      endRing(ring)
      await custody.close()
    },
  }
}

function newSlot(generation: Generation, tag: Buffer): Buffer {
  using key = Secret.random(keyBytes)
  const wrapped = wrapKey(generation.key, key, aboutSlot({ tag }))
  return writeSlot({ state: 'live', generation: generation.number, tag, wrapped })
}
