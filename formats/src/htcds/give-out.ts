import type { CaseFacts } from '@shield/core'

import { caseOf, codedFields, identityFields, word } from './case-facts.ts'
import type { FieldFate } from './case-facts.ts'
import { htcdsFields } from './field.ts'
import type { HtcdsCase } from './read-htcds.ts'
import { readValue } from './read-value.ts'

/** What the file says beyond codes. */
export interface GivingOut {
  /** Who it is goes along: the consent reaches so far. */
  readonly withIdentity: boolean
  /** For counting: what few cases of the file share stays back. */
  readonly isForCounting: boolean
}

/** Who somebody is, as far as the standard has a field for it. */
interface GivenIdentity {
  readonly names: readonly { readonly text: string }[]
  readonly born?: string
  readonly citizenships: readonly string[]
  readonly phones: readonly string[]
}

const rare = ['prs_Citizenship', 'hte_Type', 'hte_Country']
const named = ['prs_FirstName', 'prs_Birthdate', 'prs_MobilePhone', 'prs_HomePhone']
const decided = ['vic_TraffickingStatus', 'vic_TraffickingStatusDecisionMakingOrg']

/** What becomes of each field when a case is given out. */
export function fateGivenOut(field: string, { withIdentity, isForCounting }: GivingOut): FieldFate {
  const fate = (kind: FieldFate['fate'], why: FieldFate['why']): FieldFate => ({ field, fate: kind, why })
  if (field === 'prs_IdentityNumber')
    return fate(
      'mapped',
      word('A random code of this recipient and this purpose alone', 'รหัสสุ่มสำหรับผู้รับและวัตถุประสงค์นี้เท่านั้น'),
    )
  if (decided.includes(field)) return fate('mapped', word('From the last panel', 'จากคณะคัดแยกครั้งล่าสุด'))
  if (field === 'con_Consent')
    return fate(
      'mapped',
      word(
        'True of who agreed that this recipient is told; false where a duty of law gives it',
        'true เมื่อยินยอมให้แจ้งผู้รับนี้ false เมื่อส่งตามฐานกฎหมาย',
      ),
    )
  if (isForCounting && rare.includes(field))
    return fate(
      'mapped',
      word('As coded, where five cases of the file share it', 'ตามรหัส เมื่อมีห้ากรณีในไฟล์ที่เหมือนกัน'),
    )
  if (withIdentity && field === 'prs_Citizenship')
    return fate('mapped', word('As coded; else as sealed with the name', 'ตามรหัส หรือตามที่ปิดผนึกไว้กับชื่อ'))
  if (field === 'prs_Citizenship' || codedFields.includes(field))
    return fate('kept', word('As coded', 'ตามรหัส'))
  if (withIdentity && named.includes(field))
    return fate(
      'mapped',
      field === 'prs_FirstName'
        ? word('The whole name, as it was told', 'ชื่อเต็มตามที่บอก')
        : word('As sealed, where it is whole', 'ตามที่ปิดผนึกไว้ เมื่อข้อมูลครบ'),
    )
  if (htcdsFields.find(({ name }) => name === field)?.deprecated)
    return fate('left', word('No longer part of the standard', 'ไม่อยู่ในมาตรฐานแล้ว'))
  return fate('left', whyLeft(field))
}

function whyLeft(field: string): FieldFate['why'] {
  if (identityFields.includes(field) || field.startsWith('prs_'))
    return word('Says who it is, or where', 'ระบุตัวบุคคลหรือที่อยู่')
  if (/^(org|per|cas)_/.test(field))
    return word(
      'Of an organisation or a helper, not kept with the case',
      'เป็นข้อมูลหน่วยงานหรือผู้ช่วยเหลือ ไม่เก็บไว้กับกรณี',
    )
  return word('Was said, or says where, or is not kept as a code', 'เป็นคำบอกเล่า ระบุสถานที่ หรือไม่ได้เก็บเป็นรหัส')
}

export interface GivenOut {
  /** What this recipient knows the case by. */
  readonly pseudonym: string
  /** Organisation and number of the release. */
  readonly release: string
  readonly standing: 'possible' | 'identified' | 'not-identified'
  readonly facts: CaseFacts
  /** The person agreed; no: a duty of law gives it. */
  readonly agreed: boolean
  readonly identity?: GivenIdentity
}

const statuses = {
  possible: 'PossibleVictimOfTrafficking',
  identified: 'ActualVictimOfTrafficking',
  'not-identified': 'NotAVictimOfTrafficking',
} as const

/** A case as it leaves. */
export function giveOut({ pseudonym, release, standing, facts, agreed, identity }: GivenOut): HtcdsCase {
  return {
    ...(identity ? namesOf(facts.citizenships ? { ...identity, citizenships: [] } : identity) : {}),
    ...caseOf(facts),
    prs_IdentityNumber: pseudonym,
    vic_TraffickingStatus: statuses[standing],
    ...(standing === 'possible'
      ? {}
      : { vic_TraffickingStatusDecisionMakingOrg: 'NonPoliceGovernmentalOrganization' }),
    con_Consent: agreed,
    shield_Release: release,
  }
}

/** A value that the standard would not read stays back: half a date is none. */
function namesOf({ names, born, citizenships, phones }: GivenIdentity): HtcdsCase {
  const [mobile, home] = phones
  const stated: Readonly<Record<string, unknown>> = {
    prs_FirstName: names[0]?.text,
    prs_Birthdate: born,
    // What is coded of the case holds: one that is stateless there is so in the file.
    prs_Citizenship: citizenships.length > 0 ? citizenships : undefined,
    prs_MobilePhone: mobile,
    prs_HomePhone: home,
  }
  const values: Record<string, HtcdsCase[string]> = {}
  for (const field of htcdsFields) {
    const raw = stated[field.name]
    if (raw === undefined) continue
    const found = readValue(field, raw)
    if ('value' in found) values[field.name] = found.value
  }
  return values
}
