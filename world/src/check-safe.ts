import { createHash } from 'node:crypto'
import { passesLuhn } from './safe-value.ts'

export interface Violation {
  readonly file: string
  readonly line: number
  readonly rule: RuleName
  readonly value: string
}

export interface SafeReport {
  /** How many values each rule looked at: a check that saw nothing has proved nothing. */
  readonly looked: Readonly<Record<RuleName, number>>
  readonly violations: readonly Violation[]
}

interface Rule {
  /** Where a value of this sort stands in a line; always global. */
  readonly shape: RegExp
  readonly safe: (found: string) => boolean
}

const digitsOf = (text: string): string => text.replace(/\D/g, '')

const rules = {
  domain: {
    shape: /(?<![\w.@-])(?:[\w.+-]+@)?(?:[a-z0-9-]+\.)+[a-z]{2,24}(?![\w-])/gi,
    safe: (found) => /\.(example|test)$/i.test(found),
  },
  phone: {
    shape: /\+\d[\d\s().-]{6,18}\d/g,
    safe: (found) => safePhone(digitsOf(found)),
  },
  'local phone': {
    shape: /(?<![\d-])0[2-9]\d?[ -]?\d{3}[ -]?\d{4}(?![\d-])/g,
    safe: () => false,
  },
  passport: {
    shape: /(?<![\w-])[A-Z]{1,2}\d{6,9}(?![\w-])/g,
    safe: (found) => /^(XX|ZZ)\d{7}$/.test(found),
  },
  issuer: {
    // In every table of the world the issuer stands in the cell after the passport.
    shape: /(?<=(?:XX|ZZ)\d{7},)[A-Z]{2,3}(?=,)/g,
    safe: (found) => /^(UTO|XX[A-X])$/.test(found),
  },
  account: {
    shape: /(?<![\d+-])(?:\d{3}-\d-\d{5}-\d|\d{10})(?![\d-])/g,
    safe: (found) => found.startsWith('999') && !passesLuhn(digitsOf(found)),
  },
  iban: {
    shape: /(?<![\w-])[A-Z]{2}\d{2}[A-Z0-9]{11,30}(?!\w)/g,
    safe: (found) => !passesIban(found),
  },
  card: {
    shape: /(?<![\d-])\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}(?![\d-])/g,
    safe: (found) => !passesLuhn(digitsOf(found)),
  },
  wallet: {
    shape: /(?<!\w)[13T][1-9A-HJ-NP-Za-km-z]{25,34}(?!\w)/g,
    safe: (found) => !passesBase58Check(found),
  },
  'unprotected wallet': {
    shape: /(?<!\w)(?:0x[0-9a-f]{40}|(?:bc1|ltc1)[a-z0-9]{20,60})(?!\w)/gi,
    safe: () => false,
  },
  device: {
    shape: /(?<![\d+.-])\d{15}(?![\d-])/g,
    safe: (found) => found.startsWith('00') || found.startsWith('999'),
  },
  'sim card': {
    shape: /(?<![\d+.-])\d{18,20}(?![\d-])/g,
    safe: (found) => found.startsWith('89999'),
  },
  bank: {
    shape: /(?:"bankName":\["|ธนาคาร: ?)[^"\],]+/g,
    safe: (found) => /(Training Bank|ธนาคารฝึกอบรม)$/.test(found),
  },
} as const satisfies Record<string, Rule>

export type RuleName = keyof typeof rules

/**
 * Looks through finished files for anything that could belong to a living person, a real company or a real account:
 * e-mail and domains, phones, passports, accounts, wallets, devices. Thai digits count as digits.
 */
export function checkSafe(files: readonly { readonly name: string; readonly text: string }[]): SafeReport {
  const names = Object.keys(rules) as RuleName[]
  const looked = Object.fromEntries(names.map((name) => [name, 0])) as Record<RuleName, number>
  const violations: Violation[] = []
  for (const file of files) {
    const text = westernDigits(file.text).replace(uuid, '')
    for (const name of names) {
      const rule: Rule = rules[name]
      for (const found of text.matchAll(rule.shape)) {
        looked[name] += 1
        if (rule.safe(found[0])) continue
        violations.push({ file: file.name, line: lineAt(text, found.index), rule: name, value: found[0] })
      }
    }
  }
  return { looked, violations }
}

/** Parts of a UUID look like phones and accounts and are neither. */
const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

function westernDigits(text: string): string {
  return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}

function safePhone(digits: string): boolean {
  return /^999\d{6,12}$/.test(digits) || /^447700900\d{3}$/.test(digits) || /^1\d{3}55501\d{2}$/.test(digits)
}

/** ISO 13616: the country and check digits go to the end, letters count from 10, the rest by 97 is 1. */
function passesIban(text: string): boolean {
  const turned = `${text.slice(4)}${text.slice(0, 4)}`
  let rest = 0
  for (const character of turned) {
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97
  }
  return rest === 1
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Base58Check: the last four bytes are the head of SHA-256 twice over the rest. */
function passesBase58Check(text: string): boolean {
  let number = 0n
  for (const character of text) number = number * 58n + BigInt(base58.indexOf(character))
  const zeros = /^1*/.exec(text)?.[0].length ?? 0
  const hex = number === 0n ? '' : number.toString(16)
  const body = Buffer.from(hex.length % 2 === 1 ? `0${hex}` : hex, 'hex')
  const bytes = Buffer.concat([Buffer.alloc(zeros), body])
  if (bytes.length < 5) return false
  const sha = (input: Buffer): Buffer => createHash('sha256').update(input).digest()
  return sha(sha(bytes.subarray(0, -4)))
    .subarray(0, 4)
    .equals(bytes.subarray(-4))
}
