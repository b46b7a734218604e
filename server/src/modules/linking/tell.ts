import { properties } from '@shield/core'
import type { Words } from '@shield/core'
import type { EvidenceStep } from '@shield/contract'
import { compareNames, readName, tellBand, tellLevel, tellReason } from '@shield/engine'

import { bandOfBits, tenths } from './score.ts'
import type { Band, Finding, Weighed } from './score.ts'

const w = (en: string, th: string): Words => ({ en, th })

const priorStep = {
  what: w('Before anything is compared', 'ก่อนเทียบข้อมูล'),
  level: w('two records are seldom the same one', 'ระเบียนสองรายการมักไม่ใช่คนหรือสิ่งเดียวกัน'),
} as const

const nothing = w('says nothing', 'ไม่มีน้ำหนัก')
/** How much a step counts, from very much to nothing. */
const weights: readonly (readonly [least: number, words: Words])[] = [
  [10, w('counts very much', 'มีน้ำหนักมากที่สุด')],
  [6, w('counts much', 'มีน้ำหนักมาก')],
  [3, w('counts', 'มีน้ำหนักพอควร')],
  [0.5, w('counts a little', 'มีน้ำหนักเล็กน้อย')],
]

function weightOf(bits: number): Words {
  return weights.find(([least]) => Math.abs(bits) >= least)?.[1] ?? nothing
}

const bearingOf = (bits: number): EvidenceStep['bearing'] =>
  bits >= 0.5 ? 'for' : bits <= -0.5 ? 'against' : 'neither'

function whatOf({ kind, property }: Finding): Words {
  return kind === 'full-name' ? properties.name.label : properties[property].label
}

const levelOf = (one: Finding): Words => w(tellLevel(one, 'en'), tellLevel(one, 'th'))

export const bandWords = (band: Band): Words => w(tellBand(band, 'en'), tellBand(band, 'th'))

/** A few words of why, what counts most first. */
export function briefly({ findings }: Weighed): Words[] {
  return findings.slice(0, 4).map((one) => {
    const [what, level] = [whatOf(one), levelOf(one)]
    return w(`${what.en}: ${level.en}`, `${what.th}: ${level.th}`)
  })
}

/** The whole reckoning as steps of a waterfall: lengths and words, no numbers to be taken for a probability. */
export function stepsOf({ findings, prior }: Weighed): EvidenceStep[] {
  const most = Math.max(1, ...[prior, ...findings.map((one) => one.bits)].map(Math.abs))
  const share = (bits: number): number => Math.round((bits / most) * 100) / 100
  return [
    { ...priorStep, bearing: bearingOf(prior), share: share(prior), weight: weightOf(prior) },
    ...findings.map((one): EvidenceStep => ({
      what: whatOf(one),
      level: one.kind === 'full-name' ? withWords(one) : levelOf(one),
      bearing: bearingOf(one.bits),
      share: share(one.bits),
      weight: weightOf(one.bits),
      left: one.left,
      right: one.right,
      property: one.property,
    })),
  ]
}

const toldReasons = 5

/** Of names also which words agree, and how: across scripts nobody sees it by looking. */
function withWords(one: Finding): Words {
  const level = levelOf(one)
  if (one.left === one.right) return level
  const { reasons } = compareNames(readName(one.left), readName(one.right))
  const told = (language: 'en' | 'th'): string =>
    reasons
      .slice(0, toldReasons)
      .map((reason) => tellReason(reason, language))
      .join('; ')
  return w(`${level.en} (${told('en')})`, `${level.th} (${told('th')})`)
}

/** The one value that would have to be wrong for the pair to lose its band; undefined where no single one decides. */
export function hingeOf({ bits, findings }: Weighed): Words | undefined {
  const band = bandOfBits(bits)
  const hinge = findings.find((one) => one.bits > 0)
  if (band === 'weak' || !hinge) return undefined
  const without = bandOfBits(tenths(bits - hinge.bits))
  if (without === band) return undefined
  const [what, now, then] = [whatOf(hinge), bandWords(band), bandWords(without)]
  return w(
    `It hangs on one value: were “${what.en}” wrong, this would be ${then.en} instead of ${now.en}`,
    `ขึ้นอยู่กับค่าเดียว: หาก “${what.th}” ไม่ถูกต้อง คู่นี้จะเป็นระดับ “${then.th}” แทน “${now.th}”`,
  )
}
