import { caseCodeFields, ownCodes, singleCodes } from '@shield/core'
import type { CaseCodeField, CaseFacts, Words } from '@shield/core'

import type { HtcdsCase } from './read-htcds.ts'

/** The field of words of our own beside one of the standard; none where the standard has every word. */
const extensionOf = (field: CaseCodeField): string =>
  ownCodes[field] ? field.replace('vic_', 'shield_') : ''

/** What of a case is coded here. */
export function factsOf(given: HtcdsCase): CaseFacts {
  const codes: Partial<Record<CaseCodeField, readonly string[]>> = {}
  for (const field of caseCodeFields) {
    const standard = textsIn(given[field])
    const own = textsIn(given[extensionOf(field)])
    // `Other` beside words of our own stands for them, unless it is named there too.
    const found = own.length === 0 ? standard : [...standard.filter((code) => code !== 'Other'), ...own]
    if (found.length > 0) codes[field] = found
  }
  const [stated] = textsIn(given['shield_Citizenship'])
  const citizenships = [...textsIn(given['prs_Citizenship']), ...(stated === undefined ? [] : [stated])]
  const [age, months] = [given['shield_AgeAtRegistration'], given['shield_MonthsTrafficked']]
  const country = given['hte_Type'] === 'Exploitation' ? given['hte_Country'] : undefined
  return {
    codes,
    ...(typeof age === 'number' ? { age } : {}),
    ...(citizenships.length > 0 ? { citizenships } : {}),
    ...(typeof country === 'string' ? { exploitedIn: country } : {}),
    ...(typeof months === 'number' ? { months } : {}),
  }
}

/** The same back: what the standard has no word for stands as `Other`, with the word beside it. */
export function caseOf({ codes, age, citizenships = [], exploitedIn, months }: CaseFacts): HtcdsCase {
  const values: Record<string, HtcdsCase[string]> = {}
  for (const field of caseCodeFields) {
    const given = codes[field] ?? []
    if (given.length === 0) continue
    const own = given.filter((code) => ownCodes[field]?.includes(code))
    const standard = given.filter((code) => !own.includes(code))
    if (own.length > 0) values[extensionOf(field)] = [...own, ...standard.filter((code) => code === 'Other')]
    const named = own.length > 0 ? [...standard.filter((code) => code !== 'Other'), 'Other'] : standard
    values[field] = singleCodes.includes(field) ? (named[0] ?? '') : named
  }
  const countries = citizenships.filter((code) => code.length === 2)
  const [stated] = citizenships.filter((code) => code.length > 2)
  if (countries.length > 0) values['prs_Citizenship'] = countries
  if (stated !== undefined) values['shield_Citizenship'] = stated
  if (age !== undefined) values['shield_AgeAtRegistration'] = age
  if (months !== undefined) values['shield_MonthsTrafficked'] = months
  if (exploitedIn !== undefined) Object.assign(values, { hte_Type: 'Exploitation', hte_Country: exploitedIn })
  return values
}

function textsIn(value: HtcdsCase[string] | undefined): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' ? value : []
}

/** `kept`: as it came. `mapped`: in another shape. `left`: not taken, or not given. */
export interface FieldFate {
  readonly field: string
  readonly fate: 'kept' | 'mapped' | 'left'
  readonly why: Words
}

export const word = (en: string, th: string): Words => ({ en, th })

/** Fields that say who it is. */
export const identityFields: readonly string[] = [
  ...[
    'prs_FirstName',
    'prs_MiddleName',
    'prs_SecondName',
    'prs_Birthdate',
    'prs_Citizenship',
    'prs_IdentityNumber',
  ],
  ...['prs_HomePhone', 'prs_MobilePhone'],
]
/** Fields that stand on a case as codes. */
export const codedFields: readonly string[] = [...caseCodeFields, 'hte_Type', 'hte_Country']

/** What becomes of each field of the standard when a case is taken in. */
export function fateTakenIn(field: string): FieldFate {
  const fate = (kind: FieldFate['fate'], why: Words): FieldFate => ({ field, fate: kind, why })
  if (identityFields.includes(field))
    return fate('mapped', word('Sealed as the identity of the person', 'ปิดผนึกเป็นข้อมูลตัวตนของบุคคล'))
  if (codedFields.includes(field)) return fate('kept', word('Coded on the case', 'บันทึกเป็นรหัสของกรณี'))
  if (field === 'con_Consent')
    return fate(
      'kept',
      word(
        'Sealed; a box makes no agreement here: ask the person',
        'ปิดผนึกไว้ ช่องติ๊กไม่ถือเป็นความยินยอม โปรดถามบุคคล',
      ),
    )
  if (field.startsWith('vic_TraffickingStatus'))
    return fate('kept', word('Sealed; a panel here decides anew', 'ปิดผนึกไว้ คณะคัดแยกที่นี่พิจารณาใหม่'))
  return fate('kept', word('Sealed with the case as it came', 'ปิดผนึกไว้กับกรณีตามที่ได้รับ'))
}
