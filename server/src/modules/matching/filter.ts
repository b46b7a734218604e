import { createHmac } from 'node:crypto'

import { tokenBytes } from './token.ts'

const smallest = 1024

/** Sizes in steps of four: a filter tells between which two its count lies and no more. */
export function sizeClass(count: number): number {
  let size = smallest
  while (size < count) size *= 4
  return size
}

/**
 * Tokens of eight bytes in order, filled up to their size class. What fills is made of a secret, so it stays where it is when
 * one filter follows another, and gives way one by one as true tokens come.
 */
export function makeFilter(outputs: readonly Uint8Array[], secret: Uint8Array): Buffer {
  const size = sizeClass(outputs.length)
  const tokens = outputs.map((output) => Buffer.from(output.subarray(0, tokenBytes)))
  for (let at = outputs.length; at < size; at += 1)
    tokens.push(createHmac('sha512', secret).update(`fill ${at}`).digest().subarray(0, tokenBytes))
  return Buffer.concat(tokens.toSorted((a, b) => a.compare(b)))
}

/** Is the beginning of an output among the tokens? Halving; 1 in 1.8·10¹³ of a million by chance. */
export function isInFilter(filter: Buffer, output: Uint8Array): boolean {
  const token = Buffer.from(output.subarray(0, tokenBytes)).readBigUInt64BE()
  let [low, high] = [0, filter.length / tokenBytes - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = filter.readBigUInt64BE(middle * tokenBytes)
    if (found === token) return true
    if (found < token) low = middle + 1
    else high = middle - 1
  }
  return false
}
