import type { AgreementBody } from '@shield/contract'
import type { Marking, Purpose, Words } from '@shield/core'

import type { Context } from '../../context.ts'
import { mayRelease } from '../../permit.ts'
import { coversZone } from './lawful.ts'

export interface Under {
  readonly agreement: AgreementBody
  readonly peer: string
  readonly purpose: Purpose
  /** Its owner lets it be passed on to this partner without being asked. */
  readonly isLeft: boolean
}

export interface Verdict {
  readonly refused?: Words
  readonly second?: Words
  /** Its originator has to be asked, and why. */
  readonly asks?: Words
}

const otherZone: Words = {
  en: 'The agreement does not cover data of this zone',
  th: 'ข้อตกลงไม่ครอบคลุมข้อมูลของเขตนี้',
}
const otherPurpose: Words = {
  en: 'Its handling does not allow the purpose of the release',
  th: 'ชั้นการจัดการไม่อนุญาตให้ใช้เพื่อวัตถุประสงค์ของการส่งมอบนี้',
}
const excluded: Words = {
  en: 'Its owner excluded this partner',
  th: 'เจ้าของไม่ให้หน่วยงานคู่ร่วมมือนี้เข้าถึง',
}

/** Asks the policy about one block: as things stand, with a second person, and with the originator's word too. What they hold stays by the leave it went by. */
export function decideItem(
  ctx: Context,
  block: Marking,
  under: Under & { readonly isHeld: boolean },
): Verdict {
  if (!coversZone(under.agreement, block)) return { refused: otherZone }
  if (!block.purposes.includes(under.purpose)) return { refused: otherPurpose }
  if (block.notReleasedTo.includes(`node:${under.peer}`)) return { refused: excluded }
  const byLeave = under.isLeft || under.isHeld
  const alone = mayRelease(ctx, block, { secondPerson: false, byLeave })
  if (alone.allow) return {}
  if (mayRelease(ctx, block, { secondPerson: true, byLeave }).allow)
    return under.isHeld ? {} : { second: alone.because }
  const asked = mayRelease(ctx, block, { secondPerson: true, byLeave: true })
  return asked.allow ? { asks: alone.because } : { refused: asked.because }
}

export interface Sorted<T> {
  readonly going: readonly T[]
  readonly refused: readonly { readonly one: T; readonly because: Words }[]
  /** Why a second person is asked, each reason once. */
  readonly second: readonly Words[]
  readonly asks: readonly Words[]
}

/** What goes, what does not, and who else has to be asked. */
export function sortItems<T>(items: readonly T[], verdictOf: (one: T) => Verdict): Sorted<T> {
  const decided = items.map((one) => ({ one, ...verdictOf(one) }))
  const goes = decided.filter(({ refused }) => refused === undefined)
  return {
    going: goes.map(({ one }) => one),
    refused: decided.flatMap(({ one, refused }) => (refused ? [{ one, because: refused }] : [])),
    second: eachOnce(goes.flatMap(({ second }) => second ?? [])),
    asks: eachOnce(goes.flatMap(({ asks }) => asks ?? [])),
  }
}

export function eachOnce(words: readonly Words[]): readonly Words[] {
  return [...new Map(words.map((one) => [one.en, one])).values()]
}
