import assert from 'node:assert/strict'
import { test } from 'node:test'

import { dimensions, figures, needsAgreement } from './figures.ts'
import type { DimensionName, FigureDimension } from './figures.ts'

/** The 27 variables of the CTDC global synthetic data set, in its order, and their values where its list of them is closed. */
const ctdc: readonly (readonly [variable: string, dimension: DimensionName, values?: string])[] = [
  ['yearOfRegistration', 'year'],
  ['gender', 'gender', 'Man|Woman|Trans/Transgender/NonConforming'],
  ['ageBroad', 'band', '0--8|09--17|18--20|21--23|24--26|27--29|30--38|39--47|48+'],
  ['citizenship', 'citizenship'],
  ['CountryOfExploitation', 'country'],
  ['traffickMonths', 'duration', '0--12 (0-1 yr)|13--24 (1-2 yrs)|25+ (2+ yrs)'],
  ...[
    ...['meansDebtBondageEarnings', 'meansThreats', 'meansAbusePsyPhySex', 'meansFalsePromises'],
    ...['meansDrugsAlcohol', 'meansDenyBasicNeeds', 'meansExcessiveWorkHours', 'meansWithholdDocs'],
    ...['isForcedLabour', 'isSexualExploit', 'isOtherExploit'],
    ...['typeOfLabourAgriculture', 'typeOfLabourConstruction'],
    ...['typeOfLabourDomesticWork', 'typeOfLabourHospitality'],
    ...['typeOfSexProstitution', 'typeOfSexPornography', 'recruiterRelationIntimatePartner'],
    ...['recruiterRelationFriend', 'recruiterRelationFamily', 'recruiterRelationOther'],
  ].map((variable) => [variable, 'ctdc'] as const),
]

test('the CTDC figure has the 27 variables of the global data set, with its values and no others', () => {
  assert.equal(ctdc.length, 27)
  const counted = figures['ctdc-27'].blocks.map(({ rows }) => rows)
  assert.deepEqual(counted, [...new Set(ctdc.map(([, dimension]) => dimension))])
  for (const [variable, dimension, closed] of ctdc) {
    const { values }: FigureDimension = dimensions[dimension]
    if (dimension === 'ctdc') assert.ok(typeof values !== 'string' && variable in values, variable)
    if (closed !== undefined)
      assert.deepEqual(
        Object.keys(values)
          .filter((value) => value !== 'unknown')
          .toSorted(),
        closed.split('|').toSorted(),
      )
  }
  const own = Object.keys(dimensions.ctdc.values)
  assert.deepEqual(
    own,
    ctdc.flatMap(([variable, dimension]) => (dimension === 'ctdc' ? [variable] : [])),
  )
})

test('figures that speak of what was told need agreement, the yearly report with what was done since too', () => {
  assert.deepEqual(
    (Object.keys(figures) as (keyof typeof figures)[]).filter((name) => !needsAgreement(name)),
    ['received', 'determinations'],
  )
})
