import { giveOutPurposeNames, readPersonCode } from '@shield/core'
import type { GiveOutPurposeName } from '@shield/core'

import { chosen, oneOf, textOf } from '../../ui/url.ts'

/** To whom, for what, and whom: one person, or those who arrived in these months. */
export interface GiveCasesUrl {
  readonly recipient?: string
  readonly purpose?: GiveOutPurposeName
  readonly names?: boolean
  readonly code?: string
  readonly since?: string
  readonly until?: string
}

export function giveCasesOf(raw: Record<string, unknown>): GiveCasesUrl {
  return chosen({
    recipient: textOf(raw['recipient'], 40),
    purpose: oneOf(raw['purpose'], giveOutPurposeNames),
    names: raw['names'] === true ? true : undefined,
    code: readPersonCode(textOf(raw['code'], 20) ?? ''),
    since: monthOf(raw['since']),
    until: monthOf(raw['until']),
  })
}

function monthOf(raw: unknown): string | undefined {
  const text = textOf(raw, 7)
  return text !== undefined && /^20\d{2}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined
}
