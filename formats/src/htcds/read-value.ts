import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { isWhen } from '@shield/core'
import type { Words } from '@shield/core'

import { countryCode } from '../value/country.ts'
import type { HtcdsField } from './field.ts'

export type HtcdsValue = string | number | boolean | readonly string[]

/** A value, or what has to be changed in the file for it to be one. */
export type ReadValue = { readonly value: HtcdsValue } | { readonly hint: Words }

const mostText = 20_000
const hint = (en: string, th: string): ReadValue => ({ hint: { en, th } })

/** One value of a field, strictly: a word that is not in a list is no value, and the hint names the list. */
export function readValue(field: HtcdsField, raw: unknown): ReadValue {
  switch (field.kind) {
    case 'several':
      return readSeveral(listOf(raw), (one) => readOne(field, one))
    case 'countries':
      return readSeveral(listOf(raw), readCountry)
    case 'country':
      return readCountry(textOf(raw))
    case 'one':
      return readOne(field, textOf(raw))
    case 'yes':
      return readYes(raw)
    case 'count':
      return readNumber(raw, { least: 0, most: 1000, isWhole: true })
    case 'latitude':
      return readNumber(raw, { least: -90, most: 90 })
    case 'longitude':
      return readNumber(raw, { least: -180, most: 180 })
    default:
      return readText(field.kind, textOf(raw))
  }
}

function readText(kind: HtcdsField['kind'], text: string): ReadValue {
  if (text === '' || text.length > mostText)
    return hint(`write 1 to ${mostText} characters`, `โปรดเขียน 1 ถึง ${mostText} ตัวอักษร`)
  if (kind === 'date')
    return isDay(text) ? { value: text } : hint('write a day as 2026-05-31', 'โปรดเขียนวันที่แบบ 2026-05-31')
  if (kind === 'language')
    return /^[a-z]{2,3}$/.test(text)
      ? { value: text }
      : hint('write a code of ISO 639-2, such as tha', 'โปรดใช้รหัส ISO 639-2 เช่น tha')
  if (kind === 'phone')
    return parsePhoneNumberFromString(text)?.number === text || /^\+999\d{5,12}$/.test(text)
      ? { value: text }
      : hint('write a telephone as +66812345678', 'โปรดเขียนโทรศัพท์แบบ +66812345678')
  if (kind === 'email')
    return /^[^\s@]+@[^\s@]+$/.test(text)
      ? { value: text }
      : hint('write an address with one @', 'โปรดเขียนอีเมลที่มี @ หนึ่งตัว')
  return { value: text }
}

/** Values are names without spaces, so ; and , only part them. Labels, which have both, are not split: they are no values. */
function listOf(raw: unknown): readonly string[] {
  if (Array.isArray(raw)) return raw.map(textOf)
  return textOf(raw)
    .split(/[;,]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

function readSeveral(texts: readonly string[], read: (text: string) => ReadValue): ReadValue {
  const values: string[] = []
  for (const text of texts) {
    const found = read(text)
    if ('hint' in found) return found
    if (typeof found.value === 'string' && !values.includes(found.value)) values.push(found.value)
  }
  return values.length === 0 ? hint('write at least one value', 'โปรดระบุอย่างน้อยหนึ่งค่า') : { value: values }
}

function readOne({ values = [] }: HtcdsField, text: string): ReadValue {
  if (values.includes(text)) return { value: text }
  const listed = values.join(', ')
  const near = values.find((value) => value.toLowerCase() === text.toLowerCase())
  if (near !== undefined) return hint(`write it as ${near}`, `โปรดเขียนเป็น ${near}`)
  return hint(`choose one of: ${listed}`, `โปรดเลือกจาก: ${listed}`)
}

function readCountry(text: string): ReadValue {
  const code = /^[A-Za-z]{2,3}$/.test(text) ? countryCode(text) : undefined
  return code === undefined
    ? hint(
        'write a country as two letters of ISO 3166, such as TH',
        'โปรดเขียนประเทศเป็นอักษรสองตัวตาม ISO 3166 เช่น TH',
      )
    : { value: code.toUpperCase() }
}

function readYes(raw: unknown): ReadValue {
  if (typeof raw === 'boolean') return { value: raw }
  const text = textOf(raw).toLowerCase()
  if (text === 'true' || text === '1') return { value: true }
  if (text === 'false' || text === '0') return { value: false }
  return hint('write true or false', 'โปรดเขียน true หรือ false')
}

interface Range {
  readonly least: number
  readonly most: number
  readonly isWhole?: true
}

function readNumber(raw: unknown, { least, most, isWhole }: Range): ReadValue {
  const text = textOf(raw)
  const value = typeof raw === 'number' ? raw : /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most && (isWhole !== true || Number.isInteger(value))) return { value }
  return hint(`write a number from ${least} to ${most}`, `โปรดเขียนตัวเลขตั้งแต่ ${least} ถึง ${most}`)
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isWhen(text)
}

function textOf(raw: unknown): string {
  return typeof raw === 'string'
    ? raw.trim()
    : typeof raw === 'number' || typeof raw === 'boolean'
      ? String(raw)
      : ''
}
