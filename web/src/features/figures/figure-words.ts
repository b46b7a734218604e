import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { dimensions, otherValue } from '@shield/core'
import type { DimensionName, FigureDimension, Words } from '@shield/core'

import type { FigureRelease } from '../../api/wire.ts'
import type { Speech } from '../../language/use-language.ts'

export const stateWords: Readonly<Record<FigureRelease['state'], MessageDescriptor>> = {
  waiting: msg`waits for a second person`,
  released: msg`released`,
  refused: msg`refused`,
  withdrawn: msg`withdrawn`,
}

export const audienceWords: Readonly<Record<FigureRelease['audience'], MessageDescriptor>> = {
  public: msg`For everybody`,
  partner: msg`For named organisations`,
}

const special: Readonly<Record<string, Words>> = {
  [otherValue]: { en: 'Other countries', th: 'ประเทศอื่น' },
  STATELESS: { en: 'Stateless', th: 'ไร้สัญชาติ' },
  UNDETERMINED: { en: 'Not known', th: 'ไม่ทราบ' },
}

/** A line or column of a table, in the reader's language. */
export function valueWord(
  { say, country, when }: Pick<Speech, 'say' | 'country' | 'when'>,
  name: DimensionName,
  value: string,
): string {
  const { values }: FigureDimension = dimensions[name]
  if (values === 'month' || values === 'year') return when(value)
  if (values === 'country') return special[value] ? say(special[value]) : country(value)
  return values[value] ? say(values[value]) : value
}
