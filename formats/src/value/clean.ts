import { domainToASCII } from 'node:url'

import { isWhen, properties } from '@shield/core'
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

/** The comparable form of a value, or the rule it breaks (then it is kept as written, and compared with nothing). */
export type Cleaned = { readonly norm: string } | { readonly rule: RuleName }

/** Normal form by the property's type: E.164 phones, partial dates, documents without separators, domains in ASCII. */
export function clean(property: PropertyName, text: string, options: CleanOptions = {}): Cleaned {
  const plain = plainText(text)
  return cleaners[properties[property].type](plain, options)
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
    const when = isWhen(text) ? text : readDate(text)
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
  ip: (text) => {
    const plain = refang(text)
      .toLowerCase()
      .replace(/\/(32|128)$/, '')
    return /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f:.]*:[0-9a-f:.]*)(\/\d{1,3})?$/.test(plain)
      ? { norm: plain }
      : { rule: 'malformed-ip' }
  },
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
    const plain = text.replace(/\s/g, '').replace(/^(bitcoin|ethereum|tron):/i, '')
    if (!/^[0-9A-Za-z:_-]{5,130}$/.test(plain)) return { rule: 'malformed-wallet' }
    // Base58 says different things in small and capital letters; hexadecimal and bech32 do not.
    return { norm: /^(0x[0-9a-f]+|(bc|tb|ltc|addr)1[0-9a-z]+)$/i.test(plain) ? plain.toLowerCase() : plain }
  },
  hash: (text) => ({ norm: text.replace(/\s/g, '').toLowerCase() }),
  number: (text) => {
    const norm = plainDigits(text).replace(/[,\s]/g, '')
    return /^[-+]?\d+(\.\d+)?$/.test(norm) ? { norm } : { norm: text.toLowerCase() }
  },
  money: (text) => {
    const norm = plainDigits(text).replace(/[,\s]/g, '')
    return /^[-+]?\d+(\.\d+)?$/.test(norm) ? { norm } : { rule: 'malformed-number' }
  },
  geo: (text) => ({ norm: plainDigits(text).replace(/\s/g, '') }),
}

function cleanPhone(text: string, { country }: CleanOptions): Cleaned {
  const plain = plainDigits(text)
    .replace(/(?:ext|x|ต่อ)\.?\s*\d+$/i, '')
    .trim()
  const digits = plain.replace(/\D/g, '')
  if (digits.length < 3 || digits.length > 20) return { rule: 'malformed-phone' }
  // +999 is assigned to nobody (ITU-T E.164): training numbers live there, and a library knows none of them.
  if (/^(\+|00)?999/.test(plain.replace(/[^\d+]/g, '')) && digits.replace(/^00/, '').length > 8)
    return { norm: `+${digits.replace(/^00/, '')}` }
  const international = plain.startsWith('+') ? plain : plain.startsWith('00') ? `+${plain.slice(2)}` : plain
  const found = parsePhoneNumberFromString(international, country?.toUpperCase() as CountryCode | undefined)
  if (found?.isPossible()) return { norm: found.number }
  return { norm: plain.startsWith('+') ? `+${digits}` : digits }
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
