import type { Words } from '@shield/core'
import { readMapping } from '@shield/formats'
import type { Mapping, TableChoice } from '@shield/formats'

import { Problem } from '../../problem.ts'

/** The faults of a mapping by their rule; formats tells them in English. */
const thai: Readonly<Record<string, string>> = {
  type: 'ชนิดข้อมูลไม่ถูกต้อง',
  unknown: 'ไม่มีการตั้งค่านี้',
  'missing-column': 'ไฟล์ไม่มีคอลัมน์นี้',
  empty: 'ต้องจับคู่อย่างน้อยหนึ่งเอนทิตี',
  'too-many': 'มีได้ไม่เกิน 50 เอนทิตีและ 100 ความเชื่อมโยง',
  name: 'ตั้งชื่อเอนทิตีแต่ละรายการไม่ให้ซ้ำกัน',
  kind: 'เลือกประเภทเอนทิตี',
  property: 'เลือกคุณสมบัติ',
  entity: 'ระบุเอนทิตีที่อยู่ในการจับคู่นี้',
  era: 'ระบุ buddhist หรือ gregorian',
  encoding: 'เลือกรหัสอักขระที่รองรับ',
  delimiter: 'เลือกจุลภาค อัฒภาค แท็บ หรือขีดตั้ง',
  row: 'ระบุแถวที่ 1 ถึง 1000',
}

/** A mapping that fits the file's columns, or a problem that points at every fault. */
export function checkedMapping(value: unknown, header: readonly string[] | undefined): Mapping {
  const checked = readMapping(value, header)
  if ('entities' in checked) return checked
  throw new Problem(
    'mapping-invalid',
    undefined,
    checked.map(({ pointer, rule, hint }) => ({ pointer, rule, hint: bothOf(rule, hint) })),
  )
}

/** A mapping as it was kept with a batch, without the sheet it was for. */
export function withoutSheet(
  mapping: (Mapping & { readonly sheet?: string }) | undefined,
): Mapping | undefined {
  if (!mapping) return undefined
  const { sheet: _sheet, ...rest } = mapping
  return rest
}

/** What a mapping says of the table itself; nothing where it is none, or says nothing. */
export function choiceOf(mapping: unknown): TableChoice {
  const checked = readMapping(mapping)
  if (!('entities' in checked)) return {}
  const { encoding, delimiter, headerRow } = checked
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(headerRow === undefined ? {} : { headerRow }),
  }
}

function bothOf(rule: string, hint: string): Words {
  return { en: hint, th: thai[rule] ?? hint }
}
