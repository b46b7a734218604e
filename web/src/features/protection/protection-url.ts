import { readPersonCode, turns } from '@shield/core'
import type { Turn } from '@shield/core'

import { chosen, oneOf, textOf } from '../../ui/url.ts'

export const boardViews = ['receive', 'bands', 'list', 'carry'] as const
const interviews = ['none', 'begun', 'done', 'unheard'] as const

/** A board: the queue with its filters, or what is done beside it. */
export interface ArrivalUrl {
  readonly view?: (typeof boardViews)[number]
  readonly turn?: Turn
  readonly language?: string
  readonly interview?: (typeof interviews)[number]
  readonly conflict?: 'open'
  readonly order?: 'newest'
  /** The wristband that `receive` begins with. */
  readonly code?: string
}

export function arrivalOf(raw: Record<string, unknown>): ArrivalUrl {
  const language = textOf(raw['language'], 20)
  return chosen({
    view: oneOf(raw['view'], boardViews),
    turn: oneOf(raw['turn'], turns),
    language:
      language !== undefined && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? language : undefined,
    interview: oneOf(raw['interview'], interviews),
    conflict: oneOf(raw['conflict'], ['open'] as const),
    order: oneOf(raw['order'], ['newest'] as const),
    code: readPersonCode(textOf(raw['code'], 40) ?? ''),
  })
}
