/**
 * The code of a person in the protection zone: eleven random symbols and a check symbol, in Crockford's base 32
 * (no I, L, O, U), written `K7MQ-4XTN-P2HW`. It says nothing: not who, from where, when, or how many there are.
 * The check is a sum over GF(32) with the weights 1, α, α² …: one wrong symbol, and any two that changed places, are found.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const randomSymbols = 11

/** αⁱ over GF(32) with x⁵ + x² + 1. */
const powers: readonly number[] = Array.from({ length: 31 }).reduce<number[]>(
  (list) => [...list, double(list.at(-1) ?? 1)],
  [1],
)
const order = 31

function double(value: number): number {
  const shifted = value << 1
  return shifted & 32 ? shifted ^ 0b100101 : shifted
}

function multiply(left: number, right: number): number {
  let product = 0
  for (let bit = 4; bit >= 0; bit -= 1) product = double(product) ^ ((right >> bit) & 1 ? left : 0)
  return product
}

/** A code from random bytes: 55 of the first 88 bits are used, five of each byte. Throws for fewer than eleven bytes. */
export function personCode(random: Uint8Array): string {
  if (random.length < randomSymbols) throw new RangeError(`a code needs ${randomSymbols} random bytes`)
  const values = Array.from(random.subarray(0, randomSymbols), (byte) => byte & 31)
  return written([...values, checkOf(values)])
}

/** The code as it is kept, from what somebody typed or a scanner read; undefined for what is no code. */
export function readPersonCode(text: string): string | undefined {
  const typed = text.toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1').replaceAll(/[\s-]/g, '')
  const values = Array.from(typed, (symbol) => alphabet.indexOf(symbol))
  if (values.length !== randomSymbols + 1 || values.includes(-1)) return undefined
  return checkOf(values.slice(0, -1)) === values.at(-1) ? written(values) : undefined
}

function checkOf(values: readonly number[]): number {
  const sum = values.reduce((total, value, place) => total ^ multiply(value, powers[place] ?? 0), 0)
  return multiply(sum, powers[order - randomSymbols] ?? 0)
}

function written(values: readonly number[]): string {
  const symbols = values.map((value) => alphabet.charAt(value)).join('')
  return [symbols.slice(0, 4), symbols.slice(4, 8), symbols.slice(8)].join('-')
}
