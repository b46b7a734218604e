import type { Defect, Words } from '@shield/core'
import type { DefectRow } from '@shield/contract'
import { rules } from '@shield/formats'
import type { RuleName } from '@shield/formats'

/** A defect as it is shown: where, what, the rule, and what to do in both languages. */
export function defectRow(defect: Defect): DefectRow {
  const { place, value, rule, weight } = defect
  return { ...place, value, rule, hint: hintOf(defect), weight }
}

/** What is wrong and how it is mended. A defect kept by an older release may name a rule that is gone: its own words stay. */
export function hintOf({ rule, hint }: Defect): Words {
  if (!isRule(rule)) return { en: hint, th: hint }
  const { wrong, mend } = rules[rule]
  return { en: `${wrong.en} ${mend.en}`, th: `${wrong.th} ${mend.th}` }
}

function isRule(name: string): name is RuleName {
  return Object.hasOwn(rules, name)
}
