import { chosen, oneOf, textOf } from '../../ui/url.ts'

export const complaintStateNames = ['new', 'looked-into', 'settled', 'not-ours'] as const

export interface ComplaintsUrl {
  readonly complaint?: string
  readonly state?: (typeof complaintStateNames)[number]
}

export function complaintsOf(raw: Record<string, unknown>): ComplaintsUrl {
  return chosen({
    complaint: textOf(raw['complaint'], 40),
    state: oneOf(raw['state'], complaintStateNames),
  })
}
