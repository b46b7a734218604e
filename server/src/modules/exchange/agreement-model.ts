import type { AgreementBody, AgreementTerms, AgreementVersionState } from '@shield/contract'

import type { Pointer } from '../../problem.ts'

/** What is wrong with terms that have the right form; undefined when two people may sign them. */
export function faultOfTerms(terms: AgreementTerms, today: string): Pointer | undefined {
  const { validFrom, validUntil, matching, purposes } = terms
  if (validUntil < validFrom)
    return {
      pointer: '/terms/validUntil',
      rule: 'order',
      hint: { en: 'The last day is before the first', th: 'วันสิ้นสุดอยู่ก่อนวันเริ่ม' },
    }
  if (validUntil < today)
    return {
      pointer: '/terms/validUntil',
      rule: 'future',
      hint: { en: 'The last day is over', th: 'วันสิ้นสุดผ่านไปแล้ว' },
    }
  return matching?.purposes.some((one) => !purposes.includes(one))
    ? {
        pointer: '/terms/matching/purposes',
        rule: 'subset',
        hint: {
          en: 'Matching is for purposes of the agreement only',
          th: 'การเปรียบเทียบใช้ได้เฉพาะวัตถุประสงค์ของข้อตกลง',
        },
      }
    : undefined
}

/** The terms of a version, without what says which it is. */
export function termsOf({
  id: _id,
  version: _version,
  parties: _parties,
  ...terms
}: AgreementBody): AgreementTerms {
  return terms
}

/** A version that waits for somebody: there is one at a time of an agreement from each side. */
export const openStates = [
  'proposed',
  'sent',
  'received',
  'agreed',
] as const satisfies AgreementVersionState[]

/** The acts of people on a version, with the states in which they fit. */
export const fitting = {
  agree: ['received'],
  sign: ['proposed', 'agreed'],
  decline: ['received', 'agreed'],
  withdraw: ['proposed', 'sent'],
} as const satisfies Record<string, readonly AgreementVersionState[]>
export type VersionAct = keyof typeof fitting

/**
 * Two versions of one number that both sides have signed, each proposed while the other was on its way: the one that was proposed
 * first (ids are UUIDv7) is the agreement, at both nodes alike, whatever order their words come in.
 */
export function outlasts(one: string, other: string): boolean {
  return one < other
}
