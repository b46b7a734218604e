import { levelsOf } from './comparison.ts'
import type { Comparison } from './comparison.ts'
import { foldText } from '../names/normalise/fold.ts'
import { endSketch } from './sketch.ts'
import { slipBetween } from './similarity.ts'

/** Characters that machines and eyes take for each other on papers. */
const lookAlikes = ['O0DQ', 'I1L', 'Z2', 'S5', 'B8', 'G6', 'A4', 'U0V', 'T7']

const documentLevels = levelsOf([
  ['different', 0.04, -5],
  ['one-edit', 0.03, 7],
  ['transposed', 0.01, 8],
  ['look-alike', 0.02, 10],
  ['same', 0.9, 18],
])

/** Numbers of passports, identity cards and other papers. What was typed with one slip counts, but asks for a name beside it. */
export const documents: Comparison = {
  levels: documentLevels,
  normalise: normaliseNumber,
  compare: (left, right) => {
    if (left === right) return 4
    const slip = slipBetween(left, right)
    if (slip === 'substitution') return isLookAlike(left, right) ? 3 : 1
    return slip === 'transposition' ? 2 : slip === 'insertion' ? 1 : 0
  },
  sketch: endSketch,
}

/** Letters and digits alone, capital. Fillers such as 000000, 123456789 or N/A are missing values. */
export function normaliseNumber(text: string): string {
  const plain = foldText(text)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
  return /^(.)\1*$|^0?12345678(?:90?)?$/.test(plain) || /^(?:NA|NONE|NULL|NIL|UNKNOWN|NAN)$/.test(plain)
    ? ''
    : plain
}

function isLookAlike(left: string, right: string): boolean {
  const at = [...left].findIndex((letter, place) => letter !== right[place])
  return lookAlikes.some((group) => group.includes(left[at] ?? ' ') && group.includes(right[at] ?? ' '))
}

const phoneLevels = levelsOf([
  ['different', 0.35, -1.5],
  ['one-digit', 0.04, 6],
  ['same-end', 0.06, 13],
  ['same', 0.55, 15],
])
/** With it, written nationally or with its country, a number is the same: shorter ends are shared by chance. */
const phoneTail = 8

/** Telephone numbers. People have several, so another number counts little against. */
export const phones: Comparison = {
  levels: phoneLevels,
  normalise: (text) => {
    const digits = normaliseNumber(text).replace(/\D/g, '').replace(/^0+/, '')
    return digits.length >= 5 ? digits : ''
  },
  compare: (left, right) => {
    if (left === right) return 3
    if (
      left.length >= phoneTail &&
      right.length >= phoneTail &&
      left.slice(-phoneTail) === right.slice(-phoneTail)
    )
      return 2
    const slip = slipBetween(left, right)
    return slip === 'substitution' || slip === 'transposition' ? 1 : 0
  },
  sketch: endSketch,
}

const accountLevels = levelsOf([
  ['different', 0.35, -1],
  ['one-edit', 0.02, 6],
  ['transposed', 0.01, 8],
  ['same-end', 0.05, 12],
  ['same', 0.57, 18],
])

/** Bank accounts: an IBAN ends in the national number. */
export const accounts: Comparison = {
  levels: accountLevels,
  normalise: normaliseNumber,
  compare: (left, right) => {
    if (left === right) return 4
    const [short, long] = left.length <= right.length ? [left, right] : [right, left]
    if (short.length >= 8 && long.endsWith(short)) return 3
    const slip = slipBetween(left, right)
    return slip === 'transposition' ? 2 : slip === undefined ? 0 : 1
  },
  sketch: endSketch,
}

const walletLevels = levelsOf([
  ['different', 0.4, -1],
  ['same', 0.6, 18],
])

/** Wallet addresses carry a checksum: a slip makes no other address, so there is nothing between same and different. */
export const wallets: Comparison = {
  levels: walletLevels,
  normalise: (text) => {
    const plain = text.trim()
    return /^0x|^bc1|^ltc1|^addr1/i.test(plain) ? plain.toLowerCase() : plain
  },
  compare: (left, right) => (left === right ? 1 : 0),
}

const deviceLevels = levelsOf([
  ['different', 0.4, -1],
  ['one-edit', 0.02, 7],
  ['same', 0.58, 17],
])

/** Devices by IMEI: fourteen digits, then a check digit or a software version that may be left out. */
export const devices: Comparison = {
  levels: deviceLevels,
  normalise: (text) => {
    const plain = normaliseNumber(text)
    return /^\d{14,16}$/.test(plain) ? plain.slice(0, 14) : plain
  },
  compare: (left, right) => (left === right ? 2 : slipBetween(left, right) === undefined ? 0 : 1),
  sketch: endSketch,
}

const numberLevels = levelsOf([
  ['different', 0.1, -2.5],
  ['one-edit', 0.05, 2],
  ['same', 0.85, 5],
])

/** House numbers, counts and the like. */
export const plainNumbers: Comparison = {
  levels: numberLevels,
  normalise: (text) =>
    foldText(text)
      .replace(/[^\p{L}\p{N}.-]/gu, '')
      .replace(/^0+(?=\d)|\.0+$/g, ''),
  compare: (left, right) => {
    if (left === right) return 2
    return Math.max(left.length, right.length) >= 2 && slipBetween(left, right) !== undefined ? 1 : 0
  },
}

const amountLevels = levelsOf([
  ['different', 0.03, -6],
  ['within-a-tenth', 0.08, 0.5],
  ['within-a-twentieth', 0.2, 2],
  ['within-a-hundredth', 0.2, 4],
  ['same', 0.49, 8],
])

/** Sums of money in one currency, as two sides booked them: fees and rates of exchange move them a little. */
export const amounts: Comparison = {
  levels: amountLevels,
  normalise: (text) => {
    const plain = foldText(text).replace(/[^\d.-]/g, '')
    const value = Number(plain)
    return plain === '' || !Number.isFinite(value) || value === 0 ? '' : String(Math.abs(value))
  },
  compare: (left, right) => {
    if (left === right) return 4
    const [a, b] = [Number(left), Number(right)]
    const apart = Math.abs(a - b) / Math.max(a, b)
    if (apart <= 0.01) return 3
    return apart <= 0.05 ? 2 : apart <= 0.1 ? 1 : 0
  },
}
