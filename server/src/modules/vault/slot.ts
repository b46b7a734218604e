import { crc32 } from 'node:zlib'

import { sealBytes, keyBytes } from './cipher.ts'

export const tagBytes = 16
const wrappedBytes = keyBytes + sealBytes
/** One person's place in the file: state, generation of the wrapping key, tag of the code, wrapped key, CRC-32 of all that. */
export const slotBytes = 4 + tagBytes + wrappedBytes + 4
const checkedBytes = slotBytes - 4

export interface Slot {
  readonly state: 'live' | 'destroyed'
  readonly generation: number
  readonly tag: Buffer
  readonly wrapped: Buffer
}

export function writeSlot(slot: Slot): Buffer {
  const bytes = Buffer.alloc(slotBytes)
  bytes.writeUInt8(slot.state === 'live' ? 1 : 2, 0)
  bytes.writeUInt16LE(slot.generation, 2)
  slot.tag.copy(bytes, 4)
  slot.wrapped.copy(bytes, 4 + tagBytes)
  bytes.writeUInt32LE(crc32(bytes.subarray(0, checkedBytes)), checkedBytes)
  return bytes
}

/** Undefined: the slot was never wholly written. */
export function readSlot(bytes: Buffer): Slot | undefined {
  if (bytes.length < slotBytes || crc32(bytes.subarray(0, checkedBytes)) !== bytes.readUInt32LE(checkedBytes))
    return undefined
  const state = bytes.readUInt8(0)
  if (state !== 1 && state !== 2) return undefined
  return {
    state: state === 1 ? 'live' : 'destroyed',
    generation: bytes.readUInt16LE(2),
    tag: Buffer.from(bytes.subarray(4, 4 + tagBytes)),
    wrapped: Buffer.from(bytes.subarray(4 + tagBytes, checkedBytes)),
  }
}

/** The slot of somebody erased: the tag stays, so that the code gets no new key; where the key was there are zeros. */
export function destroyedSlot(tag: Buffer): Buffer {
  return writeSlot({ state: 'destroyed', generation: 0, tag, wrapped: Buffer.alloc(wrappedBytes) })
}
