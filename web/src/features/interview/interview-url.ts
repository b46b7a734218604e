import { chosen, oneOf, textOf } from '../../ui/url.ts'

export interface InterviewUrl {
  /** The page that is open, by its indicator. */
  readonly at?: string
  /** Everything at once, by dimension, or of one. */
  readonly view?: 'list'
  readonly dimension?: string
}

export function interviewOf(raw: Record<string, unknown>): InterviewUrl {
  const at = textOf(raw['at'], 4)
  const dimension = textOf(raw['dimension'], 2)
  return chosen({
    at: at !== undefined && /^[A-Z]{2}[0-9]{2}$/.test(at) ? at : undefined,
    view: oneOf(raw['view'], ['list'] as const),
    dimension: dimension !== undefined && /^[A-Z]{2}$/.test(dimension) ? dimension : undefined,
  })
}

/** The list of interviews of a person, a new one, or the person taken along to be heard without a network. */
export interface InterviewsUrl {
  readonly view?: 'begin' | 'carry'
}

export function interviewsOf(raw: Record<string, unknown>): InterviewsUrl {
  return chosen({ view: oneOf(raw['view'], ['begin', 'carry'] as const) })
}
