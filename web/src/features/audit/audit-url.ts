import { isWhen } from '@shield/core'

import { chosen, textOf } from '../../ui/url.ts'

/** What the address of the audit explorer holds. `from` and `until` are partial dates: a year alone is that whole year. */
export interface AuditUrl {
  readonly person?: string
  readonly action?: string
  readonly object?: string
  readonly from?: string
  readonly until?: string
  readonly event?: string
}

export function auditOf(raw: Record<string, unknown>): AuditUrl {
  return chosen({
    person: textOf(raw['person']),
    action: textOf(raw['action']),
    object: textOf(raw['object']),
    from: whenOf(raw['from']),
    until: whenOf(raw['until']),
    event: textOf(raw['event']),
  })
}

function whenOf(value: unknown): string | undefined {
  const text = textOf(value, 10)
  return text !== undefined && isWhen(text) ? text : undefined
}
