import { chosen, oneOf, textOf } from '../../ui/url.ts'

export const entityTabs = ['values', 'links', 'same', 'history', 'holders', 'looked'] as const
export type EntityTab = (typeof entityTabs)[number]

/** What the address of a profile holds: the open tab and the property whose statements the inspector shows. */
export interface EntityUrl {
  readonly tab?: EntityTab
  readonly value?: string
  /** Kind and direction of the links shown, `Payment.out`. */
  readonly kind?: string
  /** The change of handling that the inspector shows. */
  readonly handling?: string
  /** What was taken back is shown too. */
  readonly past?: boolean
}

export function entityOf(raw: Record<string, unknown>): EntityUrl {
  return chosen({
    tab: oneOf(raw['tab'], entityTabs),
    value: textOf(raw['value'], 2000),
    kind: textOf(raw['kind']),
    handling: idOf(raw['handling']),
    past: raw['past'] === true ? true : undefined,
  })
}

function idOf(value: unknown): string | undefined {
  const text = textOf(value)
  return text !== undefined && /^[0-9a-f-]{36}$/.test(text) ? text : undefined
}
