import { kinds } from '@shield/core'

import { chosen, textOf } from '../../ui/url.ts'

/** What the address of the search screen holds: the words, the narrowing, and the hit whose preview is open. */
export interface SearchUrl {
  readonly q?: string
  readonly kind?: string
  readonly source?: string
  readonly country?: string
  readonly chosen?: string
}

export function searchOf(raw: Record<string, unknown>): SearchUrl {
  const kind = textOf(raw['kind'])
  return chosen({
    q: textOf(raw['q']),
    kind: kind !== undefined && Object.hasOwn(kinds, kind) ? kind : undefined,
    source: textOf(raw['source']),
    country: textOf(raw['country'], 40),
    chosen: textOf(raw['chosen']),
  })
}
