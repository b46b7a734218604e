import { createCipheriv, createDecipheriv } from 'node:crypto'
import { Transform } from 'node:stream'

/**
 * STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015), the construction age uses: each chunk is AES-256-GCM under a nonce of its
 * number and whether it is the last, so that no chunk is changed, moved, left out or cut off without its being noticed before
 * a byte of it is used. The key is of one file, so a number is never used twice.
 */
export const chunkBytes = 1_048_576
const tagBytes = 16
const algorithm = 'aes-256-gcm'

export type FaultReason = 'full' | 'unopenable' | 'vault-elsewhere' | 'differs' | 'still-runs' | 'other'

/** An export can't be made, or was changed, cut, or is none; told in words to who runs the command, by its reason to the screen. */
export class ExportFault extends Error {
  readonly reason: FaultReason
  constructor(message: string, reason: FaultReason = 'differs') {
    super(message)
    this.reason = reason
  }
}

interface Sealing {
  readonly key: Buffer
  /** Bound to every chunk: the digest of the head of the file. */
  readonly about: Buffer
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(number), 3)
  nonce.writeUInt8(isLast ? 1 : 0, 11)
  return nonce
}

/** Encrypts what flows through. Memory: two chunks. */
export function createSealer({ key, about }: Sealing): Transform {
  let number = 0
  return inChunks(chunkBytes, (chunk, isLast) => {
    const aes = createCipheriv(algorithm, key, nonceOf(number, isLast))
    aes.setAAD(about)
    number += 1
    return Buffer.concat([aes.update(chunk), aes.final(), aes.getAuthTag()])
  })
}

/** Opens what flows through; ends with an ExportFault at the first chunk that is not as it was sealed. */
export function createOpener({ key, about }: Sealing): Transform {
  let number = 0
  return inChunks(chunkBytes + tagBytes, (sealed, isLast) => {
    if (sealed.length < tagBytes) throw new ExportFault(`it ends in the midst of a chunk`)
    const aes = createDecipheriv(algorithm, key, nonceOf(number, isLast))
    aes.setAAD(about)
    aes.setAuthTag(sealed.subarray(-tagBytes))
    const chunk = aes.update(sealed.subarray(0, -tagBytes))
    try {
      aes.final()
    } catch {
      throw new ExportFault(`chunk ${number} was changed, or the file was cut`)
    }
    number += 1
    return chunk
  })
}

/** Hands over pieces of one size; the last is told as such, and may be empty. */
function inChunks(size: number, make: (chunk: Buffer, isLast: boolean) => Buffer): Transform {
  let held: Buffer[] = []
  let bytes = 0
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      held.push(piece)
      bytes += piece.length
      try {
        // One chunk stays behind: it may be the last.
        if (bytes > size) {
          const all = Buffer.concat(held, bytes)
          let at = 0
          for (; bytes - at > size; at += size) this.push(make(all.subarray(at, at + size), false))
          held = [Buffer.from(all.subarray(at))]
          bytes -= at
        }
        done()
      } catch (error) {
        done(error as Error)
      }
    },
    flush(done) {
      try {
        done(undefined, make(Buffer.concat(held, bytes), true))
      } catch (error) {
        done(error as Error)
      }
    },
  })
}
