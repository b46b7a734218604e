import type { KindName, PropertyName } from '@shield/core'

import { clean } from '../value/clean.ts'
import type { Mapping, MappedColumn } from './mapping.ts'

/** Words of headers, small letters, English and Thai; the first that fits wins. */
const words: readonly (readonly [RegExp, PropertyName])[] = [
  [/passport|หนังสือเดินทาง|pasaporte/, 'passportNumber'],
  [/birth ?place|place of birth|สถานที่เกิด/, 'birthPlace'],
  [/birth|\bdob\b|วันเกิด|เดือนปีเกิด/, 'birthDate'],
  [/nationality|สัญชาติ/, 'nationality'],
  [/alias|aka|other name|also known|ชื่ออื่น|ชื่อภาษา/, 'alias'],
  [/nick|ชื่อเล่น/, 'nickname'],
  [/first ?name|given|ชื่อตัว/, 'firstName'],
  [/last ?name|surname|family ?name|นามสกุล$/, 'lastName'],
  [/bank ?name|^bank$|ธนาคาร/, 'bankName'],
  [/iban/, 'iban'],
  [/account ?(no|num|#)?|เลขบัญชี|บัญชี/, 'accountNumber'],
  [/wallet|crypto|กระเป๋า/, 'walletAddress'],
  [/imei|เลขเครื่อง/, 'imei'],
  [/imsi/, 'imsi'],
  [/iccid|sim/, 'iccid'],
  [/phone|mobile|msisdn|\btel|โทร|เบอร์/, 'phone'],
  [/e-?mail|อีเมล/, 'email'],
  [/domain|โดเมน/, 'domain'],
  [/url|website|link|เว็บ/, 'website'],
  [/\bip\b|ip ?address/, 'ipAddress'],
  [/plate|ทะเบียนรถ/, 'plate'],
  [/regist|ทะเบียน/, 'registrationNumber'],
  [/tax|ผู้เสียภาษี/, 'taxNumber'],
  [/national id|id ?card|citizen|บัตรประชาชน|เลขประจำตัว/, 'idNumber'],
  [/province|จังหวัด/, 'province'],
  [/address|ที่อยู่/, 'address'],
  [/country|ประเทศ/, 'country'],
  [/amount|จำนวนเงิน/, 'amount'],
  [/currency|สกุลเงิน/, 'currency'],
  [/\bdate\b|วันที่/, 'date'],
  [/sex|gender|เพศ/, 'gender'],
  [/role|บทบาท/, 'role'],
  [/note|remark|comment|หมายเหตุ|ความเห็น/, 'notes'],
  [/name|ชื่อ/, 'name'],
  [/\bid\b|รหัส|ref|เลขที่/, 'externalId'],
]

/** Shapes of values that tell what a column without a telling header holds. */
const shapes: readonly (readonly [PropertyName, RegExp])[] = [
  [
    'walletAddress',
    /^(0x[0-9a-f]{40}|bc1[0-9a-z]{20,80}|[13][1-9A-HJ-NP-Za-km-z]{25,34}|T[1-9A-HJ-NP-Za-km-z]{33})$/i,
  ],
  ['email', /^[^@\s]+@[^@\s]+\.[^@\s]+$/],
  ['website', /^(hxxps?|https?):\/\//i],
  ['phone', /^\+\d[\d\s().-]{7,}$/],
  ['domain', /^([a-z0-9-]+\.)+[a-z]{2,}$/i],
]

const kindOfProperty: Partial<Readonly<Record<PropertyName, KindName>>> = {
  walletAddress: 'CryptoWallet',
  domain: 'Domain',
  accountNumber: 'BankAccount',
  imei: 'Device',
}

/** A first mapping for the person to correct: one entity of the likeliest kind with every column that is understood. */
export function suggestMapping(header: readonly string[], rows: readonly (readonly string[])[]): Mapping {
  const columns: MappedColumn[] = []
  header.forEach((column, index) => {
    const property = byHeader(column) ?? byValues(rows.map((row) => row[index] ?? ''))
    if (property) columns.push({ column, property })
  })
  const has = (property: PropertyName): boolean => columns.some((column) => column.property === property)
  const isPerson =
    has('birthDate') || has('passportNumber') || has('nationality') || has('lastName') || has('name')
  const only = columns.map((column) => kindOfProperty[column.property]).find((kind) => kind !== undefined)
  const key = columns.find((column) => column.property === 'externalId')?.column
  return {
    key: key === undefined ? [] : [key],
    entities: [
      {
        name: 'entity',
        kind: isPerson ? 'Person' : (only ?? 'Thing'),
        key: key === undefined ? [] : [key],
        columns,
      },
    ],
    links: [],
  }
}

function byHeader(column: string): PropertyName | undefined {
  const plain = column.toLowerCase().replaceAll('_', ' ').trim()
  return words.find(([word]) => word.test(plain))?.[1]
}

function byValues(values: readonly string[]): PropertyName | undefined {
  const filled = values.filter((value) => value.trim() !== '')
  if (filled.length < 2) return undefined
  const most = (fits: (value: string) => boolean): boolean =>
    filled.filter(fits).length >= filled.length * 0.8
  const shape = shapes.find(([, pattern]) => most((value) => pattern.test(value.trim())))?.[0]
  if (shape) return shape
  const isDate = most((value) => /\d{4}/.test(value) && 'norm' in clean('date', value))
  return isDate ? 'date' : undefined
}
