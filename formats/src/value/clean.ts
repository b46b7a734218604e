import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'

import { properties } from '@shield/core'
import type { PropertyName, ValueType } from '@shield/core'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { CountryCode } from 'libphonenumber-js/min'

import type { RuleName } from '../rule.ts'
import { countryCode } from './country.ts'
import { readDate } from './date.ts'
import { plainDigits, plainText } from './text.ts'

export interface CleanOptions {
  /** Country of a phone written without one, ISO 3166-1 alpha-2. */
  readonly country?: string
}

/** The comparable form of a value, with what is doubtful about it, or the rule it breaks (then it is kept as written, and compared with nothing). */
export type Cleaned = { readonly norm: string; readonly doubt?: RuleName } | { readonly rule: RuleName }

/** Normal form by the property's type: E.164 phones, partial dates, documents without separators, domains in ASCII. */
export function clean(property: PropertyName, text: string, options: CleanOptions = {}): Cleaned {
  const cleaned = cleaners[properties[property].type](plainText(text), options)
  if (property !== 'iban' || !('norm' in cleaned) || hasCheckDigits(cleaned.norm)) return cleaned
  return { norm: cleaned.norm, doubt: 'wrong-check-digits' }
}

/** The rule a value breaks or makes doubtful; undefined for a value that is in order. */
export function doubtOf(cleaned: Cleaned): RuleName | undefined {
  return 'norm' in cleaned ? cleaned.doubt : cleaned.rule
}

type Cleaner = (text: string, options: CleanOptions) => Cleaned

const folded: Cleaner = (text) => ({ norm: text.toLowerCase() })
const bare: Cleaner = (text) => {
  const norm = plainDigits(text)
    .toUpperCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
  return norm === '' ? { rule: 'malformed-document' } : { norm }
}

const cleaners: Readonly<Record<ValueType, Cleaner>> = {
  name: folded,
  text: folded,
  code: folded,
  topic: folded,
  date: (text) => {
    const when = readDate(text)
    return when === undefined ? { rule: 'malformed-date' } : { norm: when }
  },
  country: (text) => {
    const code = countryCode(text)
    return code === undefined ? { rule: 'unknown-country' } : { norm: code }
  },
  phone: cleanPhone,
  email: (text) => {
    const plain = refang(text)
      .toLowerCase()
      .replace(/^mailto:/, '')
    const at = plain.lastIndexOf('@')
    const host = domainToASCII(plain.slice(at + 1))
    return at > 0 && host !== '' && !/\s/.test(plain)
      ? { norm: `${plain.slice(0, at)}@${host}` }
      : { rule: 'malformed-email' }
  },
  url: (text) => {
    const plain = refang(text)
    const whole = /^[a-z][a-z0-9+.-]*:/i.test(plain) ? plain : `http://${plain}`
    return URL.canParse(whole) ? { norm: new URL(whole).href } : { rule: 'malformed-url' }
  },
  domain: (text) => {
    const host = refang(text).toLowerCase().replace(/^\*\./, '').replace(/\.$/, '')
    const ascii = domainToASCII(host.includes('/') ? hostOf(host) : host)
    return /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(ascii) ? { norm: ascii } : { rule: 'malformed-domain' }
  },
  ip: cleanAddress,
  document: bare,
  account: bare,
  vehicle: bare,
  device: (text) => {
    const norm = plainDigits(text)
      .replace(/[^0-9a-z]/gi, '')
      .toUpperCase()
    return norm.length >= 4 ? { norm } : { rule: 'malformed-device' }
  },
  wallet: (text) => {
    const plain = text.replace(/\s/g, '').replace(/^(?:bitcoin|ethereum|tron|litecoin):/i, '')
    if (!/^[0-9A-Za-z:_-]{5,130}$/.test(plain)) return { rule: 'malformed-wallet' }
    // Base58 says different things in small and capital letters; hexadecimal and bech32 do not.
    return { norm: /^(0x[0-9a-f]+|(bc|tb|ltc|addr)1[0-9a-z]+)$/i.test(plain) ? plain.toLowerCase() : plain }
  },
  hash: (text) => ({
    norm: text
      .replace(/\s/g, '')
      .toLowerCase()
      .replace(/^(?:md5|sha-?\d+):/, ''),
  }),
  number: (text) => ({ norm: decimalOf(text) ?? text.toLowerCase() }),
  money: (text) => {
    const norm = decimalOf(
      text.replace(/^\p{Sc}|\p{Sc}$|^[a-z]{3}\s?(?=[-\d])|(?<=\d)\s?(?:[a-z]{3}|บาท)$/giu, ''),
    )
    return norm === undefined ? { rule: 'malformed-number' } : { norm }
  },
  geo: (text) => ({ norm: plainDigits(text).replace(/\s/g, '') }),
}

function cleanPhone(text: string, { country }: CleanOptions): Cleaned {
  const plain = plainDigits(text)
    .replace(/^tel:\s*/i, '')
    .replace(/(?:ext|x|ต่อ)\.?\s*\d+$/i, '')
    .replace(/^\(\s*\+/, '+')
    .trim()
  const digits = plain.replace(/\D/g, '')
  if (digits.length < 3 || digits.length > 20) return { rule: 'malformed-phone' }
  const isAbroad = plain.startsWith('+') || plain.startsWith('00')
  const whole = plain.startsWith('00') ? digits.slice(2) : digits
  // +999 is assigned to nobody (ITU-T E.164): training numbers live there, and a library knows none of them.
  if (isAbroad && whole.startsWith('999') && whole.length > 8) return { norm: `+${whole}` }
  const home = country?.toUpperCase() as CountryCode | undefined
  if (!isAbroad && home === undefined) return { norm: digits }
  const found = parsePhoneNumberFromString(isAbroad ? `+${whole}` : plain, home)
  if (found?.isPossible()) return { norm: found.number }
  return { norm: isAbroad ? `+${whole}` : digits, doubt: 'impossible-phone' }
}

function cleanAddress(text: string): Cleaned {
  const [address = '', bits] = refang(text).toLowerCase().split('/', 2)
  const version = isIP(address)
  if (version === 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return { rule: 'malformed-ip' }
  const norm =
    version === 6 ? new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1) : address
  return { norm: bits === undefined || bits === (version === 6 ? '128' : '32') ? norm : `${norm}/${bits}` }
}

/** 1,234.50 and 1 234.50, 1.234,50 and 1234,50 as 1234.50; undefined for what could be read in two ways, and for no number. */
function decimalOf(text: string): string | undefined {
  // No amount has so many digits, and PostgreSQL's numeric has an end.
  if (text.length > 100) return undefined
  const plain = plainDigits(text).replace(/\s/g, '').replace(/^\+/, '')
  if (/^-?\d+(?:\.\d+)?$/.test(plain)) return plain
  if (/^-?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?$/.test(plain)) return plain.replaceAll(',', '')
  if (/^-?(?:\d+|\d{1,3}(?:\.\d{3})+),\d{1,2}$/.test(plain))
    return plain.replaceAll('.', '').replace(',', '.')
  return undefined
}

/** ISO 13616: letters as 10 to 35, the first four characters moved behind, modulo 97 is 1. */
function hasCheckDigits(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(iban)) return false
  let rest = 0
  for (const character of `${iban.slice(4)}${iban.slice(0, 4)}`)
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97
  return rest === 1
}

/** `hxxp://evil[.]example` as it was before it was made harmless to click. */
function refang(text: string): string {
  return text
    .replace(/\s/g, '')
    .replace(/^hxxp/i, 'http')
    .replace(/\[?\[(\.|dot)\]\]?|\((\.|dot)\)/gi, '.')
    .replace(/\[(@|at)\]/gi, '@')
    .replace(/\[:\]/g, ':')
}

function hostOf(text: string): string {
  const whole = text.includes('://') ? text : `http://${text}`
  return URL.canParse(whole) ? new URL(whole).hostname : ''
}
