import { createHash, randomBytes } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const symbols = 20

/** A code of 100 random bits, four by four; who has it is the one who complained, whoever it is. */
export function newComeBack(): string {
  const text = Array.from(randomBytes(symbols), (byte) => alphabet.charAt(byte & 31)).join('')
  return text.replaceAll(/(.{4})(?=.)/g, '$1-')
}

/** What is kept of it. It can't be guessed, so a plain hash tells nothing. */
export function hashOf(comeBack: string): Buffer {
  const typed = comeBack.toUpperCase().replaceAll('-', '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return createHash('sha256').update(`complaint ${typed}`).digest()
}
