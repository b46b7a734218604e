import type { PropertyName, StatedValue } from '@shield/core'

import { clean } from '../value/clean.ts'

/** Values of one property as a list gives them; the empty and the "unknown" of lists are none. */
export function state(
  property: PropertyName,
  ...texts: readonly (string | undefined)[]
): readonly StatedValue[] {
  return texts.flatMap((text) => {
    const value = text?.replace(/\s+/g, ' ').trim() ?? ''
    if (value === '' || value === '-0-' || /^(na|n\/a)$/i.test(value)) return []
    const cleaned = clean(property, value)
    return [{ property, value, norm: 'norm' in cleaned ? cleaned.norm : '' }]
  })
}
