import type { Random } from './random.ts'

/**
 * Makers of values that can belong to nobody. Each value is made once.
 * `check-safe.ts` proves the ranges on the finished files, by its own rules.
 */
export interface SafeValues {
  /** E.164: +999 (a country code nobody has) and nine digits. */
  readonly phone: () => string
  /** +1 area 555 01xx: the American range kept for fiction. A thousand of them exist here. */
  readonly americanPhone: () => string
  /** `999-d-ddddd-d` at Training Bank; the Luhn check digit is wrong on purpose. */
  readonly account: () => string
  /** TRON-shaped (T…, 34 characters) or Bitcoin-shaped (1…, 34 characters), with no valid checksum. */
  readonly wallet: (chain: 'tron' | 'bitcoin') => string
  /** XX or ZZ and seven digits. */
  readonly passport: () => string
  /** Fifteen digits from 00: a reporting body that was never given out. */
  readonly imei: () => string
  /** Fifteen digits, mobile country code 999. */
  readonly imsi: () => string
  /** Nineteen digits, 89 and country 999. */
  readonly iccid: () => string
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const areas = ['202', '212', '305', '312', '415', '503', '617', '702', '808', '916']

/** Issuers no state has, as passports of exercises carry them. */
export const issuers = ['UTO', 'XXA', 'XXB', 'XXC', 'XXX'] as const

export function safeValuesOf(random: Random): SafeValues {
  const made = new Set<string>()
  const once = (make: () => string): string => {
    for (;;) {
      const value = make()
      if (made.has(value)) continue
      made.add(value)
      return value
    }
  }
  const letters = (count: number): string =>
    Array.from({ length: count }, () => base58[random.below(58)]).join('')
  return {
    phone: () => once(() => `+999${random.between(1, 9)}${random.digits(8)}`),
    americanPhone: () => once(() => `+1${random.pick(areas)}55501${random.digits(2)}`),
    account: () => once(() => accountOf(random.digits(6), random)),
    wallet: (chain) =>
      once(() =>
        chain === 'tron' ? `T${random.pick([...'ABCDEFGHJKLMNPQRSTUVWX'])}${letters(32)}` : `1${letters(33)}`,
      ),
    passport: () => once(() => `${random.pick(['XX', 'ZZ'])}${random.digits(7)}`),
    imei: () => once(() => `00${random.digits(13)}`),
    imsi: () => once(() => `999${random.digits(12)}`),
    iccid: () => once(() => `89999${random.digits(14)}`),
  }
}

/** The last digit is anything but the one Luhn asks for. */
function accountOf(body: string, random: Random): string {
  const right = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((digit) => passesLuhn(`999${body}${digit}`)) ?? 0
  const wrong = (right + random.between(1, 9)) % 10
  return `999-${body.slice(0, 1)}-${body.slice(1)}-${wrong}`
}

/** Luhn's check over decimal digits (ISO/IEC 7812-1 annex B). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i += 1) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
