import { gradeOf, propertyOf } from '@shield/core'
import type { PackageStatement } from '@shield/contract'

import type { ChosenRow } from './choose.ts'

/** A stored statement as it travels: nothing of it says where it comes from. */
export function packageStatement(
  row: Pick<ChosenRow, 'property' | 'value' | 'grade' | 'valid_from' | 'valid_until'>,
): PackageStatement {
  return {
    property: propertyOf(row.property),
    value: row.value,
    grade: gradeOf(row.grade),
    ...(row.valid_from === null ? {} : { from: row.valid_from }),
    ...(row.valid_until === null ? {} : { until: row.valid_until }),
  }
}
