import { figureNames } from '@shield/core'
import type { FigureName } from '@shield/core'

import { chosen, oneOf, textOf } from '../../ui/url.ts'

const audiences = ['public', 'partner'] as const

/** Which figure, of which months, for whom; absent: the choice as it begins. */
export interface FigureUrl {
  readonly figure?: FigureName
  readonly since?: string
  readonly until?: string
  readonly audience?: (typeof audiences)[number]
}

export function figureOf(raw: Record<string, unknown>): FigureUrl {
  return chosen({
    figure: oneOf(raw['figure'], figureNames),
    since: monthOf(raw['since']),
    until: monthOf(raw['until']),
    audience: oneOf(raw['audience'], audiences),
  })
}

/** The number whose people are listed. */
export interface FigurePeopleUrl extends FigureUrl {
  readonly table?: number
  readonly row?: number
  readonly column?: number
}

export function figurePeopleOf(raw: Record<string, unknown>): FigurePeopleUrl {
  return chosen({
    ...figureOf(raw),
    table: countOf(raw['table']),
    row: countOf(raw['row']),
    column: countOf(raw['column']),
  })
}

function monthOf(raw: unknown): string | undefined {
  const text = textOf(raw, 7)
  return text !== undefined && /^20\d{2}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined
}

function countOf(raw: unknown): number | undefined {
  return typeof raw === 'number' && Number.isInteger(raw) && raw >= 0 && raw <= 400 ? raw : undefined
}
