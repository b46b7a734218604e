import type { Comparison } from './comparison.ts'
import { birthDates, eventDates } from './compare-dates.ts'
import { fullNames } from './compare-full-names.ts'
import { accounts, amounts, devices, documents, phones, plainNumbers, wallets } from './compare-numbers.ts'
import { addresses, mails, nameWords, occupations, places, postcodes, texts } from './compare-words.ts'

/** What a column or a property says of somebody. Nationality, sex, religion and health are no kinds: nobody is matched by them. */
export const fieldKinds = [
  'given-name',
  'family-name',
  'full-name',
  'birth-date',
  'postcode',
  'place',
  'address',
  'occupation',
  'phone',
  'email',
  'document',
  'id',
  'account',
  'wallet',
  'device',
  'amount',
  'date',
  'number',
  'text',
  'other',
] as const

export type FieldKind = (typeof fieldKinds)[number]

export const comparisons: Readonly<Record<FieldKind, Comparison>> = {
  'given-name': nameWords,
  'family-name': nameWords,
  'full-name': fullNames,
  'birth-date': birthDates,
  postcode: postcodes,
  place: places,
  address: addresses,
  occupation: occupations,
  phone: phones,
  email: mails,
  document: documents,
  id: documents,
  account: accounts,
  wallet: wallets,
  device: devices,
  amount: amounts,
  date: eventDates,
  number: plainNumbers,
  text: texts,
  other: occupations,
}
