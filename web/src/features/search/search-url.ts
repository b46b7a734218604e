import { kinds } from '@shield/core'
import type { KindName } from '@shield/core'

import { chosen, oneOf, textOf } from '../../ui/url.ts'

/** What the address of the search screen holds: the words, the narrowing, the hit whose preview is open, and those that were ticked. */
export interface SearchUrl {
  readonly q?: string
  readonly kind?: KindName
  readonly source?: string
  readonly country?: string
  readonly chosen?: string
  /** Ids with commas between them: what was ticked. */
  readonly ticked?: string
}

const kindNames = Object.keys(kinds) as KindName[]

export function searchOf(raw: Record<string, unknown>): SearchUrl {
  return chosen({
    q: textOf(raw['q']),
    kind: oneOf(raw['kind'], kindNames),
    source: textOf(raw['source']),
    country: textOf(raw['country'], 40),
    chosen: textOf(raw['chosen']),
    ticked: textOf(raw['ticked'], 4000),
  })
}
