import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'

import { readSlot, slotBytes } from './slot.ts'
import type { Slot } from './slot.ts'

export const keyFile = (folder: string): string => join(folder, 'person-keys')

export async function openKeyFile(folder: string): Promise<FileHandle> {
  // `r+` keeps what is there; the first time there is nothing.
  return open(keyFile(folder), 'r+').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return open(keyFile(folder), 'wx+', 0o600)
  })
}

/** Every slot; where none can be read there is a hole: damage, or zeros that a stop left between two writes. */
export async function* slotsOf(
  handle: FileHandle,
): AsyncGenerator<{ readonly slot: Slot | undefined; readonly place: number }> {
  const { size } = await handle.stat()
  const count = Math.ceil(size / slotBytes)
  const chunk = 10_000
  for (let begin = 0; begin < count; begin += chunk) {
    const bytes = Buffer.alloc(Math.min(chunk, count - begin) * slotBytes)
    await handle.read(bytes, 0, bytes.length, begin * slotBytes)
    for (let index = 0; index * slotBytes < bytes.length; index += 1) {
      const slot = readSlot(bytes.subarray(index * slotBytes, (index + 1) * slotBytes))
      yield { slot, place: begin + index }
    }
  }
}

export async function readSlotAt(handle: FileHandle, place: number): Promise<Slot | undefined> {
  const bytes = Buffer.alloc(slotBytes)
  await handle.read(bytes, 0, slotBytes, place * slotBytes)
  return readSlot(bytes)
}

/** What a file of keys holds, seen from outside: nothing is opened, and nothing changed. */
export interface KeysSeen {
  readonly people: number
  /** Slots between others that can't be read. */
  readonly damaged: number
}

/** Looks at the keys of a folder; none where there is no file. */
export async function lookAtKeys(folder: string): Promise<KeysSeen> {
  const handle = await open(keyFile(folder), 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
    return undefined
  })
  if (!handle) return { people: 0, damaged: 0 }
  try {
    let [people, holes, damaged] = [0, 0, 0]
    for await (const { slot } of slotsOf(handle)) {
      if (!slot) holes += 1
      else {
        damaged = holes
        if (slot.state === 'live') people += 1
      }
    }
    return { people, damaged }
  } finally {
    await handle.close()
  }
}
