import { chosen, oneOf } from '../../ui/url.ts'

export const keepingTabs = [
  'due',
  'soon',
  'held',
  'proposed',
  'erased',
  'overdue',
  'overseen',
  'rules',
] as const
export type KeepingTab = (typeof keepingTabs)[number]

export interface KeepingUrl {
  readonly tab?: KeepingTab
}

export function keepingOf(raw: Record<string, unknown>): KeepingUrl {
  return chosen({ tab: oneOf(raw['tab'], keepingTabs) })
}
