import type { HtcdsField } from './field.ts'

/**
 * What the standard has no field or value for, published in docs/formats/htcds.md. A reader that does not know them finds
 * `Other` in the field of the standard, and loses the word beside it.
 */
export const htcdsExtensions: readonly HtcdsField[] = [
  { name: 'shield_TypeOfExploitation', kind: 'several', values: ['ForcedCriminality', 'Other'] },
  {
    name: 'shield_MethodsOfControl',
    kind: 'several',
    values: ['RestrictsMovement', 'RansomDemand', 'SaleToAnother', 'CompoundDebt', 'Other'],
  },
  { name: 'shield_Citizenship', kind: 'one', values: ['STATELESS', 'UNDETERMINED'] },
  { name: 'shield_AgeAtRegistration', kind: 'count' },
  { name: 'shield_MonthsTrafficked', kind: 'count' },
  { name: 'shield_Release', kind: 'text' },
]
