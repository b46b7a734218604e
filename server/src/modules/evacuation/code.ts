import { createHash, randomBytes } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const symbols = 20

/** A code of 100 random bits in Crockford's base 32, four by four: it is typed from paper, by somebody in a hurry. */
export function newCode(): string {
  const text = Array.from(randomBytes(symbols), (byte) => alphabet.charAt(byte & 31)).join('')
  return text.replaceAll(/(.{4})(?=.)/g, '$1-')
}

/** What is kept of it. It can't be guessed, so a plain hash tells nothing. */
export function hashOfCode(code: string): Buffer {
  const typed = code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return createHash('sha256').update(`evacuation ${typed}`).digest()
}
