import { isWhen, properties } from '@shield/core'
import type { PropertyName, ValueType } from '@shield/core'

/**
 * The comparable form of a value where it tells a reader more than the value as written: `06/01/2527` is 6 January 1984,
 * `๐๘๑ ๒๓๔ ๕๖๗๘` is a phone that can be called. Undefined where it only repeats the value without its spaces.
 */
export function plainForm(property: PropertyName, value: string, norm: string): string | undefined {
  if (norm === '' || norm === value) return undefined
  return tells[properties[property].type]?.(value, norm) === true ? norm : undefined
}

type Tells = (value: string, norm: string) => boolean

const otherSigns: Tells = (value, norm) => signs(value) !== signs(norm)
const otherLetters: Tells = (value) => /[^\x20-\x7e]/.test(value)

const tells: Partial<Record<ValueType, Tells>> = {
  date: (value) => !isWhen(value),
  country: (value) => !/^[a-z]{2}$/i.test(value.trim()),
  phone: otherSigns,
  account: otherSigns,
  document: otherSigns,
  vehicle: otherSigns,
  device: otherSigns,
  number: otherSigns,
  money: otherSigns,
  email: otherLetters,
  domain: otherLetters,
  url: otherLetters,
}

/** What is left of a value when spaces, hyphens, commas and the size of letters do not count. */
function signs(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}+.]/gu, '').toUpperCase()
}
