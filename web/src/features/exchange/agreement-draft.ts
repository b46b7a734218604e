import { kinds, properties, purposeNames } from '@shield/core'
import type { KindName, PropertyName, Zone } from '@shield/core'

import type { AgreementTerms } from '../../api/wire.ts'

/** Terms while somebody writes them: everything may still be missing. */
export interface AgreementDraft {
  readonly peer: string
  readonly titleEn: string
  readonly titleTh: string
  readonly textEn: string
  readonly textTh: string
  readonly legalBasis: string
  readonly kinds: readonly string[]
  readonly properties: readonly string[]
  /** Every zone: whatever its handling lets go. */
  readonly zones: readonly string[]
  readonly purposes: readonly string[]
  readonly onward: boolean
  readonly matches: boolean
  readonly identifiers: readonly string[]
  readonly matchPurposes: readonly string[]
  readonly quotaPerson: string
  readonly quotaCase: string
  readonly quotaNode: string
  readonly hasRetention: boolean
  readonly retentionDays: string
  readonly validFrom: string | undefined
  readonly validUntil: string | undefined
  readonly reason: string
}

export const allKinds = Object.keys(kinds) as KindName[]
export const allProperties = Object.keys(properties) as PropertyName[]
/** Nobody agrees on oversight or administration with a partner. */
export const agreeablePurposes = purposeNames.filter((one) => one !== 'oversight' && one !== 'administration')
export const agreeableZones = [
  'open',
  'enforcement',
  'protection',
  'consular',
] as const satisfies readonly Zone[]

/** A first version begins with little: what is not ticked is not agreed. */
export function emptyDraft(peer: string, today: string): AgreementDraft {
  return {
    ...{ peer, titleEn: '', titleTh: '', textEn: '', textTh: '', legalBasis: '', reason: '' },
    ...{ kinds: [], properties: [], zones: ['open', 'enforcement'], purposes: [], onward: false },
    ...{ matches: false, identifiers: [], matchPurposes: [] },
    ...{ quotaPerson: '100', quotaCase: '200', quotaNode: '1000' },
    ...{ hasRetention: true, retentionDays: '365' },
    ...{ validFrom: today, validUntil: undefined },
  }
}

/** A next version begins with the words of the one in force. */
export function draftOf(peer: string, terms: AgreementTerms): AgreementDraft {
  const { matching } = terms
  return {
    ...{ peer, titleEn: terms.title.en, titleTh: terms.title.th, reason: '' },
    ...{ textEn: terms.text?.en ?? '', textTh: terms.text?.th ?? '', legalBasis: terms.legalBasis },
    ...{ kinds: terms.kinds, properties: terms.properties, purposes: terms.purposes, onward: terms.onward },
    zones: terms.zones ?? agreeableZones,
    ...{ matches: matching !== undefined, identifiers: matching?.identifiers ?? [] },
    matchPurposes: matching?.purposes ?? [],
    quotaPerson: String(matching?.quota.person ?? 100),
    quotaCase: String(matching?.quota.case ?? 200),
    quotaNode: String(matching?.quota.node ?? 1000),
    ...{ hasRetention: terms.retentionDays !== undefined, retentionDays: String(terms.retentionDays ?? 365) },
    ...{ validFrom: terms.validFrom, validUntil: terms.validUntil },
  }
}

export type DraftField = keyof AgreementDraft

/** Fields that are missing or wrong, in the order of the form. */
export function draftFaults(draft: AgreementDraft, today: string): readonly DraftField[] {
  const isShort = (text: string): boolean => text.trim().length < 3
  const isDay = (day: string | undefined): boolean => /^\d{4}-\d\d-\d\d$/.test(day ?? '')
  const isCount = (text: string, least: number): boolean => /^\d{1,6}$/.test(text) && Number(text) >= least
  const { matches } = draft
  const halfText = (draft.textEn.trim() === '') !== (draft.textTh.trim() === '')
  const wrong: Readonly<Partial<Record<DraftField, boolean>>> = {
    peer: draft.peer === '',
    titleEn: isShort(draft.titleEn),
    titleTh: isShort(draft.titleTh),
    legalBasis: isShort(draft.legalBasis),
    textEn: halfText && draft.textEn.trim() === '',
    textTh: halfText && draft.textTh.trim() === '',
    purposes: draft.purposes.length === 0,
    zones: draft.zones.length === 0,
    kinds: draft.kinds.length === 0,
    properties: draft.properties.length === 0,
    identifiers: matches && draft.identifiers.length === 0,
    matchPurposes:
      matches &&
      (draft.matchPurposes.length === 0 || draft.matchPurposes.some((one) => !draft.purposes.includes(one))),
    quotaPerson: matches && !isCount(draft.quotaPerson, 0),
    quotaCase: matches && !isCount(draft.quotaCase, 0),
    quotaNode: matches && !isCount(draft.quotaNode, 0),
    retentionDays: draft.hasRetention && !isCount(draft.retentionDays, 1),
    validFrom: !isDay(draft.validFrom),
    validUntil:
      !isDay(draft.validUntil) ||
      (draft.validUntil ?? '') < (draft.validFrom ?? '') ||
      (draft.validUntil ?? '') < today,
    reason: draft.reason.trim().length < 8,
  }
  return (Object.keys(wrong) as DraftField[]).filter((field) => wrong[field] === true)
}

/** The terms of a draft without a fault. */
export function termsOfDraft(draft: AgreementDraft): AgreementTerms {
  const words = (en: string, th: string) => ({ en: en.trim(), th: th.trim() })
  return {
    title: words(draft.titleEn, draft.titleTh),
    ...(draft.textEn.trim() === '' ? {} : { text: words(draft.textEn, draft.textTh) }),
    kinds: allKinds.filter((one) => draft.kinds.includes(one)),
    properties: allProperties.filter((one) => draft.properties.includes(one)),
    zones: agreeableZones.filter((one) => draft.zones.includes(one)),
    purposes: agreeablePurposes.filter((one) => draft.purposes.includes(one)),
    legalBasis: draft.legalBasis.trim(),
    onward: draft.onward,
    ...(draft.matches
      ? {
          matching: {
            identifiers: draft.identifiers as NonNullable<AgreementTerms['matching']>['identifiers'],
            purposes: agreeablePurposes.filter((one) => draft.matchPurposes.includes(one)),
            quota: {
              person: Number(draft.quotaPerson),
              case: Number(draft.quotaCase),
              node: Number(draft.quotaNode),
            },
          },
        }
      : {}),
    ...(draft.hasRetention ? { retentionDays: Number(draft.retentionDays) } : {}),
    validFrom: draft.validFrom ?? '',
    validUntil: draft.validUntil ?? '',
  }
}
